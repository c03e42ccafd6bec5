// The score in words: one sentence a term, neutral about the agent.

import { CALM_LEVEL, NOTICEABLE_CHANGE } from './constants.ts';
import type { Levels, Score, Term } from './score.ts';

export interface Reason {
  readonly term: Term;
  /** The term's value in [0, 1]. */
  readonly value: number;
  /** What the term gives, in points of the score. */
  readonly points: number;
  /** What it could give at most. */
  readonly maximum: number;
  readonly text: string;
}

/** From here on a level is called high. In distress, 0 to 1. */
const HIGH_LEVEL = 0.6;

function sentence(term: Term, { arrival, now, peak, meanAfterOpening }: Levels): string {
  switch (term) {
    case 'now':
      if (now < CALM_LEVEL) return 'Sounds calm now';
      return now < HIGH_LEVEL ? 'Sounds tense now' : 'Sounds distressed now';
    case 'relief':
      if (arrival < CALM_LEVEL) return 'Arrived calm, so little to relieve';
      if (arrival - now < NOTICEABLE_CHANGE) return 'No calmer than on arrival';
      return now < CALM_LEVEL ? 'Came down to calm since arriving' : 'Calmer than on arrival';
    case 'restraint':
      return peak - arrival < NOTICEABLE_CHANGE
        ? 'Did not get worse than on arrival'
        : 'Got worse than on arrival at some point';
    case 'time':
      if (meanAfterOpening < CALM_LEVEL) return 'Most of the call was calm';
      return meanAfterOpening < HIGH_LEVEL
        ? 'Part of the call was in distress'
        : 'Most of the call was in distress';
  }
}

/** The reasons behind a score, in the order of its terms; together with 1 their points are the score. */
export function reasonsFor(score: Score): readonly Reason[] {
  return score.terms.map((term) => ({ ...term, text: sentence(term.term, score.levels) }));
}
