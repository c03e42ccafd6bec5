// The call's turns on the strip: which lie in its two minutes, where, and on which side their words have room.

import type { AnalysedWindow } from '../../analysis/call/record.ts';
import { HOP_SECONDS } from '../../analysis/call/timing.ts';
import type { TurningPoints } from '../../analysis/score/turning-points.ts';
import { STRIP_WINDOWS } from '../../extension/messages/snapshot.ts';
import { type Turn, turnsOf } from '../turning-point-words.ts';
import { slotTime } from './strip-data.ts';

/** While distress rises, every moment is the worst so far. It is marked once this much has passed without a worse one. */
const SETTLED_SECONDS = 10;

/** Room that a mark's word takes beside its line, and the least distance of two shapes; in rem. */
const WORD_REM = 2.75;
const SHAPE_REM = 0.75;

export interface StripMark extends Turn {
  /** Where it lies, in slots from the strip's left end: above 0, at most `STRIP_WINDOWS`. */
  readonly slot: number;
}

export interface PlacedMark extends StripMark {
  /** The side of the line that the word stands on; null where neither has room, and the shape stands alone. */
  readonly word: 'left' | 'right' | null;
}

/**
 * The turns to mark, in the order of time.
 * @param windows the last two minutes, oldest first
 * @param ended the call is over: no worse moment will come
 */
export function marksInView(
  turningPoints: TurningPoints,
  windows: readonly AnalysedWindow[],
  ended: boolean,
): readonly StripMark[] {
  if (windows.length === 0) return [];
  const end = slotTime(windows, STRIP_WINDOWS - 1);
  return turnsOf(turningPoints)
    .filter(({ kind, time }) => ended || kind !== 'worst' || end - time >= SETTLED_SECONDS)
    .map((turn) => ({ ...turn, slot: STRIP_WINDOWS - (end - turn.time) / HOP_SECONDS }))
    .filter(({ slot }) => slot > 0 && slot <= STRIP_WINDOWS);
}

/**
 * Gives each mark's word its side: the worst moment's before its line and the recovery's after it, so that they part;
 * the other side at the strip's ends. Of two shapes that would touch, only the later one stays.
 * @param marks from `marksInView`
 * @param widthRem width of the strip, in rem; 0 while it isn't known, and nothing is placed then
 */
export function placeMarks(marks: readonly StripMark[], widthRem: number): readonly PlacedMark[] {
  if (widthRem <= 0) return [];
  const wordSlots = (WORD_REM / widthRem) * STRIP_WINDOWS;
  const shapeSlots = (SHAPE_REM / widthRem) * STRIP_WINDOWS;
  const apart = marks.filter(({ slot }, index) => (marks[index + 1]?.slot ?? Infinity) - slot >= shapeSlots);
  return apart.map((mark, index) => {
    const before = apart[index - 1];
    const after = apart[index + 1];
    const room = {
      left: mark.slot - (before ? before.slot + shapeSlots : 0),
      right: (after ? after.slot - shapeSlots : STRIP_WINDOWS) - mark.slot,
    };
    const sides = mark.kind === 'worst' ? (['left', 'right'] as const) : (['right', 'left'] as const);
    return { ...mark, word: sides.find((side) => room[side] >= wordSlots) ?? null };
  });
}
