// The record of the stored call that is open, while the calls of this machine change under it.

import type { CallRecord, CallSummary } from '../../call/record.ts';

/** The record as the store has the call now: what people added follows, and a call that is gone is let go. */
export function followedRecord(record: CallRecord | null, stored: readonly CallSummary[]): CallRecord | null {
  const summary = record && stored.find(({ id }) => id === record.id);
  return record && summary ? { ...record, ...summary } : null;
}
