// How far the score could be off: the call was short of other moments, and each window's emotion is only known by its
// probabilities.
//
// Each replicate is one possible truth, scored by the same formula; the interval holds the middle share of them.
// A replicate takes each block of overlapping windows from its place or from shortly before (the local block bootstrap:
// Paparoditis and Politis, "Local block bootstrap", C. R. Acad. Sci. Paris 335, 2002, which keeps the course of a call),
// and draws an emotion from the block's probabilities, each replicate with an error of its own about the voice.
// Streaming: one step a window, memory independent of the call's length.

import {
  BOOTSTRAP_REACH,
  INTERVAL_COVERAGE,
  INTERVAL_REPLICATES,
  INTERVAL_SEED,
  LEVEL_WINDOWS,
  OVERLAPPING_WINDOWS,
  SCORE_CONSTANTS,
  type ScoreConstants,
} from './constants.ts';
import { sampleDistress } from './distress.ts';
import { HIGHEST_SCORE, type LevelScale, LOWEST_SCORE, levelOf, scoreOfLevels } from './score.ts';

export type Interval = readonly [low: number, high: number];

type WindowProbabilities = Parameters<typeof sampleDistress>[0];

/** What all the replicates remember; every list has a number a replicate. */
export interface IntervalState {
  readonly speechWindows: number;
  /** Probabilities of the last windows, oldest first: as many as a replicate may look back to. */
  readonly recent: readonly WindowProbabilities[];
  /** Distress of the last `LEVEL_WINDOWS` windows by replicate, the window of number n at place n % LEVEL_WINDOWS. */
  readonly distress: Float64Array;
  readonly arrival: Float64Array;
  readonly peak: Float64Array;
  readonly distressAfterOpening: Float64Array;
}

const numbers = (count = INTERVAL_REPLICATES) => new Float64Array(count);

export const INITIAL_INTERVAL_STATE: IntervalState = {
  speechWindows: 0,
  recent: [],
  distress: numbers(INTERVAL_REPLICATES * LEVEL_WINDOWS),
  arrival: numbers(),
  peak: numbers(),
  distressAfterOpening: numbers(),
};

/** Windows that a replicate may look back to, this one included. */
const RECENT_WINDOWS = BOOTSTRAP_REACH * OVERLAPPING_WINDOWS + 1;

/** Takes in one speech window by what its probabilities say in this call. */
export function intervalStep(
  state: IntervalState,
  probabilities: WindowProbabilities,
  constants: ScoreConstants = SCORE_CONSTANTS[2],
): IntervalState {
  const recent = [...state.recent.slice(1 - RECENT_WINDOWS), probabilities];
  const next = {
    speechWindows: state.speechWindows + 1,
    recent,
    distress: state.distress.slice(),
    arrival: state.arrival.slice(),
    peak: state.peak.slice(),
    distressAfterOpening: state.distressAfterOpening.slice(),
  };
  const block = Math.floor(state.speechWindows / OVERLAPPING_WINDOWS);
  const slot = state.speechWindows % LEVEL_WINDOWS;
  for (let replicate = 0; replicate < INTERVAL_REPLICATES; replicate++) {
    const blocksBack = Math.floor(uniform(replicate, block, 1) * (BOOTSTRAP_REACH + 1));
    const at = recent.length - 1 - blocksBack * OVERLAPPING_WINDOWS;
    const heard = recent[Math.max(0, at)] ?? probabilities;
    const distress = sampleDistress(
      heard,
      uniform(replicate, block, 2),
      constants.voiceError * (VOICE_DRAWS[replicate] ?? 0),
    );
    next.distress[replicate * LEVEL_WINDOWS + slot] = distress;
    if (next.speechWindows < LEVEL_WINDOWS) continue;
    const level = levelNow(next, replicate, constants);
    if (next.speechWindows === LEVEL_WINDOWS) {
      next.arrival[replicate] = level;
      next.peak[replicate] = level;
      continue;
    }
    // As in the score: only what came after the opening counts as getting worse.
    const isFirst = next.speechWindows === LEVEL_WINDOWS + 1;
    next.peak[replicate] = isFirst ? level : Math.max(state.peak[replicate] ?? 0, level);
    next.distressAfterOpening[replicate] = (state.distressAfterOpening[replicate] ?? 0) + distress;
  }
  return next;
}

/**
 * The interval at this moment, widened where needed so that it holds the score itself.
 *
 * @param state after at least `LEVEL_WINDOWS` windows
 * @param score the score of the same windows
 */
export function intervalOf(
  state: IntervalState,
  score: number,
  constants: ScoreConstants = SCORE_CONSTANTS[2],
): Interval {
  const margin = constants.intervalMargin;
  const windowsAfter = state.speechWindows - LEVEL_WINDOWS;
  const scores = Float64Array.from({ length: INTERVAL_REPLICATES }, (_, replicate) => {
    const arrival = state.arrival[replicate] ?? 0;
    const sum = state.distressAfterOpening[replicate] ?? 0;
    return scoreOfLevels({
      arrival,
      now: levelNow(state, replicate, constants),
      peak: state.peak[replicate] ?? 0,
      meanAfterOpening: windowsAfter === 0 ? arrival : levelOf(sum / windowsAfter, constants),
    });
  }).sort();
  const tail = Math.round(((1 - INTERVAL_COVERAGE) / 2) * scores.length);
  const low = scores[tail] ?? score;
  const high = scores[scores.length - 1 - tail] ?? score;
  return [
    Math.max(LOWEST_SCORE, Math.min(low - margin, score)),
    Math.min(HIGHEST_SCORE, Math.max(high + margin, score)),
  ];
}

function levelNow({ distress }: IntervalState, replicate: number, scale: LevelScale): number {
  let sum = 0;
  const first = replicate * LEVEL_WINDOWS;
  for (let i = first; i < first + LEVEL_WINDOWS; i++) sum += distress[i] ?? 0;
  return levelOf(sum / LEVEL_WINDOWS, scale);
}

/** Stands for a block's number where a draw is of the whole call. */
const VOICE = -1;

/** A uniform number in [0, 1) that depends only on its arguments (the finaliser of MurmurHash3). */
function uniform(replicate: number, block: number, purpose: number): number {
  let hash = Math.imul(replicate + 1, 0x9e3779b1) ^ Math.imul(block + 2, 0x85ebca6b) ^ INTERVAL_SEED;
  hash = Math.imul(hash ^ (hash >>> 16) ^ Math.imul(purpose, 0x27d4eb2f), 0x85ebca6b);
  hash = Math.imul(hash ^ (hash >>> 13), 0xc2b2ae35);
  return ((hash ^ (hash >>> 16)) >>> 0) / 2 ** 32;
}

/** A standard normal number that depends only on the replicate (Box and Muller). */
function gaussian(replicate: number): number {
  const radius = Math.sqrt(-2 * Math.log(1 - uniform(replicate, VOICE, 3)));
  return radius * Math.cos(2 * Math.PI * uniform(replicate, VOICE, 4));
}

/** Each replicate's draw of the voice's error: the same for every window of a call, so drawn once. */
const VOICE_DRAWS = Float64Array.from({ length: INTERVAL_REPLICATES }, (_, replicate) => gaussian(replicate));
