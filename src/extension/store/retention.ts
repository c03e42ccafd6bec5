// Deletes calls past their retention. It counts from a call's beginning, so that one number says when a call goes.

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

/** Deletes the calls that are past their retention. Returns how many there were. */
export async function purgeExpired(
  store: Pick<CallStore, 'idsBefore' | 'remove'>,
  days: number,
  nowMs: number,
): Promise<number> {
  const expired = await store.idsBefore(keptFrom(days, nowMs));
  if (expired.length > 0) await store.remove(...expired);
  return expired.length;
}
