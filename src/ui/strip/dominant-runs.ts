// Stretches of the strip in which one emotion leads: where its glyph is drawn, so that colour isn't alone.

import { type Emotion, topEmotion } from '../../analysis/emotion/emotions.ts';
import { type Slot, STACK_ORDER } from './strip-data.ts';

/** A shorter lead gets no glyph: there would be no room for it. */
const MINIMUM_SLOTS = 9;

export interface Run {
  readonly emotion: Emotion;
  /** Middle of the run, in slots from the left. */
  readonly middle: number;
  /** Middle of the emotion's area there, 0 to 1 from the bottom of the stack. */
  readonly height: number;
  /** Thickness of the area there, 0 to 1. */
  readonly thickness: number;
}

/** @param cuts slots at which a line begins: a run ends there, so that no glyph lies under the line */
export function dominantRuns(slots: readonly Slot[], cuts: ReadonlySet<number>): readonly Run[] {
  const tops = slots.map((slot) => slot && topEmotion(slot));
  const runs: Run[] = [];
  let from = 0;
  for (let index = 1; index <= tops.length; index++) {
    if (index < tops.length && tops[index] === tops[from] && !cuts.has(index)) continue;
    const emotion = tops[from];
    if (emotion && index - from >= MINIMUM_SLOTS) runs.push(runAt(slots, emotion, (from + index) / 2));
    from = index;
  }
  return runs;
}

function runAt(slots: readonly Slot[], emotion: Emotion, middle: number): Run {
  const slot = slots[Math.floor(middle)];
  if (!slot) return { emotion, middle, height: 0, thickness: 0 };
  const below = STACK_ORDER.slice(0, STACK_ORDER.indexOf(emotion));
  const base = below.reduce((sum, name) => sum + slot[name], 0);
  return { emotion, middle, height: base + slot[emotion] / 2, thickness: slot[emotion] };
}
