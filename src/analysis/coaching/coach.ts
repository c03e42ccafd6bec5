// Decides which nudge is shown: at most one, rarely, and long enough to be read.
// A pure step a window, constant memory.

import {
  COOL_DOWN_SECONDS,
  MAX_SHOWN_SECONDS,
  MIN_SHOWN_SECONDS,
  SAME_KIND_COOL_DOWN_SECONDS,
} from './constants.ts';
import {
  type CoachWindow,
  type Evidence,
  evidenceStep,
  interruptedEvidence,
  NO_EVIDENCE,
  withoutPeak,
} from './evidence.ts';
import { NUDGE_KINDS, type Nudge, type NudgeKind } from './nudge.ts';
import { judgeNudge } from './nudge-thresholds.ts';

/** Everything the coaching remembers of a call. Plain data, so it can be compared. */
export interface CoachState {
  readonly evidence: Evidence;
  /** The nudge of this moment. */
  readonly nudge: Nudge | null;
  /** When the last nudge of each kind went, in seconds from the call's first sample. */
  readonly wentAt: Readonly<Partial<Record<NudgeKind, number>>>;
}

export const INITIAL_COACH_STATE: CoachState = { evidence: NO_EVIDENCE, nudge: null, wentAt: {} };

/**
 * Takes in the next window, silent or not.
 *
 * @param wanted the kinds that may be raised; a nudge of another kind goes at once
 */
export function coachStep(
  state: CoachState,
  window: CoachWindow,
  wanted: ReadonlySet<NudgeKind>,
): CoachState {
  const next = { ...state, evidence: evidenceStep(state.evidence, window) };
  if (next.nudge !== null) {
    return isOver(next.nudge, next.evidence, window, wanted) ? withoutNudge(next, window.seconds) : next;
  }
  const kind = NUDGE_KINDS.find((candidate) => wanted.has(candidate) && mayBeRaised(candidate, next, window));
  if (kind === undefined) return next;
  return {
    ...next,
    evidence: kind === 'recovery' ? withoutPeak(next.evidence) : next.evidence,
    nudge: { kind, since: window.seconds },
  };
}

/**
 * Takes the nudge away when a hold or a restart of the analysis interrupts the stream, because nobody knows what comes
 * after. Cool-downs stay.
 */
export function interruptCoaching(state: CoachState): CoachState {
  const { lastWindow } = state.evidence;
  return {
    ...(lastWindow === null ? state : withoutNudge(state, lastWindow)),
    evidence: interruptedEvidence(state.evidence),
  };
}

function withoutNudge(state: CoachState, seconds: number): CoachState {
  if (state.nudge === null) return state;
  return { ...state, nudge: null, wentAt: { ...state.wentAt, [state.nudge.kind]: seconds } };
}

function isOver(
  { kind, since }: Nudge,
  evidence: Evidence,
  window: CoachWindow,
  wanted: ReadonlySet<NudgeKind>,
): boolean {
  const shown = window.seconds - since;
  if (!wanted.has(kind) || shown >= MAX_SHOWN_SECONDS) return true;
  return shown >= MIN_SHOWN_SECONDS && judgeNudge(kind, evidence, window) === 'let-go';
}

function mayBeRaised(kind: NudgeKind, { evidence, wentAt }: CoachState, window: CoachWindow): boolean {
  const lastOfKind = wentAt[kind] ?? Number.NEGATIVE_INFINITY;
  const last = Math.max(...Object.values(wentAt));
  const rested =
    window.seconds - last >= COOL_DOWN_SECONDS && window.seconds - lastOfKind >= SAME_KIND_COOL_DOWN_SECONDS;
  return (
    rested &&
    isKnownEnough(kind, lastOfKind, evidence, window) &&
    judgeNudge(kind, evidence, window) === 'raise'
  );
}

function isKnownEnough(
  kind: NudgeKind,
  lastOfKind: number,
  { silentSince }: Evidence,
  { speech, reading, scored }: CoachWindow,
): boolean {
  // A silence raises one nudge, however long it lasts.
  if (kind === 'long-silence') return lastOfKind < (silentSince ?? 0);
  return scored && speech !== null && reading !== null && reading !== 'not-sure';
}
