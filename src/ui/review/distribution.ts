// Many calls together: how their scores, verdicts and distress are spread. Of calls alone; whose they are is not looked
// at, and nothing is said where fewer than five have a score.

import type { AnalysedWindow, Analysis } from '../../analysis/call/record.ts';
import { WINDOW_SECONDS } from '../../analysis/call/timing.ts';
import { NOTICEABLE_CHANGE } from '../../analysis/score/constants.ts';
import { HIGHEST_SCORE, LOWEST_SCORE, levelFromDistress } from '../../analysis/score/score.ts';
import { VERDICTS, type Verdict } from '../../analysis/score/verdict.ts';
import { scoreFigure } from '../format.ts';
import { LEAST_FIGURES, median, quantile } from '../quantiles.ts';

/** Parts of equal length that a call is divided into, whatever its length. */
export const COURSE_PARTS = 10;

/** A call's level of distress in each of its parts, 0 to 1; null where the customer didn't speak. */
export type DistressCourse = readonly (number | null)[];

export interface Distribution {
  readonly calls: number;
  /** Calls from each whole score to the next: 1 to 2, 2 to 3, up to 9 to 10. */
  readonly histogram: readonly number[];
  /** Every verdict, also those that no call got. `share` is of all calls, 0 to 1. */
  readonly verdicts: readonly { readonly verdict: Verdict; readonly calls: number; readonly share: number }[];
  readonly sentence: string;
}

/** Null for too few calls with a score. */
export function distributionOf(calls: readonly Pick<Analysis, 'score' | 'verdict'>[]): Distribution | null {
  const scores = calls.flatMap(({ score }) => score ?? []);
  if (scores.length < LEAST_FIGURES) return null;
  const bins = HIGHEST_SCORE - LOWEST_SCORE;
  const histogram = new Array<number>(bins).fill(0);
  for (const score of scores) {
    const bin = Math.min(bins - 1, Math.floor(score - LOWEST_SCORE));
    histogram[bin] = (histogram[bin] ?? 0) + 1;
  }
  return {
    calls: calls.length,
    histogram,
    verdicts: VERDICTS.map((verdict) => {
      const count = calls.filter((call) => call.verdict === verdict).length;
      return { verdict, calls: count, share: count / calls.length };
    }),
    sentence: scoresWords(calls.length, scores),
  };
}

function scoresWords(calls: number, scores: readonly number[]): string {
  const counted =
    scores.length === calls ? `${calls} calls` : `${calls} calls, ${scores.length} with a score`;
  const [low, middle, high] = [0.25, 0.5, 0.75].map((share) => scoreFigure(quantile(scores, share)));
  return `${counted}. The middle score is ${middle}; half of the scores lie between ${low} and ${high}.`;
}

/**
 * @param windows with the distress that was heard, 0 to 1
 * @param seconds length of the call
 */
export function distressCourse(windows: readonly AnalysedWindow[], seconds: number): DistressCourse {
  const parts = Array.from({ length: COURSE_PARTS }, (): number[] => []);
  for (const { start, distress } of windows) {
    if (distress === null || seconds <= 0) continue;
    const middle = (start + WINDOW_SECONDS / 2) / seconds;
    parts[Math.min(COURSE_PARTS - 1, Math.floor(middle * COURSE_PARTS))]?.push(distress);
  }
  return parts.map((heard) =>
    heard.length === 0
      ? null
      : levelFromDistress(heard.reduce((sum, distress) => sum + distress, 0) / heard.length),
  );
}

/** How distress is spread over the calls in one part of them. */
export interface DistressBand {
  /** Four of five calls lie between the first and the last, half between the second and the fourth. */
  readonly quantiles: readonly [number, number, number, number, number];
}

const BAND_SHARES = [0.1, 0.25, 0.5, 0.75, 0.9] as const;

/** One band a part; null where the customer spoke in fewer than five calls. */
export function distressBands(courses: readonly DistressCourse[]): readonly (DistressBand | null)[] {
  return Array.from({ length: COURSE_PARTS }, (_, part) => {
    const levels = courses.flatMap((course) => course[part] ?? []);
    if (levels.length < LEAST_FIGURES) return null;
    const [a, b, c, d, e] = BAND_SHARES.map((share) => quantile(levels, share));
    return { quantiles: [a, b, c, d, e] as DistressBand['quantiles'] };
  });
}

/** How distress at the beginning compares with the end; null for too few calls. */
export function endsWords(courses: readonly DistressCourse[]): string | null {
  const ends = courses.flatMap((course) => {
    const first = course.find((level) => level !== null);
    const last = course.findLast((level) => level !== null);
    return first == null || last == null ? [] : [{ first, last }];
  });
  if (ends.length < LEAST_FIGURES) return null;
  const fell = ends.filter(({ first, last }) => first - last >= NOTICEABLE_CHANGE).length;
  const rose = ends.filter(({ first, last }) => last - first >= NOTICEABLE_CHANGE).length;
  const level = (levels: number[]) => median(levels).toFixed(2);
  return (
    `The middle distress was ${level(ends.map(({ first }) => first))} of 1 at the beginning of the calls and ` +
    `${level(ends.map(({ last }) => last))} at their end. It fell in ${fell} of ${ends.length} calls, rose in ${rose} ` +
    `and stayed about the same in ${ends.length - fell - rose}.`
  );
}

/** As many of them as may be read, evenly from the first to the last. */
export function evenly<T>(items: readonly T[], most: number): readonly T[] {
  if (items.length <= most) return items;
  return Array.from({ length: most }, (_, i) => items[Math.floor((i * items.length) / most)] as T);
}
