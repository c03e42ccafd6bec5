// The words that the panels use for what the model and the score say: one vocabulary everywhere.

import { NOT_SURE_BELOW, type Reading } from '../analysis/emotion/calibration.ts';
import type { Emotion } from '../analysis/emotion/emotions.ts';
import type { Term } from '../analysis/score/score.ts';
import type { Trend } from '../analysis/score/trend.ts';
import type { Verdict } from '../analysis/score/verdict.ts';

export const EMOTION_WORDS: Readonly<Record<Emotion, string>> = {
  anger: 'Angry',
  disgust: 'Disgusted',
  fear: 'Afraid',
  happy: 'Happy',
  neutral: 'Neutral',
  sadness: 'Sad',
};

export const TREND_WORDS: Readonly<Record<Trend, string>> = {
  rising: 'Rising',
  steady: 'Steady',
  falling: 'Falling',
};

/** Whether a verdict is good news; decides colour and glyph together. */
export type Tone = 'good' | 'mixed' | 'bad' | 'none';

export interface VerdictWords {
  readonly title: string;
  /** What the title means, for somebody who sees it for the first time. */
  readonly meaning: string;
  readonly tone: Tone;
}

export const VERDICT_WORDS: Readonly<Record<Verdict, VerdictWords>> = {
  'not-enough-speech': {
    title: 'Not enough speech',
    meaning: 'Too little was heard for a score',
    tone: 'none',
  },
  'no-escalation': { title: 'No escalation', meaning: 'Calm from the start', tone: 'good' },
  'de-escalated': { title: 'De-escalated', meaning: 'Distressed before, calm now', tone: 'good' },
  eased: { title: 'Eased', meaning: 'Calmer, but not yet calm', tone: 'mixed' },
  unresolved: { title: 'Unresolved', meaning: 'As tense as before', tone: 'mixed' },
  escalated: { title: 'Escalated', meaning: 'More distressed than on arrival', tone: 'bad' },
};

/** What stands in a verdict's place while a call has no score yet. */
export const NO_VERDICT_YET: VerdictWords = {
  title: 'Not enough speech yet',
  meaning: 'The score follows soon',
  tone: 'none',
};

/** What each term of the score asks, shown while there is no answer yet. */
export const TERM_QUESTIONS: Readonly<Record<Term, string>> = {
  now: 'How the customer sounds now',
  relief: 'How far they came down',
  restraint: 'Whether it got worse',
  time: 'How much of the call was calm',
};

/** From these probabilities on, a reading is called very or fairly sure. */
const VERY_SURE_FROM = 0.8;
const FAIRLY_SURE_FROM = 0.6;

/** How sure the model is, in words. */
export function confidenceWords({ confidence }: Reading): string {
  if (confidence < NOT_SURE_BELOW) return 'No emotion stands out';
  if (confidence < FAIRLY_SURE_FROM) return 'Somewhat sure';
  return confidence < VERY_SURE_FROM ? 'Fairly sure' : 'Very sure';
}

/** In the place of a running call's score, where an administrator has set that it is shown only after the call. */
export const SCORE_HELD_BACK = 'Your organisation shows the score when the call is over.';
