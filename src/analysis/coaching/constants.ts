// Every number of the coaching in one table, with units and reasons. Two thresholds wherever something is shown:
// one to raise it and a lower one to let it go, so that a value that wavers between them makes nothing flicker.
// "Speech windows" are windows with a reading, one a second while the customer speaks.

import type { Emotion } from '../emotion/emotions.ts';
import { CALM_LEVEL, LEVEL_WINDOWS, NOTICEABLE_CHANGE } from '../score/constants.ts';

/** A nudge stays this long, in seconds: to be noticed beside a conversation and read once, without flicker. */
export const MIN_SHOWN_SECONDS = 8;

/** A nudge goes after this long, in seconds, even if its cause lasts: the agent has read it by then. */
export const MAX_SHOWN_SECONDS = 30;

/** Pause between two nudges of any kind, in seconds, so that no more than one comes in a turn of the conversation. */
export const COOL_DOWN_SECONDS = 30;

/** Pause between two nudges of the same kind, in seconds: the same words again tell little before that. */
export const SAME_KIND_COOL_DOWN_SECONDS = 180;

/** Speech windows before the level's own, to compare it with: several sentences, so that one does not decide. */
export const BEFORE_WINDOWS = 18;

/**
 * Speech this many seconds back says nothing about now: after such a silence, hold or loss the evidence is gathered
 * anew. Longer than an agent's usual turn, so that a conversation that goes back and forth keeps its evidence.
 */
export const STALE_AFTER_SECONDS = 30;

/** Windows further apart than this, in seconds, have unheard sound between them: a silence is counted anew. */
export const CONTINUOUS_SECONDS = 3;

/** Distress that rises. Levels are the score's, 0 to 1. */
export const RISING = {
  /** The level must have left calm by a margin, and must have risen by what a listener would notice. */
  raise: { level: CALM_LEVEL + 0.05, rise: NOTICEABLE_CHANGE },
  /** The nudge goes once the level is calm again, or has stopped rising. */
  letGo: { level: CALM_LEVEL - 0.05, rise: 0.05 },
  /** Speech windows in a row that must say so: one loud word is in three windows, and must not be enough. */
  windows: 5,
} as const;

export interface SustainedLimits {
  /** Speech windows that are read together, all of which must be there. */
  readonly windows: number;
  /** Mean probability of the emotion over those windows, 0 to 1. */
  readonly raise: number;
  /** The same over the last `SUSTAINED_LET_GO_WINDOWS`. */
  readonly letGo: number;
}

/**
 * Speech windows that decide whether a sustained emotion is over. They are few, so that the panel's word and the nudge do
 * not contradict each other for a quarter of a minute.
 */
export const SUSTAINED_LET_GO_WINDOWS = 5;

/**
 * An emotion that lasts. Half of all probability over the whole stretch is more than a few angry words, and less
 * than certainty, which the model seldom has on the telephone. A quarter of a minute of speech is several sentences,
 * and more than it takes to tell that distress is rising. Sadness is slow, and is what flat but calm speech is easily
 * taken for, so it must last longer.
 */
export const SUSTAINED = {
  anger: { windows: 15, raise: 0.5, letGo: 0.35 },
  fear: { windows: 15, raise: 0.5, letGo: 0.35 },
  sadness: { windows: 20, raise: 0.5, letGo: 0.35 },
} as const satisfies Partial<Record<Emotion, SustainedLimits>>;

/** A call that has come down. Levels are the score's, 0 to 1. */
export const RECOVERY = {
  /** The level it must have come from: clear distress, so that a calm call is not praised as a rescue. */
  from: 0.5,
  /** How far it must have come down, and to where. */
  drop: 2 * NOTICEABLE_CHANGE,
  raise: CALM_LEVEL - 0.05,
  /** The nudge goes when the call is calm no longer. */
  letGo: CALM_LEVEL + 0.05,
  /** Speech windows in a row that must be calm: a pause for breath is no recovery. */
  windows: 5,
  /** Calm speech windows after which a recovery that a cool-down held back is told no more. */
  freshWindows: 45,
} as const;

/**
 * Silence of a customer who had spoken, in seconds: longer than most explanations of an agent, who is not heard, and about
 * when a wait without a word gets long.
 */
export const LONG_SILENCE_SECONDS = 40;

/** Speech windows that are remembered: as many as any rule above looks back on. */
export const REMEMBERED_WINDOWS = LEVEL_WINDOWS + BEFORE_WINDOWS;
