// The record of the stored call that is open, while the calls of this machine change under it.

import type { CallRecord, CallSummary } from '../../analysis/call/record.ts';

/**
 * The record with what people have added to the call by now; null for a call that is gone. All else stays as it was
 * read: it belongs to the record's windows.
 */
export function followedRecord(record: CallRecord | null, stored: readonly CallSummary[]): CallRecord | null {
  const summary = record && stored.find(({ id }) => id === record.id);
  if (!record || !summary) return null;
  const { notes, corrections, callReference } = summary;
  return { ...record, notes, corrections, callReference };
}

type Extent = Pick<CallSummary, 'seconds' | 'speechSeconds' | 'endedAt'>;

/** Whether the call went on, or ended, since its record was read. */
export function hasGoneOn(record: Extent, summary: Extent): boolean {
  return (
    record.seconds !== summary.seconds ||
    record.speechSeconds !== summary.speechSeconds ||
    record.endedAt !== summary.endedAt
  );
}
