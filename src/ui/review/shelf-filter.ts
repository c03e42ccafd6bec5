// Which of the stored calls the list shows.

import type { CallSummary } from '../../call/record.ts';
import { VERDICTS, type Verdict } from '../../score/verdict.ts';
import { hostOf, whenOf } from '../format.ts';

export interface ShelfFilter {
  /** Words that must all stand in the console's address, the date, the reference or a note. */
  readonly text: string;
  /** Null for any. */
  readonly verdict: Verdict | null;
}

export const NO_FILTER: ShelfFilter = { text: '', verdict: null };

export function filteredCalls(
  calls: readonly CallSummary[],
  { text, verdict }: ShelfFilter,
  now: Date,
): readonly CallSummary[] {
  const words = text.toLowerCase().split(/\s+/).filter(Boolean);
  return calls.filter((call) => {
    if (verdict !== null && call.verdict !== verdict) return false;
    const content = contentOf(call, now);
    return words.every((word) => content.includes(word));
  });
}

function contentOf({ console, startedAt, callReference, notes }: CallSummary, now: Date): string {
  return [
    hostOf(console),
    whenOf(startedAt, now),
    startedAt.slice(0, 10),
    callReference ?? '',
    ...notes.map((note) => note.text),
  ]
    .join(' ')
    .toLowerCase();
}

/** The verdict that a select's value names; null for any. */
export function verdictNamed(value: string): Verdict | null {
  return VERDICTS.find((verdict) => verdict === value) ?? null;
}
