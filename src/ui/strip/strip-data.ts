// The strip's arithmetic: the windows of a call on a fixed grid of two minutes, stacked and smoothed.

import type { AnalysedWindow } from '../../analysis/call/record.ts';
import { HOP_SECONDS, WINDOW_SECONDS } from '../../analysis/call/timing.ts';
import { EMOTIONS, type Emotion, type Probabilities } from '../../analysis/emotion/emotions.ts';
import { STRIP_WINDOWS } from '../../extension/messages/snapshot.ts';

/** From the bottom of the stack to its top: distress rises from below, like water. */
export const STACK_ORDER = [
  'anger',
  'disgust',
  'fear',
  'sadness',
  'neutral',
  'happy',
] as const satisfies readonly Emotion[];

/** Length of the strip. It never rescales. */
export const STRIP_SECONDS = STRIP_WINDOWS * HOP_SECONDS;

/** Speech windows behind each point of the smoothed line. */
const SMOOTHING_WINDOWS = 5;

/** One second of the strip: the window that stands for it, or null where there was no speech. */
export type Slot = Probabilities | null;

/**
 * The windows on the grid of the last `STRIP_SECONDS`, oldest first; the last slot is the newest window. Each
 * window stands for its last hop of audio.
 */
export function slotsOf(windows: readonly AnalysedWindow[]): readonly Slot[] {
  const slots: Slot[] = new Array(STRIP_WINDOWS).fill(null);
  const newest = windows.at(-1);
  if (newest === undefined) return slots;
  for (const { start, probabilities } of windows) {
    const index = STRIP_WINDOWS - 1 - Math.round((newest.start - start) / HOP_SECONDS);
    if (index >= 0) slots[index] = probabilities;
  }
  return slots;
}

/** Mean probabilities over the slots with speech; null where there is none. */
export function averageSlots(slots: readonly Slot[]): Probabilities | null {
  const speech = slots.filter((slot) => slot !== null);
  if (speech.length === 0) return null;
  const mean = (emotion: Emotion) => speech.reduce((sum, slot) => sum + slot[emotion], 0) / speech.length;
  return Object.fromEntries(EMOTIONS.map((emotion) => [emotion, mean(emotion)])) as Record<Emotion, number>;
}

/** Positive minus negative probability, -1 to 1. */
export function measureValence(probabilities: Probabilities): number {
  return 2 * (probabilities.happy + probabilities.neutral) - 1;
}

/** One value a slot to a line on the half-second grid: slots keep their width, and gaps stay gaps. */
export function onHalfSeconds(values: readonly (number | null)[]): (number | null)[] {
  const points: (number | null)[] = [];
  for (let edge = 0; edge <= values.length; edge++) {
    const before = values[edge - 1] ?? null;
    const after = values[edge] ?? null;
    points.push(before !== null && after !== null ? (before + after) / 2 : (before ?? after));
    if (edge < values.length) points.push(after);
  }
  return points;
}

/** Times of `onHalfSeconds`, in seconds before now: -120 to 0. */
export const HALF_SECONDS: readonly number[] = Array.from(
  { length: 2 * STRIP_WINDOWS + 1 },
  (_, index) => (index * HOP_SECONDS) / 2 - STRIP_SECONDS,
);

/** Cumulative probabilities, one line an emotion in `STACK_ORDER`; the last one is 1 wherever there was speech. */
export function stackLines(slots: readonly Slot[]): (number | null)[][] {
  const sums: (number | null)[] = slots.map((slot) => slot && 0);
  return STACK_ORDER.map((emotion) => {
    slots.forEach((slot, index) => {
      if (slot) sums[index] = (sums[index] ?? 0) + slot[emotion];
    });
    return onHalfSeconds(sums);
  });
}

/** Mean over the last `SMOOTHING_WINDOWS` values that are there; null where the value itself is. */
export function smoothed(values: readonly (number | null)[]): (number | null)[] {
  const recent: number[] = [];
  return values.map((value) => {
    if (value === null) return null;
    recent.push(value);
    if (recent.length > SMOOTHING_WINDOWS) recent.shift();
    return recent.reduce((sum, one) => sum + one, 0) / recent.length;
  });
}

export interface ValenceLines {
  /** The positive side, 0 to 1. */
  readonly above: (number | null)[];
  /** The negative side, -1 to 0. */
  readonly below: (number | null)[];
  readonly smoothed: (number | null)[];
}

export function valenceLines(slots: readonly Slot[]): ValenceLines {
  const valences = slots.map((slot) => slot && measureValence(slot));
  const raw = onHalfSeconds(valences);
  return {
    above: raw.map((value) => (value === null ? null : Math.max(0, value))),
    below: raw.map((value) => (value === null ? null : Math.min(0, value))),
    smoothed: onHalfSeconds(smoothed(valences)),
  };
}

/** Time of a slot's end in the call, in seconds from its first sample. */
export function slotTime(windows: readonly AnalysedWindow[], index: number): number {
  const newest = windows.at(-1);
  return (newest?.start ?? 0) + WINDOW_SECONDS - (STRIP_WINDOWS - 1 - index) * HOP_SECONDS;
}
