// Calls that nobody made, with the shape of real ones: synthetic probabilities along a planted course, turns of
// speech and silence, and the real score over them.

import { LiveScore } from '../../src/analysis/call/live-score.ts';
import {
  type AnalysedWindow,
  type CallSummary,
  RECORD_SCHEMA_VERSION,
  type ScorePoint,
} from '../../src/analysis/call/record.ts';
import { WINDOW_SECONDS } from '../../src/analysis/call/timing.ts';
import type { NudgeKind } from '../../src/analysis/coaching/nudge.ts';
import { readingOf } from '../../src/analysis/emotion/calibration.ts';
import { EMOTIONS, type Emotion, type Probabilities } from '../../src/analysis/emotion/emotions.ts';
import { LEVEL_WINDOWS, SCORE_VERSION } from '../../src/analysis/score/constants.ts';
import { type CallSnapshot, type CallState, STRIP_WINDOWS } from '../../src/extension/messages/snapshot.ts';
import { LEVEL_SECONDS, type RecordingLevels } from '../../src/ui/review/recording-levels.ts';
import { seededRandom } from './seeded-random.ts';

type Mix = Partial<Record<Emotion, number>>;

/** What the customer leans to at points of the call, from its beginning (0) to its end (1). */
const COURSES = {
  resolved: [
    [0, { anger: 6, disgust: 2 }],
    [0.35, { anger: 4, disgust: 2, sadness: 1 }],
    [0.6, { neutral: 4, sadness: 1.5 }],
    [1, { neutral: 4, happy: 4 }],
  ],
  escalating: [
    [0, { neutral: 4, sadness: 1 }],
    [0.5, { disgust: 3, anger: 3, neutral: 1 }],
    [1, { anger: 8, disgust: 1 }],
  ],
  flared: [
    [0, { neutral: 6, happy: 1 }],
    [0.25, { neutral: 4, disgust: 1 }],
    [0.42, { anger: 8, disgust: 2 }],
    [0.55, { anger: 6, sadness: 2 }],
    [0.7, { neutral: 6, happy: 1 }],
    [1, { neutral: 4, happy: 3 }],
  ],
  calm: [
    [0, { neutral: 6, happy: 1 }],
    [0.5, { neutral: 5, happy: 2 }],
    [1, { happy: 4, neutral: 4 }],
  ],
  worried: [
    [0, { fear: 5, sadness: 3 }],
    [0.5, { fear: 3, sadness: 4 }],
    [1, { sadness: 3, neutral: 3, fear: 1.5 }],
  ],
  frightened: [
    [0, { neutral: 3, fear: 2 }],
    [1, { fear: 6, sadness: 1.5 }],
  ],
  disgusted: [
    [0, { disgust: 5, anger: 1 }],
    [1, { disgust: 6, anger: 2 }],
  ],
  sad: [
    [0, { sadness: 4, neutral: 1 }],
    [1, { sadness: 6, neutral: 1 }],
  ],
  unclear: [
    [0, { anger: 2, neutral: 2 }],
    [1, { anger: 1.6, disgust: 1.3, fear: 1.2, sadness: 1.4, neutral: 1.6 }],
  ],
} as const satisfies Record<string, readonly (readonly [number, Mix])[]>;

export type Course = keyof typeof COURSES;

export interface FixtureOptions {
  readonly seed: number;
  readonly course: Course;
  readonly seconds: number;
  /** Share of the last seconds, in whole seconds, that are silent. */
  readonly silentAtEnd?: number;
}

function mixAt(course: Course, progress: number): Record<Emotion, number> {
  const points: readonly (readonly [number, Mix])[] = COURSES[course];
  const after = points.findIndex(([at]) => at >= progress);
  const [fromAt, from] = points[Math.max(0, after - 1)] ?? [0, {}];
  const [toAt, to] = points[after] ?? [1, {}];
  const share = toAt === fromAt ? 1 : (progress - fromAt) / (toAt - fromAt);
  return Object.fromEntries(
    EMOTIONS.map((emotion) => [emotion, (from[emotion] ?? 0.2) * (1 - share) + (to[emotion] ?? 0.2) * share]),
  ) as Record<Emotion, number>;
}

interface PlayedCall {
  readonly windows: readonly AnalysedWindow[];
  readonly points: readonly ScorePoint[];
  /** After the last window. */
  readonly score: LiveScore;
}

/** By their options: a scene shows a call in several places, and to score it takes a moment. */
const playedCalls = new Map<string, PlayedCall>();

function playedCall({ seed, course, seconds, silentAtEnd = 0 }: FixtureOptions): PlayedCall {
  const key = JSON.stringify([seed, course, seconds, silentAtEnd]);
  const played = playedCalls.get(key) ?? playCall({ seed, course, seconds, silentAtEnd });
  playedCalls.set(key, played);
  return played;
}

/** Windows, one a second, of a customer who speaks in turns of 5 to 18 seconds with pauses between. */
export function fixtureWindows(options: FixtureOptions): AnalysedWindow[] {
  return [...playedCall(options).windows];
}

