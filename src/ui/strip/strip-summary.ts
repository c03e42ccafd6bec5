// The strip for those who don't see it: one sentence, and a table.

import type { AnalysedWindow } from '../../analysis/call/record.ts';
import { type Emotion, type Probabilities, topEmotion } from '../../analysis/emotion/emotions.ts';
import { type TurnKind, turningPointsWords } from '../turning-point-words.ts';
import { EMOTION_WORDS } from '../words.ts';
import { averageSlots, slotsOf, slotTime } from './strip-data.ts';
import type { StripMark } from './strip-marks.ts';

/** What "lately" means, in slots of one second. */
const LATELY_SLOTS = 15;
const ROW_SLOTS = 10;

const wordOf = (probabilities: Probabilities) => EMOTION_WORDS[topEmotion(probabilities)].toLowerCase();

/** Coarse on purpose: it changes when the picture does, not every second. */
export function stripSentence(windows: readonly AnalysedWindow[], marks: readonly StripMark[]): string {
  const sounded = soundedSentence(windows);
  return marks.length === 0 ? sounded : `${sounded} ${turningPointsWords(marks)}.`;
}

function soundedSentence(windows: readonly AnalysedWindow[]): string {
  const slots = slotsOf(windows);
  const whole = averageSlots(slots);
  if (whole === null) return 'No speech from the customer in the last two minutes.';
  const mostly = wordOf(whole);
  const lately = averageSlots(slots.slice(-LATELY_SLOTS));
  const opening = `In the last two minutes the customer sounded mostly ${mostly}`;
  if (lately === null) return `${opening}; lately they didn’t speak.`;
  const now = wordOf(lately);
  return now === mostly ? `${opening}.` : `${opening}; lately ${now}.`;
}

export interface StripRow {
  /** Where the row's stretch ends in the call, in seconds. */
  readonly time: number;
  /** The most probable emotion; null without speech. */
  readonly emotion: Emotion | null;
  readonly probability: number | null;
  /** Happy and neutral together. */
  readonly positive: number | null;
  /** How the call turned in that stretch. */
  readonly turns: readonly TurnKind[];
}

/** The strip in stretches of ten seconds, newest first; stretches before the call's beginning are left out. */
export function stripRows(
  windows: readonly AnalysedWindow[],
  marks: readonly StripMark[],
): readonly StripRow[] {
  const slots = slotsOf(windows);
  const rows: StripRow[] = [];
  for (let end = slots.length; end >= ROW_SLOTS; end -= ROW_SLOTS) {
    const time = slotTime(windows, end - 1);
    if (windows.length === 0 || time <= 0) break;
    const mean = averageSlots(slots.slice(end - ROW_SLOTS, end));
    const emotion = mean && topEmotion(mean);
    rows.push({
      time,
      emotion,
      probability: mean && emotion ? mean[emotion] : null,
      positive: mean && mean.happy + mean.neutral,
      turns: marks.filter(({ slot }) => slot > end - ROW_SLOTS && slot <= end).map(({ kind }) => kind),
    });
  }
  return rows;
}
