// A whole call on a grid of seconds, and what was at a moment of it.

import type { AnalysedWindow, Gap, ScorePoint } from '../../analysis/call/record.ts';
import { HOP_SECONDS, WINDOW_SECONDS } from '../../analysis/call/timing.ts';
import { type Probabilities, topEmotion } from '../../analysis/emotion/emotions.ts';
import { clockOf, percent, scoreFigure } from '../format.ts';
import { averageSlots, type Slot } from '../strip/strip-data.ts';
import { EMOTION_WORDS } from '../words.ts';
import { GAP_WORDS, gapAt, gapOver } from './gaps.ts';
import { SPEAKER_WORDS, type Speaker, speakerAt, spokenShare, type Voices } from './voices.ts';

/** One slot a second of the call, from its beginning. Each window stands for its last hop of audio. */
export function callSlots(windows: readonly AnalysedWindow[], seconds: number): Slot[] {
  return onSeconds(windows, seconds, ({ probabilities }) => probabilities);
}

/** The voiced share of each window, 0 to 1, on the grid of `callSlots`; null where there is no window. */
export function speechSlots(windows: readonly AnalysedWindow[], seconds: number): (number | null)[] {
  return onSeconds(windows, seconds, ({ speech }) => speech);
}

function onSeconds<Value>(
  windows: readonly AnalysedWindow[],
  seconds: number,
  read: (window: AnalysedWindow) => Value | null,
): (Value | null)[] {
  const slots: (Value | null)[] = new Array(Math.max(1, Math.ceil(seconds / HOP_SECONDS))).fill(null);
  for (const window of windows) {
    const index = slotOf(window);
    if (index < slots.length) slots[index] = read(window);
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
  /** Why nothing was heard; null where something could be. */
  readonly gap: Gap | null;
  /** Null in silence. */
  readonly probabilities: Probabilities | null;
  /** Null where it isn't known. */
  readonly speaker: Speaker | null;
  /** The last score until then; null before there is one. */
  readonly point: ScorePoint | null;
  /** Whether the score's course is known at all. */
  readonly hasCourse: boolean;
}

/** What is known of a call besides its windows and its score. */
export interface CallBackground {
  readonly gaps: readonly Gap[];
  readonly voices: Voices;
}

/** @param time in seconds from the call's first sample */
export function momentAt(
  time: number,
  slots: readonly Slot[],
  scoreOverTime: readonly ScorePoint[],
  { gaps, voices }: CallBackground,
): Moment {
  const slot = slots[Math.min(slots.length - 1, Math.max(0, Math.floor(time / HOP_SECONDS)))] ?? null;
  return {
    time,
    gap: gapAt(gaps, time),
    probabilities: slot,
    speaker: speakerAt(voices, time),
    point: scoreOverTime.findLast((point) => point.time <= time) ?? null,
    hasCourse: scoreOverTime.length > 0,
  };
}

/** "2:14: angry 72 %, customer speaks, score 5.1 (4.0 to 6.3)". */
export function momentWords(moment: Moment): string {
  const { time, point, hasCourse } = moment;
  const heard = heardWords(moment);
  if (point === null) return `${clockOf(time)}: ${heard}${hasCourse ? ', no score yet' : ''}`;
  const [low, high] = point.interval.map(scoreFigure);
  return `${clockOf(time)}: ${heard}, score ${scoreFigure(point.score)} (${low} to ${high})`;
}

function heardWords({ gap, probabilities, speaker }: Moment): string {
  if (gap !== null) return GAP_WORDS[gap.cause];
  if (probabilities === null) return SPEAKER_WORDS[speaker ?? 'nobody'];
  // A window looks back on three seconds: what the customer said may still be heard in it when somebody else speaks.
  return [emotionWords(probabilities), ...(speaker === null ? [] : [SPEAKER_WORDS[speaker]])].join(', ');
}

function emotionWords(probabilities: Probabilities): string {
  const top = topEmotion(probabilities);
  return `${EMOTION_WORDS[top].toLowerCase()} ${percent(probabilities[top])}`;
}

const ROW_SECONDS = 10;

/** Ten seconds of a call. */
export interface CallRow {
  /** Where it ends, in seconds from the call's first sample. */
  readonly until: number;
  /** What hides most of it; null where nothing does. */
  readonly gap: Gap | null;
  /** Mean over its speech; null where there is none. */
  readonly probabilities: Probabilities | null;
  /** How much of it the customer and the other side spoke, 0 to 1; null where that isn't known. */
  readonly customerSpoke: number | null;
  readonly otherSpoke: number | null;
  readonly point: ScorePoint | null;
}

export function callRows(
  slots: readonly Slot[],
  scoreOverTime: readonly ScorePoint[],
  background: CallBackground,
): CallRow[] {
  const { gaps, voices } = background;
  const count = Math.ceil(slots.length / ROW_SECONDS);
  return Array.from({ length: count }, (_, i) => {
    const from = i * ROW_SECONDS;
    const until = Math.min(slots.length, from + ROW_SECONDS);
    return {
      until,
      gap: gapOver(gaps, from, until),
      probabilities: averageSlots(slots.slice(from, until)),
      customerSpoke: spokenShare(voices, 'customer', from, until),
      otherSpoke: spokenShare(voices, 'other', from, until),
      point: momentAt(until, slots, scoreOverTime, background).point,
    };
  });
}
