// Which of the stored calls the list shows.

import type { CallSummary } from '../../analysis/call/record.ts';
import { VERDICTS, type Verdict } from '../../analysis/score/verdict.ts';
import { dayRange, isDay } from '../days.ts';
import { hostOf, whenOf } from '../format.ts';

export interface ShelfFilter {
  /** Words that must all stand in the console's address, the date, the reference or a note. */
  readonly text: string;
  /** Origin of the console; null for any. */
  readonly console: string | null;
  /** The first and the last day, as "2026-06-12" in the reader's time zone; empty for no limit. */
  readonly from: string;
  readonly to: string;
  /** Null for any. */
  readonly verdict: Verdict | null;
}

export const NO_FILTER: ShelfFilter = { text: '', console: null, from: '', to: '', verdict: null };

export function filteredCalls(
  calls: readonly CallSummary[],
  { text, console, from, to, verdict }: ShelfFilter,
  now: Date,
): readonly CallSummary[] {
  const words = text.toLowerCase().split(/\s+/).filter(Boolean);
  const [fromMs, untilMs] = dayRange(from, to);
  return calls.filter((call) => {
    if (verdict !== null && call.verdict !== verdict) return false;
    if (console !== null && call.console !== console) return false;
    const startedMs = Date.parse(call.startedAt);
    if (startedMs < fromMs || startedMs >= untilMs) return false;
    if (words.length === 0) return true;
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

/** Whether the filter lets everything through. */
export function isNoFilter(filter: ShelfFilter): boolean {
  return Object.entries(NO_FILTER).every(([name, value]) => filter[name as keyof ShelfFilter] === value);
}

/** The verdict that a select's value names; null for any. */
export function verdictNamed(value: string): Verdict | null {
  return VERDICTS.find((verdict) => verdict === value) ?? null;
}

/** The consoles that calls come from, by address. */
export function consolesOf(calls: readonly CallSummary[]): readonly string[] {
  return [...new Set(calls.map((call) => call.console))].sort((a, b) => hostOf(a).localeCompare(hostOf(b)));
}

/** The filter that an address of the review page asks for: `?from=2026-06-12&to=2026-06-12`. */
export function filterInAddress(search: string): ShelfFilter {
  const parameters = new URLSearchParams(search);
  const day = (name: string) => {
    const value = parameters.get(name);
    return isDay(value) ? value : '';
  };
  return { ...NO_FILTER, from: day('from'), to: day('to') };
}
