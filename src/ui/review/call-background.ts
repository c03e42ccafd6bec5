// What is known of a call besides its windows and its score.

import type { Slot } from '../strip/strip-data.ts';
import { type CallBackground, speechSlots } from './call-data.ts';
import { gapsOf } from './gaps.ts';
import type { OpenCall } from './review-model.ts';
import { voicesOfLevels, voicesOfWindows } from './voices.ts';

/** @param slots of the call, by `callSlots` */
export function backgroundOf(
  { record, levels }: Pick<OpenCall, 'record' | 'levels'>,
  slots: readonly Slot[],
): CallBackground {
  const gaps = gapsOf(record);
  const voices = levels
    ? voicesOfLevels(levels, slots)
    : voicesOfWindows(speechSlots(record.windows, record.seconds), gaps);
  return { gaps, voices };
}
