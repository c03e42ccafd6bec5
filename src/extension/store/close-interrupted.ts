// Closes calls that were running when the browser or the analysis ended, and that can't go on.

import type { CallStore } from './store.ts';

/**
 * Gives every stored call without an end one: the last moment that was stored of it.
 *
 * @param isRunning whether a call goes on; it is left alone
 */
export async function closeInterrupted(
  store: Pick<CallStore, 'list' | 'save'>,
  isRunning: (id: string) => boolean,
): Promise<void> {
  for (const summary of await store.list(Number.POSITIVE_INFINITY)) {
    if (isRunning(summary.id) || summary.endedAt !== null) continue;
    const endedAt = new Date(Date.parse(summary.startedAt) + summary.seconds * 1000).toISOString();
    await store.save({ ...summary, endedAt }, []);
  }
}
