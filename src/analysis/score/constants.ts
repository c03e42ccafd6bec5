// Every number of the de-escalation score in one table, with units and reasons. Changing one changes SCORE_VERSION.

import type { Emotion } from '../emotion/emotions.ts';

/**
 * Versions of the score, by the model that heard the call: one that reads every window by itself, or one that reads it in
 * the context of the call's own voice. Carried by every document that contains a score.
 */
export const SCORE_VERSION = { withoutContext: 2, inContext: 3 } as const;
export type ScoreVersion = (typeof SCORE_VERSION)[keyof typeof SCORE_VERSION];

/** Whether this is a version that is in use; others are of an Evenkeel before or after. */
export function isScoreVersion(version: number): version is ScoreVersion {
  return Object.values<number>(SCORE_VERSION).includes(version);
}

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
  /**
   * Most that this takes from a log probability, before it is sharpened. Not fitted, but kept low: a customer who stays
   * tense all call long must not be told to have calmed down, as they would be with the 0.8 that fits best.
   */
  readonly baselineBound: number;
  /** Speech windows after which the voice is half known. */
  readonly baselineWindows: number;
  /** Mean log probabilities of all windows of the fitting calls, about half of them distressed. */
  readonly usualLogs: Readonly<Record<Emotion, number>>;
}
/**
 * For models that read every window by itself. Of the values that fit as well as the best ones (npm run fit:score: rank correlation 0.890 and 0.892, error 0.77 both)
 * those that move a call least that stays as it is.
 */
export const IN_CALL: InCall = {
  calmLogOdds: 0.75,
  sharpness: 3,
  baselineShare: 0.3,
  baselineBound: 0.2,
  baselineWindows: 20,
  usualLogs: { anger: -3.04, disgust: -3.16, fear: -3.29, happy: -3.19, neutral: -2.36, sadness: -3.22 },
};

/** What is fitted to a kind of model. */
export interface ScoreConstants {
  readonly inCall: InCall;
  /**
   * The mean distress that counts as no distress at all and the one that counts as nothing else: between these two every
   * level is spread out over 0 to 1.
   */
  readonly calmHeardAs: number;
  readonly distressHeardAs: number;
  /**
   * How wrong the log odds of distress are about a voice, as a standard deviation. A model that hears one sigh as distress
   * hears the next one so too: these errors don't average out over a call.
   */
  readonly voiceError: number;
  /**
   * Points by which the interval is wider either way than the simulated courses say: as many as it takes to cover what it
   * claims on the calls that the score was fitted on (after Romano, Patterson and Candès, "Conformalized quantile
   * regression", 2019; on calls that were fitted on it guarantees nothing, and the bench measures what it covers).
   */
  readonly intervalMargin: number;
}

/** By the version of the score. */
export const SCORE_CONSTANTS: Readonly<Record<ScoreVersion, ScoreConstants>> = {
  2: {
    inCall: IN_CALL,
    // What the model really hears lies further inside (0.10 and 0.90 fit best), but the nearer they are, the more one
    // wrong window counts: 1 / (0.94 - 0.06) is as much as a flip of one point allows.
    calmHeardAs: 0.06,
    distressHeardAs: 0.94,
    voiceError: 1.5,
    intervalMargin: 0.25,
  },
  // The voice is taken away before the emotion is read: nothing is left to correct. Not fitted yet.
  3: {
    inCall: { ...IN_CALL, calmLogOdds: 0, sharpness: 1, baselineShare: 0 },
    calmHeardAs: 0.06,
    distressHeardAs: 0.94,
    voiceError: 1.5,
    intervalMargin: 0.25,
  },
};

/** K: speech windows in the opening and in the running level: a single window moves the mean behind it by 1/K at most. */
export const LEVEL_WINDOWS = 9;

/** Share of the nine points between 1 and 10 that each term can give; they sum to 1. */
export const TERM_WEIGHTS = { now: 0.45, relief: 0.25, restraint: 0.15, time: 0.15 } as const;

/** A level below this is calm: nothing to de-escalate, or de-escalated. In distress, 0 to 1. */
export const CALM_LEVEL = 0.35;

/**
 * A recovery is over again once the level was this high for so many speech windows in a row: a sentence that is misheard
 * doesn't undo it. Chosen on the fitting calls (JOURNAL).
 */
export const RELAPSE = { level: 0.6, windows: 6 } as const;

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

/** Seed of the interval, so that the same windows always give the same interval. */
export const INTERVAL_SEED = 0x5eed;

/** Speech windows over which the trend arrow looks back; about ten seconds of speech. */
export const TREND_WINDOWS = 10;

/** Points that the score must move within `TREND_WINDOWS` before the arrow leaves "steady". */
export const TREND_POINTS = 0.3;
