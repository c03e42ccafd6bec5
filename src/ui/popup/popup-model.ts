// What the popup shows: the call that is running or ended last, and the calls before it.

import type { Assessment, CallSummary } from '../../analysis/call/record.ts';
import type { CoursePoint } from '../../analysis/call/score-course.ts';
import type { CallState, LiveSnapshot } from '../../extension/messages/snapshot.ts';
import { modelProblem } from '../model-words.ts';

/** Calls in the list. */
export const LISTED_CALLS = 10;

export interface HeadlineCall extends Omit<Assessment, 'classicScore'> {
  readonly id: string;
  readonly console: string;
  readonly source?: CallSummary['source'];
  readonly callReference: string | null;
  readonly startedAt: string;
  readonly seconds: number;
  readonly state: CallState;
  readonly scoreHeldBack?: true;
  /** The last stretch of the score's course, where it is known without the store. */
  readonly recentCourse: readonly CoursePoint[];
}

/** The calls of the store, as far as they have been read. */
export type PastCalls =
  | { readonly kind: 'loading' }
  | { readonly kind: 'ready'; readonly calls: readonly CallSummary[] }
  /** `problem` is a sentence: what is wrong and what to do. */
  | { readonly kind: 'failed'; readonly problem: string };

export interface PopupModel {
  readonly headline: HeadlineCall | null;
  /** Newest first, at most `LISTED_CALLS`; null while they are being read. */
  readonly earlier: readonly CallSummary[] | null;
  readonly problem: string | null;
  /** A call of a tab's sound is running. */
  readonly listensToTab: boolean;
}

/** @param live null until the first snapshot has come */
export function makePopupModel(live: LiveSnapshot | null, past: PastCalls): PopupModel {
  // A running call comes from the snapshot, not from the store.
  const stored = past.kind === 'ready' ? past.calls.filter(({ endedAt }) => endedAt !== null) : [];
  const calls = live?.calls ?? [];
  const [newest] = calls;
  const headline = newest ? { ...newest, recentCourse: newest.scoreOverTime } : fromStore(stored[0]);
  const onTheLine = new Set(calls.filter(({ state }) => state !== 'ended').map(({ id }) => id));
  const earlier = stored.filter(({ id }) => id !== headline?.id && !onTheLine.has(id)).slice(0, LISTED_CALLS);
  const liveProblem = live && (modelProblem(live.engine) ?? live.problem ?? null);
  return {
    headline,
    earlier: past.kind === 'loading' ? null : earlier,
    problem: liveProblem ?? (past.kind === 'failed' ? past.problem : null),
    listensToTab: calls.some(({ source, state }) => source === 'tab' && state !== 'ended'),
  };
}

function fromStore(summary: CallSummary | undefined): HeadlineCall | null {
  return summary === undefined ? null : { ...summary, state: 'ended', recentCourse: [] };
}
