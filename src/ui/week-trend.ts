// The scores of the last seven days against those of the seven before: what the popup's small picture shows and says.

import type { CallSummary } from '../analysis/call/record.ts';
import { dayAfter, dayOf, startOfDay } from './days.ts';
import { scoreFigure } from './format.ts';
import { mixedVersionsCaution } from './mixed-versions.ts';
import { LEAST_FIGURES, median, mediansDiffer } from './quantiles.ts';

const DAYS = 7;

/** One day's calls. */
export interface DayScores {
  /** As "2026-06-12". */
  readonly day: string;
  readonly calls: number;
  /** Of the calls that have a score; null where none has. */
  readonly scores: { readonly lowest: number; readonly middle: number; readonly highest: number } | null;
}

export interface WeekTrend {
  /** Seven days, today the last one. */
  readonly days: readonly DayScores[];
  /** How many calls there were, their middle score, and what that is to the week before, as far as it can be said. */
  readonly sentence: string;
  /** A sentence where calls of more than one version of the score stand together; null otherwise. */
  readonly caution: string | null;
}

/** Where the two weeks begin, in ISO 8601: no call before matters. */
export function trendFrom(now: Date): string {
  return startOfDay(dayAfter(dayOf(now), 1 - 2 * DAYS)).toISOString();
}

/**
 * @param calls in any order; running ones are left out
 * @returns null where no call ended in the last seven days
 */
export function weekTrendOf(calls: readonly CallSummary[], now: Date): WeekTrend | null {
  const today = dayOf(now);
  const byDay = new Map<string, CallSummary[]>();
  for (const call of calls) {
    if (call.endedAt === null) continue;
    const day = dayOf(new Date(call.startedAt));
    byDay.set(day, [...(byDay.get(day) ?? []), call]);
  }
  const daysTo = (last: string) =>
    Array.from({ length: DAYS }, (_, i) => dayAfter(last, i + 1 - DAYS)).map((day) => ({
      day,
      calls: byDay.get(day) ?? [],
    }));
  const week = daysTo(today);
  const ended = week.flatMap((day) => day.calls);
  if (ended.length === 0) return null;
  const before = daysTo(dayAfter(today, -DAYS)).flatMap((day) => day.calls);
  return {
    days: week.map((day) => ({ day: day.day, calls: day.calls.length, scores: spreadOf(day.calls) })),
    caution: mixedVersionsCaution([...ended, ...before]),
    sentence: sentenceOf(ended.length, scoresOf(ended), scoresOf(before)),
  };
}

function scoresOf(calls: readonly CallSummary[]): number[] {
  return calls.flatMap(({ score }) => score ?? []);
}

function spreadOf(calls: readonly CallSummary[]): DayScores['scores'] {
  const scores = scoresOf(calls);
  if (scores.length === 0) return null;
  return { lowest: Math.min(...scores), middle: median(scores), highest: Math.max(...scores) };
}

/** "14 calls, middle score 7.1, up from 6.4 in the seven days before." */
function sentenceOf(calls: number, week: readonly number[], before: readonly number[]): string {
  const counted = calls === 1 ? '1 call' : `${calls} calls`;
  if (week.length === 0) return `${counted}, none with enough speech for a score.`;
  if (week.length < LEAST_FIGURES) {
    const scored = week.length === calls ? '' : `, ${week.length} of them with a score`;
    return `${counted}${scored}: too few to speak of a trend.`;
  }
  const middle = `${counted}, middle score ${scoreFigure(median(week))}`;
  if (before.length < LEAST_FIGURES) return `${middle}. Too few calls in the seven days before to compare.`;
  const earlier = scoreFigure(median(before));
  if (!mediansDiffer(week, before)) {
    return `${middle}; it was ${earlier} in the seven days before, too close to call it a change.`;
  }
  return `${middle}, ${median(week) > median(before) ? 'up' : 'down'} from ${earlier} in the seven days before.`;
}

/** "Friday 12 June: 5 calls, middle score 7.1, from 4.2 to 9.0". */
export function dayInWords({ day, calls, scores }: DayScores, locale?: string): string {
  const date = startOfDay(day).toLocaleDateString(locale, { weekday: 'long', day: 'numeric', month: 'long' });
  if (calls === 0) return `${date}: no calls`;
  const counted = `${date}: ${calls === 1 ? '1 call' : `${calls} calls`}`;
  if (scores === null) return `${counted}, no score`;
  const { lowest, middle, highest } = scores;
  if (calls === 1) return `${counted}, score ${scoreFigure(middle)}`;
  return `${counted}, middle score ${scoreFigure(middle)}, from ${scoreFigure(lowest)} to ${scoreFigure(highest)}`;
}
