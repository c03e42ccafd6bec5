// The score in words: one sentence a term, with the times that it rests on, neutral about the agent.

import { clockOf } from './clock.ts';
import { CALM_LEVEL, NOTICEABLE_CHANGE } from './constants.ts';
import type { Score, Term } from './score.ts';
import type { TurningState } from './turning-points.ts';

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

/** A level from here on, 0 to 1, is called high. */
const HIGH_LEVEL = 0.6;

/** The reasons behind a score, in the order of its terms; together with 1 their points are the score. */
export function reasonsFor(score: Score, turning: TurningState): readonly Reason[] {
  return score.terms.map((term) => ({ ...term, text: sentence(term.term, score, turning) }));
}

function sentence(term: Term, { levels }: Score, turning: TurningState): string {
  const { arrival, now, peak, meanAfterOpening } = levels;
  const calmSince = turning.recovery && `calm since ${clockOf(turning.recovery.time)}`;
  switch (term) {
    case 'now':
      if (now < CALM_LEVEL) return calmSince === null ? 'Sounds calm' : `Sounds ${calmSince}`;
      return `Sounds ${now < HIGH_LEVEL ? 'tense' : 'distressed'}${sinceCalm(turning)}`;
    case 'relief':
      if (arrival < CALM_LEVEL) return 'Arrived calm, so little to relieve';
      if (arrival - now < NOTICEABLE_CHANGE) return `Arrived ${howDistressed(arrival)}, no calmer now`;
      return `Arrived ${howDistressed(arrival)}, ${now < CALM_LEVEL ? (calmSince ?? 'calm now') : 'calmer now'}`;
    case 'restraint':
      if (peak - arrival < NOTICEABLE_CHANGE) return 'Did not get worse than on arrival';
      return turning.worst === null
        ? 'Got worse than on arrival'
        : `Got worse than on arrival, worst at ${clockOf(turning.worst.time)}`;
    case 'time':
      if (meanAfterOpening < CALM_LEVEL) return 'Most of the call was calm';
      return `${meanAfterOpening < HIGH_LEVEL ? 'Part' : 'Most'} of the call was in distress`;
  }
}

function howDistressed(level: number): string {
  return level < HIGH_LEVEL ? 'tense' : 'very distressed';
}

/** ", since" the last calm moment, where there was one. */
function sinceCalm({ lastCalm }: TurningState): string {
  return lastCalm === null ? ' since arriving' : `, not calm since ${clockOf(lastCalm)}`;
}
