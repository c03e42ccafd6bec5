// A whole call on a grid of seconds, and what was at a moment of it.

import type { AnalysedWindow, ScorePoint } from '../../call/record.ts';
import { HOP_SECONDS, WINDOW_SECONDS } from '../../call/timing.ts';
import { type Probabilities, topEmotion } from '../../emotion/emotions.ts';
import { clockOf, percent, scoreFigure } from '../format.ts';
import { meanOf, type Slot } from '../strip/strip-data.ts';
import { EMOTION_WORDS } from '../words.ts';

/** One slot a second of the call, from its beginning. Each window stands for its last hop of audio. */
export function callSlots(windows: readonly AnalysedWindow[], seconds: number): Slot[] {
  const slots: Slot[] = new Array(Math.max(1, Math.ceil(seconds / HOP_SECONDS))).fill(null);
  for (const window of windows) {
    const index = slotOf(window);
    if (index < slots.length) slots[index] = window.probabilities;
  }
  return slots;
}

function slotOf({ start }: AnalysedWindow): number {
  return Math.round((start + WINDOW_SECONDS) / HOP_SECONDS) - 1;
}

/** The window that stands for a moment, as the slots have it. */
export function windowAt(windows: readonly AnalysedWindow[], time: number): AnalysedWindow | undefined {
  return windows.findLast((window) => slotOf(window) === Math.floor(time / HOP_SECONDS));
}

/** The half-second grid of as many slots, in seconds from the call's first sample. */
export function halfSecondsOf(slots: readonly Slot[]): number[] {
  return Array.from({ length: 2 * slots.length + 1 }, (_, i) => (i * HOP_SECONDS) / 2);
}

/** What is known of a moment of a call. */
export interface Moment {
  readonly time: number;
  /** Null in silence. */
  readonly probabilities: Probabilities | null;
  /** The last score until then; null before there is one. */
  readonly point: ScorePoint | null;
  /** Whether the score's course is known at all. */
  readonly hasCourse: boolean;
}

/** @param time in seconds from the call's first sample */
export function momentAt(time: number, slots: readonly Slot[], scoreOverTime: readonly ScorePoint[]): Moment {
  const slot = slots[Math.min(slots.length - 1, Math.max(0, Math.floor(time / HOP_SECONDS)))] ?? null;
  return {
    time,
    probabilities: slot,
    point: scoreOverTime.findLast((point) => point.time <= time) ?? null,
    hasCourse: scoreOverTime.length > 0,
  };
}

/** "2:14: Angry 72 %, score 5.1 (4.0 to 6.3)". */
export function momentInWords({ time, probabilities, point, hasCourse }: Moment): string {
  const heard = probabilities === null ? 'silence' : emotionInWords(probabilities);
  if (point === null) return `${clockOf(time)}: ${heard}${hasCourse ? ', no score yet' : ''}`;
  const [low, high] = point.interval.map(scoreFigure);
  return `${clockOf(time)}: ${heard}, score ${scoreFigure(point.score)} (${low} to ${high})`;
}

function emotionInWords(probabilities: Probabilities): string {
  const top = topEmotion(probabilities);
  return `${EMOTION_WORDS[top].toLowerCase()} ${percent(probabilities[top])}`;
}

const ROW_SECONDS = 10;

/** Ten seconds of a call. */
export interface CallRow {
  /** Where it ends, in seconds from the call's first sample. */
  readonly until: number;
  /** Mean over its speech; null where there is none. */
  readonly probabilities: Probabilities | null;
  readonly point: ScorePoint | null;
}

export function callRows(slots: readonly Slot[], scoreOverTime: readonly ScorePoint[]): CallRow[] {
  const count = Math.ceil(slots.length / ROW_SECONDS);
  return Array.from({ length: count }, (_, i) => {
    const until = Math.min(slots.length, (i + 1) * ROW_SECONDS);
    const { point } = momentAt(until, slots, scoreOverTime);
    return { until, probabilities: meanOf(slots.slice(i * ROW_SECONDS, until)), point };
  });
}
