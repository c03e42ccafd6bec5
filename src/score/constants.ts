// Every number of the de-escalation score in one table, with units and reasons. Changing one changes SCORE_VERSION.

import type { Emotion } from '../emotion/emotions.ts';

/** Carried by every document that contains a score. */
export const SCORE_VERSION = 1;

/**
 * How much each emotion counts as distress, 0 to 1. Anger is the reference; disgust and fear are nearly as
 * urgent for the agent; sadness is distress that rarely escalates.
 */
export const DISTRESS_WEIGHTS = { anger: 1, disgust: 0.8, fear: 0.8, sadness: 0.7 } as const;

/** What a window's probabilities say in a call (in-call.ts). */
export interface InCall {
  /** Added to the log probability of neutral: calls are calmer than the clips that the classifier learned from. */
  readonly calmLogOdds: number;
  /** Power of the probabilities: above 1 the likelier emotions count for more than their probability. */
  readonly sharpness: number;
  /** Share of a voice's distance from the usual that is taken for the voice and not the moment, 0 to 1. */
  readonly baselineShare: number;
  /** Most that this takes from a log probability, so that no voice can hide an escalation. */
  readonly baselineBound: number;
  /** Speech windows after which the voice is half known. */
  readonly baselineWindows: number;
  /** Mean log probabilities of the windows of usual calls. */
  readonly usualLogs: Readonly<Record<Emotion, number>>;
}
export const IN_CALL: InCall = {
  calmLogOdds: 0.7,
  sharpness: 4,
  baselineShare: 0.5,
  baselineBound: 0.6,
  baselineWindows: 20,
  usualLogs: { anger: -3.1, disgust: -3, fear: -3.9, happy: -3.3, neutral: -2.7, sadness: -3.7 },
};

/** K: speech windows in the opening and in the running level, so no single window moves the level by more than 1/K. */
export const LEVEL_WINDOWS = 9;

/** Share of the nine points between 1 and 10 that each term can give; they sum to 1. */
export const TERM_WEIGHTS = { now: 0.45, relief: 0.25, restraint: 0.15, time: 0.15 } as const;

/** A level below this is calm: nothing to de-escalate, or de-escalated. In distress, 0 to 1. */
export const CALM_LEVEL = 0.35;

/** A change of level that a listener would notice. In distress, 0 to 1. */
export const NOTICEABLE_CHANGE = 0.15;

/** Simulated courses behind the interval: enough for its ends to be steady to 0.1 points, cheap enough to run live. */
export const INTERVAL_REPLICATES = 200;

/** Share of calls whose true score the interval should cover. */
export const INTERVAL_COVERAGE = 0.8;

/** Neighbouring windows that share audio (3 s windows, one a second), and so share their labelling error. */
export const OVERLAPPING_WINDOWS = 3;

/** How many blocks of overlapping windows back a simulated course may look for what could have been said instead. */
export const BOOTSTRAP_REACH = 2;

/**
 * Share of a window's labelling error that belongs to the voice and not to the moment, 0 to 1: a model that hears one
 * sigh as sadness hears the next one so too. With 0 the errors would average out over a call, and they don't.
 */
export const VOICE_ERROR_SHARE = 0.15;

/** Seed of the interval, so that the same windows always give the same interval. */
export const INTERVAL_SEED = 0x5eed;

/** Speech windows over which the trend arrow looks back; about ten seconds of speech. */
export const TREND_WINDOWS = 10;

/** Points that the score must move within `TREND_WINDOWS` before the arrow leaves "steady". */
export const TREND_POINTS = 0.3;
