// Reads the store for the popup: at its opening, whenever a call has come or ended, and when asked to.

import { effect, type ReadonlySignal, signal } from '@preact/signals';
import type { DeskSnapshot } from '../../call/snapshot.ts';
import type { CallStore } from '../../call/store.ts';
import { LISTED_CALLS, type PastCalls } from './popup-view.ts';

/** Running calls and the headline are stored too, and are not listed. */
const READ_AHEAD = 6;

export interface PastCallsReader {
  readonly past: ReadonlySignal<PastCalls>;
  /** Reads again, after a change that no snapshot tells of. */
  readAgain(): Promise<void>;
}

export function followPastCalls(
  store: Pick<CallStore, 'list'>,
  desk: ReadonlySignal<DeskSnapshot | null>,
): PastCallsReader {
  const past = signal<PastCalls>({ kind: 'loading' });
  const readAgain = async () => {
    try {
      past.value = { kind: 'ready', calls: await store.list(LISTED_CALLS + READ_AHEAD) };
    } catch (error) {
      const reason = error instanceof Error ? error.message : String(error);
      past.value = {
        kind: 'failed',
        problem: `Past calls can’t be read from the browser’s storage: ${reason}. Restarting the browser may help.`,
      };
    }
  };
  let seen: string | null = null;
  effect(() => {
    const states = (desk.value?.calls ?? []).map(({ id, state }) => `${id} ${state}`).join();
    if (states === seen) return;
    seen = states;
    void readAgain();
  });
  return { past, readAgain };
}
