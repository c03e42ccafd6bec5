// Which way the score has been going lately, for the arrow beside it.

import { TREND_POINTS, TREND_WINDOWS } from './constants.ts';

export type Trend = 'rising' | 'steady' | 'falling';

/** @param scores the score after each speech window, oldest first; only the last `TREND_WINDOWS` + 1 matter */
export function trendOf(scores: readonly number[]): Trend {
  const last = scores.at(-1);
  const before = scores.at(-1 - TREND_WINDOWS) ?? scores[0];
  if (last === undefined || before === undefined) return 'steady';
  if (last - before >= TREND_POINTS) return 'rising';
  return before - last >= TREND_POINTS ? 'falling' : 'steady';
}
