// The call in the welcome page's picture: nobody made it. Its probabilities are drawn by hand, its score is the real
// one over them.

import { LiveScore } from '../../analysis/call/live-score.ts';
import { WINDOW_SECONDS } from '../../analysis/call/timing.ts';
import { readingOf } from '../../analysis/emotion/calibration.ts';
import type { Emotion, Probabilities } from '../../analysis/emotion/emotions.ts';
import { LEVEL_WINDOWS } from '../../analysis/score/constants.ts';
import type { CallSnapshot } from '../../extension/messages/snapshot.ts';

const SECONDS = 91;
/** The customer speaks, then the agent: in seconds. */
const TURN_SECONDS = 19;
const AGENT_SECONDS = 5;
/** Windows that are read together for the word, as in a call. */
const READING_WINDOWS = 3;

/** Arrives angry and calms down. @param progress from 0, the call's beginning, to 1 */
function probabilitiesAt(progress: number): Probabilities {
  const wobble = 0.35 * Math.sin(progress * 61) + 0.25 * Math.sin(progress * 23 + 1);
  const calm = 1 / (1 + Math.exp(-12 * (progress - 0.5)));
  const weights: Record<Emotion, number> = {
    anger: (5 + 2 * wobble) * (1 - calm) + 0.15,
    disgust: (1.2 - wobble) * (1 - calm) + 0.1,
    fear: 0.25 * (1 - calm) + 0.1,
    happy: (2.6 + 1.6 * wobble) * calm * progress + 0.1,
    neutral: (4 - 1.4 * wobble) * calm + 0.3,
    sadness: 0.9 * Math.exp(-40 * (progress - 0.5) ** 2) + 0.15,
  };
  const total = Object.values(weights).reduce((sum, weight) => sum + weight, 0);
  const entries = Object.entries(weights).map(([emotion, weight]) => [emotion, weight / total]);
  return Object.fromEntries(entries) as Probabilities;
}

export function sampleCall(): CallSnapshot {
  const score = new LiveScore();
  const scored = Array.from({ length: SECONDS - WINDOW_SECONDS + 1 }, (_, start) => {
    const isCustomer = start % TURN_SECONDS < TURN_SECONDS - AGENT_SECONDS;
    const probabilities = isCustomer ? probabilitiesAt(start / (SECONDS - WINDOW_SECONDS)) : null;
    return score.push({ start, speech: isCustomer ? 0.9 : 0, probabilities });
  });
  const windows = scored.map(({ window }) => window);
  return {
    id: 'sample',
    console: 'https://desk.example.com',
    language: 'en',
    callReference: null,
    state: 'listening',
    startedAt: '2026-01-05T09:00:00.000Z',
    seconds: SECONDS,
    windows,
    scoreOverTime: scored.flatMap(({ point }) => point ?? []),
    speechWindows: score.speechWindows,
    openingWindows: LEVEL_WINDOWS,
    tonal: false,
    reading: readingOf(windows.slice(-READING_WINDOWS).flatMap(({ probabilities }) => probabilities ?? [])),
    trend: score.trend,
    nudge: null,
    windowsLate: 0,
    model: null,
    ...score.assess(),
  };
}
