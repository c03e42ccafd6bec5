// How long calls are kept. Counted from a call's beginning, so that one number says when it goes.

import { keptFrom } from './kept-from.ts';
import type { CallStore } from './store.ts';

/** How many stored calls would be deleted if they were kept for so many days. */
export async function countExpired(
  store: Pick<CallStore, 'idsBefore'>,
  days: number,
  nowMs: number,
): Promise<number> {
  return (await store.idsBefore(keptFrom(days, nowMs))).length;
}

/** Deletes the calls that are past their retention. Gives how many these were. */
export async function purgeExpired(
  store: Pick<CallStore, 'idsBefore' | 'remove'>,
  days: number,
  nowMs: number,
): Promise<number> {
  const expired = await store.idsBefore(keptFrom(days, nowMs));
  if (expired.length > 0) await store.remove(...expired);
  return expired.length;
}
