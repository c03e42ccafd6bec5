// The stretches of a call in which nothing was heard, and why, in words.

import type { Analysis, CallRecord, Gap } from '../../analysis/call/record.ts';
import { clockOf, spokenDuration } from '../format.ts';

type Cause = Gap['cause'];

/** What stands in the place of an emotion: in the plots, the read-out and the table. */
export const GAP_WORDS: Readonly<Record<Cause, string>> = {
  hold: 'on hold',
  lost: 'sound missing',
  late: 'not analysed',
  interrupted: 'interrupted',
};

/** Beginnings of sentences that go on with when it was, or how often. */
const GAP_SENTENCES: Readonly<Record<Cause, string>> = {
  hold: 'The customer was on hold',
  lost: 'Sound is missing',
  late: 'The machine was too busy to analyse the call',
  interrupted: 'The analysis was interrupted',
};

/** Gaps that are no further apart, and have one cause, are one: windows are late one second at a time. */
const JOINED_SECONDS = 0.05;

/** In the order of time, within the call; none of a recording. */
export function gapsOf(record: Analysis | CallRecord): readonly Gap[] {
  if (!('gaps' in record)) return [];
  const joined: Gap[] = [];
  for (const { start, end, cause } of record.gaps.toSorted((a, b) => a.start - b.start)) {
    const gap = { start, end: Math.min(end, record.seconds), cause };
    const last = joined.at(-1);
    if (gap.end <= gap.start) continue;
    if (last?.cause === cause && start - last.end <= JOINED_SECONDS) {
      joined[joined.length - 1] = { ...last, end: Math.max(last.end, gap.end) };
    } else {
      joined.push(gap);
    }
  }
  return joined;
}

/** @param time in seconds from the call's first sample */
export function gapAt(gaps: readonly Gap[], time: number): Gap | null {
  return gaps.find(({ start, end }) => start <= time && time < end) ?? null;
}

/** What hides a stretch for its most part: the gap in whose shade at least half of it lies. */
export function gapOver(gaps: readonly Gap[], from: number, to: number): Gap | null {
  const hidden = ({ start, end }: Gap) => Math.min(end, to) - Math.max(start, from);
  return gaps.find((gap) => hidden(gap) >= (to - from) / 2) ?? null;
}

/** One sentence a cause: "The customer was on hold from 1:20 to 2:05." */
export function gapWords(gaps: readonly Gap[]): string[] {
  const causes = [...new Set(gaps.map(({ cause }) => cause))];
  return causes.map((cause) => `${GAP_SENTENCES[cause]} ${whenWords(gaps, cause)}.`);
}

/** "On hold": the cause, where it begins a line. */
export function gapName({ cause }: Pick<Gap, 'cause'>): string {
  const words = GAP_WORDS[cause];
  return `${words.charAt(0).toUpperCase()}${words.slice(1)}`;
}

/** "On hold from 1:20 to 2:05", one a cause: what the shading in the plots means. */
export function gapKeys(gaps: readonly Gap[]): { readonly cause: Cause; readonly words: string }[] {
  const causes = [...new Set(gaps.map(({ cause }) => cause))];
  return causes.map((cause) => ({ cause, words: `${gapName({ cause })} ${whenWords(gaps, cause)}` }));
}

function whenWords(all: readonly Gap[], cause: Cause): string {
  const gaps = all.filter((gap) => gap.cause === cause);
  const [first] = gaps;
  if (gaps.length === 1 && first) {
    const [from, to] = [clockOf(first.start), clockOf(first.end)];
    return from === to ? `at ${from}` : `from ${from} to ${to}`;
  }
  const seconds = gaps.reduce((sum, { start, end }) => sum + end - start, 0);
  const often = gaps.length === 2 ? 'twice' : `${gaps.length} times`;
  return `${often}, for ${spokenDuration(Math.max(1, seconds))} in all`;
}
