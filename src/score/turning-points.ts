// Where the call turned: when it began to escalate, its worst moment, and when the customer was calm again.
// Streaming: one step a speech window, constant memory.

import { CALM_LEVEL, NOTICEABLE_CHANGE } from './constants.ts';

/** Times are seconds from the call's first sample, at the end of the window that showed it. */
export interface TurningPoints {
  /** The last calm moment before the worst one; null when nothing escalated, or the customer arrived distressed. */
  readonly escalation: number | null;
  /** The highest level; null when the customer was never more than calm. `level` is distress, 0 to 1. */
  readonly worst: { readonly time: number; readonly level: number } | null;
  /** When the customer became calm after that, and stayed so; `after` is how long it took from the worst moment. */
  readonly recovery: { readonly time: number; readonly after: number } | null;
}

/** Plain data, like the score's state. */
export interface TurningState extends TurningPoints {
  readonly lastCalm: number | null;
}

export const NO_TURNING_POINTS: TurningPoints = { escalation: null, worst: null, recovery: null };

export const INITIAL_TURNING_STATE: TurningState = { ...NO_TURNING_POINTS, lastCalm: null };

/**
 * From here on a recovery is over again: a level that only touches `CALM_LEVEL` doesn't undo it, so that a customer at
 * the border is not told to have recovered many times.
 */
const RELAPSE_LEVEL = CALM_LEVEL + NOTICEABLE_CHANGE;

/**
 * Takes in one level.
 * @param level the running level of distress after a speech window, 0 to 1; not before the opening is complete
 * @param time seconds from the call's first sample to the window's end
 */
export function turningStep(state: TurningState, level: number, time: number): TurningState {
  const isCalm = level < CALM_LEVEL;
  const lastCalm = isCalm ? time : state.lastCalm;
  if (!isCalm && level > (state.worst?.level ?? 0)) {
    return { escalation: lastCalm, worst: { time, level }, recovery: null, lastCalm };
  }
  const { worst } = state;
  if (worst === null) return { ...state, lastCalm };
  if (state.recovery !== null) {
    return { ...state, recovery: level >= RELAPSE_LEVEL ? null : state.recovery, lastCalm };
  }
  return { ...state, recovery: isCalm ? { time, after: time - worst.time } : null, lastCalm };
}

/** What the state says of the call so far. */
export function turningPointsOf({ escalation, worst, recovery }: TurningState): TurningPoints {
  return { escalation, worst, recovery };
}
