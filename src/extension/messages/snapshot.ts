// What the panels are told, once a second: plain data, down from the offscreen document.

import type { AnalysedWindow, Assessment, CallSummary, ScorePoint } from '../../analysis/call/record.ts';
import type { Nudge } from '../../analysis/coaching/nudge.ts';
import type { Reading } from '../../analysis/emotion/calibration.ts';
import type { Trend } from '../../analysis/score/trend.ts';
import type { EngineState } from '../engine/engine-state.ts';

/** `awaiting-consent` from the start: nothing is captured before the agent confirmed that the customer was told. */
export type CallState = 'awaiting-consent' | 'listening' | 'held' | 'ended';

/** Windows in a snapshot: the two minutes that the strip shows. */
export const STRIP_WINDOWS = 120;

export interface CallSnapshot extends Assessment {
  readonly id: string;
  /** Origin of the console page. */
  readonly console: string;
  /** BCP 47 tag of that page; empty where it names none. */
  readonly language: string;
  /** As in its record. */
  readonly source?: CallSummary['source'];
  /** The reference to the call's case; null while none is known. */
  readonly callReference: string | null;
  readonly state: CallState;
  /** ISO 8601. */
  readonly startedAt: string;
  /** Length of the captured call so far, holds included. */
  readonly seconds: number;
  /** The last `STRIP_WINDOWS` windows, oldest first. */
  readonly windows: readonly AnalysedWindow[];
  /** The score at the end of each of those windows that gave one. */
  readonly scoreOverTime: readonly ScorePoint[];
  readonly speechWindows: number;
  /** Speech windows needed before there is a score. */
  readonly openingWindows: number;
  /** How the customer sounds now; null in silence. */
  readonly reading: Reading | null;
  /** The last window was tones or music: nothing is said of it. */
  readonly tonal: boolean;
  readonly trend: Trend;
  /** What may help now; null for most of a call, and whenever it isn't listened to. */
  readonly nudge: Nudge | null;
  /**
   * Whether the customer's voice is still being got to know, so that what was heard first may change a little. Left out
   * until a window was read in the context of the voice, and for models that read every window by itself.
   */
  readonly gettingToKnow?: boolean;
  /** Windows left out because the machine was too busy. */
  readonly windowsLate: number;
  /** Seconds that the record lacks otherwise, by their cause; left out while there are none. */
  readonly missing?: Readonly<Partial<Record<'lost' | 'interrupted', number>>>;
  /** The models that scored it, as its record says it; null before the first window with speech. */
  readonly model: string | null;
  /** There may be a score, and it is not to be seen before the call is over. */
  readonly scoreHeldBack?: true;
}

export interface DeskSnapshot {
  readonly engine: EngineState;
  /** A sentence about what went wrong beside the engine, as with the store; none again after the next success. */
  readonly problem?: string;
  /** The last such sentence, also when all is well again. */
  readonly lastProblem?: string;
  /** Running calls and the one that ended last, newest first. */
  readonly calls: readonly CallSnapshot[];
}
