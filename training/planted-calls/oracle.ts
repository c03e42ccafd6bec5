// What a planted call's score should be: the design's formula, its constants frozen here, on the true labels. Written
// apart from src/analysis/score on purpose, so that fitting the shipped score can't move the goal.

import type { Emotion } from '../../src/analysis/emotion/emotions.ts';
import type { PlantedCall } from './plan.ts';

const WEIGHTS: Readonly<Record<Emotion, number>> = {
  anger: 1,
  disgust: 0.8,
  fear: 0.8,
  happy: 0,
  neutral: 0,
  sadness: 0.7,
};
const WINDOW_SECONDS = 3;
/** Windows with less speech than this are silence, as the speech gate has it. */
const LEAST_SPEECH_SECONDS = 0.75;
const LEVEL_WINDOWS = 9;
const CALM_LEVEL = 0.35;
/** A level from here on ends a recovery. */
const RELAPSE_LEVEL = 0.5;

/** One second's window of the truth. */
export interface TrueWindow {
  /** Seconds from the call's first sample. */
  readonly start: number;
  /** Seconds of it that belong to an utterance. */
  readonly speechSeconds: number;
  /** Mean over its speech, 0 to 1; null where it is silence. */
  readonly distress: number | null;
}

/** The truth of every window of a call, one a second from its beginning. */
export function trueWindows({ utterances, seconds }: PlantedCall): TrueWindow[] {
  const count = Math.max(0, Math.floor(seconds) - WINDOW_SECONDS + 1);
  return Array.from({ length: count }, (_, start) => {
    let [speechSeconds, distressSeconds] = [0, 0];
    for (const utterance of utterances) {
      const overlap = Math.min(utterance.end, start + WINDOW_SECONDS) - Math.max(utterance.start, start);
      if (overlap <= 0) continue;
      speechSeconds += overlap;
      distressSeconds += overlap * WEIGHTS[utterance.clip.emotion];
    }
    const isSpeech = speechSeconds >= LEAST_SPEECH_SECONDS;
    return { start, speechSeconds, distress: isSpeech ? distressSeconds / speechSeconds : null };
  });
}

/**
 * The design's score.
 * @param distress of the windows with speech, 0 to 1
 * @returns 1 to 10; null when there are fewer than nine
 */
export function oracleScore(distress: readonly number[]): number | null {
  if (distress.length < LEVEL_WINDOWS) return null;
  const levels = distress.slice(LEVEL_WINDOWS - 1).map((_, i) => mean(distress.slice(i, i + LEVEL_WINDOWS)));
  const arrival = levels[0] ?? 0;
  const now = levels.at(-1) ?? arrival;
  const peak = levels.length === 1 ? arrival : Math.max(...levels.slice(1));
  const after = distress.slice(LEVEL_WINDOWS);
  const average = after.length === 0 ? arrival : mean(after);
  return (
    1 +
    9 *
      (0.45 * (1 - now) +
        0.25 * Math.max(0, arrival - now) +
        0.15 * (1 - Math.max(0, peak - arrival)) +
        0.15 * (1 - average))
  );
}

/**
 * When the customer was calm again for good after the worst moment: the first level below calm that no relapse follows.
 * @param windows all of a call, in order
 * @returns seconds from the call's first sample to the end of the window that showed it; null when there was none
 */
export function oracleRecovery(windows: readonly TrueWindow[]): number | null {
  const speech = windows.flatMap(({ start, distress }) => (distress === null ? [] : [{ start, distress }]));
  const levels = speech.slice(LEVEL_WINDOWS - 1).map(({ start }, i) => ({
    time: start + WINDOW_SECONDS,
    level: mean(speech.slice(i, i + LEVEL_WINDOWS).map(({ distress }) => distress)),
  }));
  const worst = levels.reduce((best, { level }, i) => (level > (levels[best]?.level ?? 0) ? i : best), 0);
  if ((levels[worst]?.level ?? 0) < CALM_LEVEL) return null;
  const relapse = levels.findLastIndex(({ level }) => level >= RELAPSE_LEVEL);
  const from = Math.max(worst, relapse);
  return levels.slice(from + 1).find(({ level }) => level < CALM_LEVEL)?.time ?? null;
}

function mean(values: readonly number[]): number {
  return values.reduce((sum, value) => sum + value, 0) / values.length;
}
