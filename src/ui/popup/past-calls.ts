// Reads the store for the popup: at its opening, whenever a call has come or ended, and when asked to.

import { effect, type ReadonlySignal, signal } from '@preact/signals';
import type { CallSummary } from '../../analysis/call/record.ts';
import { errorMessage } from '../../analysis/errors.ts';
import type { LiveSnapshot } from '../../extension/messages/snapshot.ts';
import type { CallStore } from '../../extension/store/store.ts';
import { trendFrom } from '../week-trend.ts';
import { LISTED_CALLS, type PastCalls } from './popup-model.ts';

/** Running calls and the headline are stored too, and are not listed. */
const READ_AHEAD = 6;

export interface PastCallsReader {
  readonly past: ReadonlySignal<PastCalls>;
  /** The calls that the trend of the week looks at; empty until they are read. */
  readonly recent: ReadonlySignal<readonly CallSummary[]>;
  /** Reads again, after a change that no snapshot tells of. */
  readAgain(): Promise<void>;
}

export function followPastCalls(
  store: Pick<CallStore, 'list' | 'since'>,
  live: ReadonlySignal<LiveSnapshot | null>,
  now: Date,
): PastCallsReader {
  const past = signal<PastCalls>({ kind: 'loading' });
  const recent = signal<readonly CallSummary[]>([]);
  const readAgain = async () => {
    try {
      const [calls, ofTwoWeeks] = await Promise.all([
        store.list(LISTED_CALLS + READ_AHEAD),
        store.since(trendFrom(now)),
      ]);
      recent.value = ofTwoWeeks;
      past.value = { kind: 'ready', calls };
    } catch (error) {
      const reason = errorMessage(error);
      past.value = {
        kind: 'failed',
        problem: `Past calls can’t be read from the browser’s storage: ${reason}. Restarting the browser may help.`,
      };
    }
  };
  let seen: string | null = null;
  effect(() => {
    const states = (live.value?.calls ?? []).map(({ id, state }) => `${id} ${state}`).join();
    if (states === seen) return;
    seen = states;
    void readAgain();
  });
  return { past, recent, readAgain };
}
