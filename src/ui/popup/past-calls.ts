// Reads the store for the popup: again whenever a call has come or ended.

import { effect, type ReadonlySignal, signal } from '@preact/signals';
import type { DeskSnapshot } from '../../call/snapshot.ts';
import type { CallStore } from '../../call/store.ts';
import { LISTED_CALLS, type PastCalls } from './popup-view.ts';

/** Running calls and the headline are stored too, and are not listed. */
const READ_AHEAD = 6;

export function followPastCalls(
  store: CallStore,
  desk: ReadonlySignal<DeskSnapshot | null>,
): ReadonlySignal<PastCalls> {
  const past = signal<PastCalls>({ kind: 'loading' });
  let shownStates: string | null = null;
  effect(() => {
    const states = (desk.value?.calls ?? []).map(({ id, state }) => `${id} ${state}`).join();
    if (states === shownStates) return;
    shownStates = states;
    store.list(LISTED_CALLS + READ_AHEAD).then(
      (calls) => {
        past.value = { kind: 'ready', calls };
      },
      (error: unknown) => {
        const reason = error instanceof Error ? error.message : String(error);
        past.value = {
          kind: 'failed',
          problem: `Past calls can’t be read from the browser’s storage: ${reason}. Restarting the browser may help.`,
        };
      },
    );
  });
  return past;
}
