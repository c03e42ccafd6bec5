// The de-escalation score: a pure step a speech window, constant memory, defined in the design's terms
// S (level on arrival), E (level now), B (highest level so far), A (mean distress after the opening).

import { LEVEL_WINDOWS, SCORE_CONSTANTS, type ScoreConstants, TERM_WEIGHTS } from './constants.ts';

export const TERMS = ['now', 'relief', 'restraint', 'time'] as const;
export type Term = (typeof TERMS)[number];

/** Everything the score remembers of a call. Plain data, so it can be stored and compared. */
export interface ScoreState {
  readonly speechWindows: number;
  /** Distress of the last `LEVEL_WINDOWS` speech windows, oldest first. */
  readonly recent: readonly number[];
  /** S: the level when the opening was complete; null before. */
  readonly arrival: number | null;
  /** B: the highest level after the opening; the arrival level until there is one. */
  readonly peak: number;
  /** Sum of distress over the windows after the opening. */
  readonly distressAfterOpening: number;
}

export interface Levels {
  readonly arrival: number;
  readonly now: number;
  readonly peak: number;
  readonly meanAfterOpening: number;
}

/** One term of the score: `value` in [0, 1], `points` = 9 · weight · value, out of `maximum` points. */
export interface TermScore {
  readonly term: Term;
  readonly value: number;
  readonly points: number;
  readonly maximum: number;
}

export interface Score {
  /** 1 to 10. */
  readonly score: number;
  readonly levels: Levels;
  readonly terms: readonly TermScore[];
}

/** How levels follow from heard distress. */
export type LevelScale = Pick<ScoreConstants, 'calmHeardAs' | 'distressHeardAs'>;

export const INITIAL_SCORE_STATE: ScoreState = {
  speechWindows: 0,
  recent: [],
  arrival: null,
  peak: 0,
  distressAfterOpening: 0,
};

export const LOWEST_SCORE = 1;
export const HIGHEST_SCORE = 10;
const SCORE_RANGE = HIGHEST_SCORE - LOWEST_SCORE;

const mean = (values: readonly number[]) => values.reduce((sum, value) => sum + value, 0) / values.length;

/**
 * Takes in one speech window. Windows without speech must not be passed: silence changes nothing.
 *
 * @param distress of the window, in [0, 1]
 * @throws RangeError when it is outside that range
 */
export function scoreStep(
  state: ScoreState,
  distress: number,
  scale: LevelScale = SCORE_CONSTANTS[2],
): ScoreState {
  if (!(distress >= 0 && distress <= 1)) {
    throw new RangeError(`A window's distress must lie between 0 and 1; got ${distress}.`);
  }
  const recent = [...state.recent.slice(-(LEVEL_WINDOWS - 1)), distress];
  const speechWindows = state.speechWindows + 1;
  if (speechWindows < LEVEL_WINDOWS) return { ...state, speechWindows, recent };
  const level = levelOf(mean(recent), scale);
  if (state.arrival === null) return { ...state, speechWindows, recent, arrival: level, peak: level };
  return {
    ...state,
    speechWindows,
    recent,
    // The first level after the opening replaces the arrival: only what came later counts as getting worse.
    peak: speechWindows === LEVEL_WINDOWS + 1 ? level : Math.max(state.peak, level),
    distressAfterOpening: state.distressAfterOpening + distress,
  };
}

/**
 * The level that stands behind a mean of heard distress: the model hears a little distress in calm speech and misses
 * some in the rest (the adjusted count of Forman, "Quantifying counts and costs via classification", Data Mining and
 * Knowledge Discovery 17, 2008).
 *
 * @param heard mean distress of some windows, 0 to 1
 */
export function levelOf(
  heard: number,
  { calmHeardAs, distressHeardAs }: LevelScale = SCORE_CONSTANTS[2],
): number {
  const level = (heard - calmHeardAs) / (distressHeardAs - calmHeardAs);
  return Math.min(1, Math.max(0, level));
}

/** The score so far with its four terms; null before the opening is complete ("not enough speech yet"). */
export function scoreOf(state: ScoreState, scale: LevelScale = SCORE_CONSTANTS[2]): Score | null {
  const { arrival, peak, recent, speechWindows } = state;
  if (arrival === null) return null;
  const windowsAfter = speechWindows - LEVEL_WINDOWS;
  const meanAfterOpening =
    windowsAfter === 0 ? arrival : levelOf(state.distressAfterOpening / windowsAfter, scale);
  const levels = { arrival, now: levelOf(mean(recent), scale), peak, meanAfterOpening };
  const values = valuesOf(levels);
  const terms = TERMS.map((term) => ({
    term,
    value: values[term],
    points: SCORE_RANGE * TERM_WEIGHTS[term] * values[term],
    maximum: SCORE_RANGE * TERM_WEIGHTS[term],
  }));
  return { score: scoreOfLevels(levels), levels, terms };
}

/** The score, 1 to 10, of a call with these levels. */
export function scoreOfLevels(levels: Levels): number {
  const values = valuesOf(levels);
  const share = TERMS.reduce((sum, term) => sum + TERM_WEIGHTS[term] * values[term], 0);
  // The sum can leave the scale by a rounding error only.
  return Math.min(HIGHEST_SCORE, Math.max(LOWEST_SCORE, LOWEST_SCORE + SCORE_RANGE * share));
}

function valuesOf({ arrival, now, peak, meanAfterOpening }: Levels): Readonly<Record<Term, number>> {
  return {
    now: 1 - now,
    relief: Math.max(0, arrival - now),
    restraint: 1 - Math.max(0, peak - arrival),
    time: 1 - meanAfterOpening,
  };
}
