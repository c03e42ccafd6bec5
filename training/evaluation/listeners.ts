// Compares a model with people who heard the same clips by voice alone. A tie counts by its share: a clip with as many
// votes for anger as for fear agrees by half with each, so that no clip is left out.

import { EMOTIONS } from '../../src/analysis/emotion/emotions.ts';
import type { Votes } from '../data/votes.ts';
import { topClass } from './metrics.ts';

/** How often the intended emotion was named. */
export interface Hits {
  readonly accuracy: number;
  /** Mean of the emotions' accuracies. */
  readonly uar: number;
}

export interface ListenerFigures {
  /** Clips that have votes; all figures are of these. */
  readonly clips: number;
  /** Those among them where several emotions got the most votes. */
  readonly tied: number;
  /** How often the model names what most listeners heard. */
  readonly agreement: number;
  /** How often one listener names what most of the others heard. */
  readonly raterAgreement: number;
  /** Mean Kullback-Leibler divergence from the distribution of votes to the model's probabilities, in nats. */
  readonly klDivergence: number;
  /** The same for the mean of all votes: what a guess gets that listens to nothing. */
  readonly klDivergenceOfMeanVote: number;
  /** Model, most votes and one listener, on the emotion that the actor was asked for. */
  readonly intended: { readonly model: Hits; readonly plurality: Hits; readonly rater: Hits };
}

/** A clip as a model and as people heard it. */
export interface HeardClip {
  /** Number of the intended emotion. */
  readonly label: number;
  /** In the order of `EMOTIONS`, summing to 1. */
  readonly probabilities: Float32Array;
  readonly votes: Votes;
}

/** Keeps a divergence finite where a probability has been rounded to 0. */
const LEAST_PROBABILITY = 1e-12;

/** Figures over some clips; null when there are none. */
export function listenerFigures(clips: readonly HeardClip[]): ListenerFigures | null {
  if (clips.length === 0) return null;
  const mean = (of: (clip: HeardClip) => number) =>
    clips.reduce((sum, clip) => sum + of(clip), 0) / clips.length;
  const meanVote = EMOTIONS.map((_, k) => mean(({ votes }) => shareOf(votes, k)));
  return {
    clips: clips.length,
    tied: clips.filter(({ votes }) => Math.max(...pluralityShares(votes)) < 1).length,
    agreement: mean(({ votes, probabilities }) => pluralityShares(votes)[topClass(probabilities)] ?? 0),
    raterAgreement: mean(({ votes }) => agreementOfOneRater(votes)),
    klDivergence: mean(({ votes, probabilities }) => divergence(votes, probabilities)),
    klDivergenceOfMeanVote: mean(({ votes }) => divergence(votes, meanVote)),
    intended: {
      model: hitsOf(clips, ({ label, probabilities }) => (topClass(probabilities) === label ? 1 : 0)),
      plurality: hitsOf(clips, ({ label, votes }) => pluralityShares(votes)[label] ?? 0),
      rater: hitsOf(clips, ({ label, votes }) => shareOf(votes, label)),
    },
  };
}

/** By emotion: 1 for the one with the most votes, an equal share for each of those that tie, 0 for the others. */
export function pluralityShares(votes: Votes): number[] {
  const most = Math.max(...votes);
  const winners = votes.filter((count) => count === most).length;
  return votes.map((count) => (count === most ? 1 / winners : 0));
}

/** How often a listener drawn at random agrees with the plurality of the other listeners of that clip. */
export function agreementOfOneRater(votes: Votes): number {
  return votes.reduce((sum, count, k) => {
    if (count === 0) return sum;
    const others = votes.map((other, j) => (j === k ? other - 1 : other));
    return sum + shareOf(votes, k) * (pluralityShares(others)[k] ?? 0);
  }, 0);
}

function shareOf(votes: Votes, emotion: number): number {
  return (votes[emotion] ?? 0) / votes.reduce((sum, count) => sum + count, 0);
}

function divergence(votes: Votes, probabilities: ArrayLike<number>): number {
  return votes.reduce((sum, count, k) => {
    if (count === 0) return sum;
    const share = shareOf(votes, k);
    return sum + share * Math.log(share / Math.max(probabilities[k] ?? 0, LEAST_PROBABILITY));
  }, 0);
}

function hitsOf(clips: readonly HeardClip[], hit: (clip: HeardClip) => number): Hits {
  const byEmotion = EMOTIONS.map((_, k) => clips.filter(({ label }) => label === k).map(hit));
  const present = byEmotion.filter((hits) => hits.length > 0);
  const sum = (values: readonly number[]) => values.reduce((total, value) => total + value, 0);
  return {
    accuracy: sum(byEmotion.map(sum)) / clips.length,
    uar: sum(present.map((hits) => sum(hits) / hits.length)) / present.length,
  };
}
