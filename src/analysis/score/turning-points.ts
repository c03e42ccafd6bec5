// Where the call turned: when it began to escalate, its worst moment, and when the customer was calm again.
// Streaming: one step a speech window, constant memory.

import { CALM_LEVEL, RELAPSE } from './constants.ts';

/** Times are seconds from the call's first sample, at the end of the window that showed it. */
export interface TurningPoints {
  /** The last calm moment before the worst one; null when nothing escalated, or the customer arrived distressed. */
  readonly escalation: number | null;
  /** The highest level; null when the customer was never more than calm. `level` is distress, 0 to 1. */
  readonly worst: { readonly time: number; readonly level: number } | null;
  /** When the customer became calm again and stayed calm; `after` is the time since the worst moment. */
  readonly recovery: { readonly time: number; readonly after: number } | null;
}

/** Plain data, like the score's state. */
export interface TurningState extends TurningPoints {
  readonly lastCalm: number | null;
  /** Windows in a row with a level as high as a relapse's. */
  readonly relapsedWindows: number;
}

export const NO_TURNING_POINTS: TurningPoints = { escalation: null, worst: null, recovery: null };

export const INITIAL_TURNING_STATE: TurningState = {
  ...NO_TURNING_POINTS,
  lastCalm: null,
  relapsedWindows: 0,
};

/**
 * Takes in one level.
 * @param level the running level of distress after a speech window, 0 to 1; not before the opening is complete
 * @param time seconds from the call's first sample to the window's end
 */
export function turningStep(state: TurningState, level: number, time: number): TurningState {
  const isCalm = level < CALM_LEVEL;
  const lastCalm = isCalm ? time : state.lastCalm;
  const relapsedWindows = level >= RELAPSE.level ? state.relapsedWindows + 1 : 0;
  const next = { ...state, lastCalm, relapsedWindows };
  if (!isCalm && level > (state.worst?.level ?? 0)) {
    return { ...next, escalation: lastCalm, worst: { time, level }, recovery: null };
  }
  const { worst, recovery } = state;
  if (worst === null) return next;
  if (recovery !== null) return { ...next, recovery: relapsedWindows >= RELAPSE.windows ? null : recovery };
  return { ...next, recovery: isCalm ? { time, after: time - worst.time } : null };
}

/** What the state says of the call so far. */
export function turningPointsOf({ escalation, worst, recovery }: TurningState): TurningPoints {
  return { escalation, worst, recovery };
}
