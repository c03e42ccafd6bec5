// How far the score could be off, given that each window's emotion is only known by its probabilities.
//
// Each replicate is one possible truth: for every window an emotion is drawn from the calibrated probabilities
// (neighbouring windows that share audio share their draw) and scored by the same formula. The interval holds the
// middle share of the replicates' scores. Streaming: one step a window, memory independent of the call's length.

import { INTERVAL_COVERAGE, INTERVAL_REPLICATES, INTERVAL_SEED, OVERLAPPING_WINDOWS } from './constants.ts';
import { sampleDistress } from './distress.ts';
import { INITIAL_SCORE_STATE, type ScoreState, scoreOf, scoreStep } from './score.ts';

export type Interval = readonly [low: number, high: number];

/** One score state a replicate. */
export type IntervalState = readonly ScoreState[];

export const INITIAL_INTERVAL_STATE: IntervalState = Array.from(
  { length: INTERVAL_REPLICATES },
  () => INITIAL_SCORE_STATE,
);

/** A uniform number in [0, 1) that depends only on its arguments (the finaliser of MurmurHash3). */
function uniform(replicate: number, block: number): number {
  let hash = Math.imul(replicate + 1, 0x9e3779b1) ^ Math.imul(block + 1, 0x85ebca6b) ^ INTERVAL_SEED;
  hash = Math.imul(hash ^ (hash >>> 16), 0x85ebca6b);
  hash = Math.imul(hash ^ (hash >>> 13), 0xc2b2ae35);
  return ((hash ^ (hash >>> 16)) >>> 0) / 2 ** 32;
}

/** Takes in one speech window by its calibrated probabilities. */
export function intervalStep(
  states: IntervalState,
  probabilities: Parameters<typeof sampleDistress>[0],
): IntervalState {
  return states.map((state, replicate) => {
    const block = Math.floor(state.speechWindows / OVERLAPPING_WINDOWS);
    return scoreStep(state, sampleDistress(probabilities, uniform(replicate, block)));
  });
}

/**
 * The interval at this moment, widened where needed so that it holds the score itself.
 *
 * @param score the score of the same windows; with null there is no interval
 */
export function intervalOf(states: IntervalState, score: number | null): Interval | null {
  if (score === null) return null;
  const scores = states.flatMap((state) => scoreOf(state)?.score ?? []).sort((a, b) => a - b);
  const tail = Math.floor(((1 - INTERVAL_COVERAGE) / 2) * scores.length);
  const low = scores[tail] ?? score;
  const high = scores[scores.length - 1 - tail] ?? score;
  return [Math.min(low, score), Math.max(high, score)];
}
