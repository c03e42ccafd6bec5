// Whether the machine is late with a window, and what follows from that.

/**
 * Windows the classifier may be behind before further ones only feed the speech gate. A busy moment is made up for, and
 * a machine that is too slow for good shows a picture that is five seconds old at most, except after an outage.
 */
export const MAX_WINDOWS_BEHIND = 5;

/**
 * How a window stands that was sent to the engine and is not back:
 *
 * - `cold`: the engine was loading, or loading again, at some moment since it was sent;
 * - `excused`: it was sent while a cold one was still in hand;
 * - `counted`: neither, so it is the machine that is behind with it.
 */
export type WindowStanding = 'cold' | 'excused' | 'counted';

interface Consequence {
  /** Whether it counts among the windows that the machine is behind. */
  readonly countsAsBehind: boolean;
  /** Whether a window that is sent now, behind it, is excused. */
  readonly excusesNext: boolean;
  /** The cause of the gap where it is left out altogether. */
  readonly leftOutAs: 'interrupted' | 'late';
}

/** What follows from a window's standing. */
export const WHAT_FOLLOWS: Readonly<Record<WindowStanding, Consequence>> = {
  cold: { countsAsBehind: false, excusesNext: true, leftOutAs: 'interrupted' },
  excused: { countsAsBehind: false, excusesNext: false, leftOutAs: 'interrupted' },
  counted: { countsAsBehind: true, excusesNext: false, leftOutAs: 'late' },
};

interface Standing {
  standing: WindowStanding;
}

/**
 * How a window stands that is sent now.
 * @param warm whether the engine is loaded; where it isn't, everything in hand becomes cold as well
 * @param inHand what was sent before and is not back
 */
export function standingOf(warm: boolean, inHand: Iterable<Standing>): WindowStanding {
  if (warm) {
    for (const { standing } of inHand) if (WHAT_FOLLOWS[standing].excusesNext) return 'excused';
    return 'counted';
  }
  // The machine isn't late with what it gave to an engine that has stopped since.
  for (const waiting of inHand) waiting.standing = 'cold';
  return 'cold';
}

/** Whether a window is classified, or too many before it are late and it only feeds the speech gate. */
export function mayBeClassified(standing: WindowStanding, inHand: Iterable<Standing>): boolean {
  if (!WHAT_FOLLOWS[standing].countsAsBehind) return true;
  let behind = 0;
  for (const waiting of inHand) if (WHAT_FOLLOWS[waiting.standing].countsAsBehind) behind++;
  return behind < MAX_WINDOWS_BEHIND;
}
