// Which calls of the shelf are looked at together: those of a range of days, stored or imported, each once.

import type { AnalysedWindow, Analysis, CallRecord, CallSummary } from '../../call/record.ts';
import { dayRange } from '../days.ts';
import type { ImportedCall } from './review-view.ts';

export interface TogetherCall extends Pick<Analysis, 'score' | 'verdict' | 'seconds'> {
  readonly id: string;
  /** Null where they lie in the store. */
  readonly windows: readonly AnalysedWindow[] | null;
}

/**
 * @param from and `to`: days as date fields write them; empty for no limit. Analyses without a date count always.
 */
export function callsTogether(
  stored: readonly CallSummary[],
  imported: readonly ImportedCall[],
  from: string,
  to: string,
): readonly TogetherCall[] {
  const [fromMs, untilMs] = dayRange(from, to);
  const isIn = (startedAt: string) => {
    const ms = Date.parse(startedAt);
    return ms >= fromMs && ms < untilMs;
  };
  const calls = new Map<string, TogetherCall>();
  for (const { id, startedAt, endedAt, score, verdict, seconds } of stored) {
    if (endedAt !== null && isIn(startedAt)) calls.set(id, { id, score, verdict, seconds, windows: null });
  }
  for (const { id: imports, record } of imported) {
    const { score, verdict, seconds, windows } = record;
    const id = isCall(record) ? record.id : imports;
    if (calls.has(id) || (isCall(record) && !isIn(record.startedAt))) continue;
    calls.set(id, { id, score, verdict, seconds, windows });
  }
  return [...calls.values()];
}

function isCall(record: CallRecord | Analysis): record is CallRecord {
  return 'startedAt' in record;
}