function playCall({ seed, course, seconds, silentAtEnd }: Required<FixtureOptions>): PlayedCall {
  const random = seededRandom(seed);
  const score = new LiveScore();
  const windows: AnalysedWindow[] = [];
  const points: ScorePoint[] = [];
  let turnEnd = 6 + random() * 8;
  let pauseEnd = turnEnd + 2 + random() * 4;
  const drift: Record<string, number> = {};
  for (let start = 0; start <= seconds - WINDOW_SECONDS; start++) {
    if (start >= pauseEnd) {
      turnEnd = start + 5 + random() * 13;
      pauseEnd = turnEnd + 2 + random() * 6;
    }
    const silent = start >= turnEnd || start > seconds - WINDOW_SECONDS - silentAtEnd;
    const mix = mixAt(course, start / Math.max(1, seconds - WINDOW_SECONDS));
    const weights = EMOTIONS.map((emotion) => {
      drift[emotion] = 0.72 * (drift[emotion] ?? 0) + 0.55 * (random() - 0.5);
      return mix[emotion] ** 1.4 * Math.exp(1.6 * (drift[emotion] ?? 0));
    });
    const total = weights.reduce((sum, weight) => sum + weight, 0);
    const probabilities = Object.fromEntries(
      EMOTIONS.map((emotion, index) => [emotion, (weights[index] ?? 0) / total]),
    ) as Probabilities;
    const heard = silent
      ? { start, speech: 0.04, probabilities: null }
      : { start, speech: 0.6 + 0.4 * random(), probabilities };
    const { window, point } = score.push(heard);
    windows.push(window);
    if (point !== null) points.push(point);
  }
  return { windows, points, score };
}

/** How loud both sides of such a call would be: the agent answers in the customer's pauses. */
export function fixtureLevels({ seed, seconds, ...options }: FixtureOptions): RecordingLevels {
  const random = seededRandom(seed + 1);
  const windows = fixtureWindows({ seed, seconds, ...options });
  const speech = (isSpeaking: boolean) => (isSpeaking ? -34 + 18 * random() : -72 + 6 * random());
  const steps = Array.from({ length: seconds / LEVEL_SECONDS }, (_, step) => {
    const second = Math.floor(step * LEVEL_SECONDS);
    const customer = windows[second - 1]?.probabilities != null;
    return { customer: speech(customer && random() < 0.9), other: speech(!customer && random() < 0.85) };
  });
  return { customer: steps.map((step) => step.customer), other: steps.map((step) => step.other) };
}

export interface SnapshotOptions extends FixtureOptions {
  readonly id: string;
  readonly state?: CallState;
  readonly console?: string;
  /** English when left out. */
  readonly language?: string;
  readonly source?: CallSummary['source'];
  readonly startedAt?: string;
  readonly windowsLate?: number;
  /** The last window is tones or music. */
  readonly tonal?: boolean;
  readonly callReference?: string;
  /** The nudge that is shown; none when left out. */
  readonly nudge?: NudgeKind;
}

/** What the offscreen document would tell of such a call. */
export function fixtureSnapshot(options: SnapshotOptions): CallSnapshot {
  const { id, state = 'listening', console = 'https://desk.example.com', seconds, windowsLate = 0 } = options;
  const { windows: all, points, score } = playedCall(options);
  const windows = all.slice(-STRIP_WINDOWS);
  const heard = windows.slice(-3).flatMap(({ probabilities }) => probabilities ?? []);
  return {
    id,
    console,
    language: options.language ?? 'en-GB',
    ...(options.source && { source: options.source }),
    callReference: options.callReference ?? null,
    state,
    startedAt: options.startedAt ?? '2026-06-12T13:58:00.000Z',
    seconds: state === 'awaiting-consent' ? 0 : seconds,
    windows,
    scoreOverTime: points.filter(({ time }) => time >= (windows[0]?.start ?? 0)),
    speechWindows: score.speechWindows,
    openingWindows: LEVEL_WINDOWS,
    reading: windows.at(-1)?.probabilities ? readingOf(heard) : null,
    tonal: options.tonal ?? false,
    trend: score.trend,
    nudge: options.nudge === undefined ? null : { kind: options.nudge, since: seconds - 4 },
    windowsLate,
    model: score.speechWindows === 0 ? null : '1.0.0',
    ...score.assess(),
  };
}

/** What the store would hold of such a call. */
export function fixtureSummary(options: SnapshotOptions): CallSummary {
  const { score, interval, verdict, reasons, turningPoints, classicScore, id, console, startedAt, seconds } =
    fixtureSnapshot(options);
  return {
    schemaVersion: RECORD_SCHEMA_VERSION,
    scoreVersion: SCORE_VERSION.withoutContext,
    file: null,
    seconds,
    speechSeconds: seconds / 2,
    score,
    interval,
    verdict,
    reasons,
    turningPoints,
    classicScore,
    model: '1.0.0',
    id,
    console,
    ...(options.source && { source: options.source }),
    callReference: options.callReference ?? null,
    startedAt,
    endedAt: new Date(Date.parse(startedAt) + seconds * 1000).toISOString(),
    consent: { how: 'asked', at: startedAt },
    gaps: [],
    coldStarts: [],
    notes: [],
    corrections: [],
  };
}
