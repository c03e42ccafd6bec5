// Estimates how far a figure could be off because only these speakers were recorded: the bootstrap draws whole
// speakers, since clips of one voice resemble each other (Field and Welsh, "Bootstrapping clustered data", 2007).

import { seededRandom } from '../shared/random.ts';
import { classFigures } from './metrics.ts';

/** Times that speakers are drawn. */
const REPLICATES = 1000;
/** Share of the replicates that lie below the interval, and above it: 95 % are inside. */
const TAIL = 0.025;
/** Fewer speakers than this say nothing about others like them. */
const LEAST_SPEAKERS = 5;

/** Lower and upper end. */
export type Interval = readonly [low: number, high: number];

/**
 * 95 % percentile interval of the unweighted average recall.
 * @param confusions of each speaker, counts of clips: row is the true class, column the predicted one
 * @param seed names the draws; the same seed gives the same interval
 * @returns null when there are fewer than five speakers
 */
export function speakerInterval(
  confusions: readonly (readonly (readonly number[])[])[],
  seed: string,
): Interval | null {
  if (confusions.length < LEAST_SPEAKERS) return null;
  const random = seededRandom('bootstrap', seed);
  const replicates = Float64Array.from({ length: REPLICATES }, () =>
    averageRecall(confusions.map(() => confusions[Math.floor(random() * confusions.length)] ?? [])),
  ).sort();
  return [quantile(replicates, TAIL), quantile(replicates, 1 - TAIL)];
}

/** A quantile of ascending values, interpolated between neighbours. */
export function quantile(ascending: Float64Array, share: number): number {
  const position = share * (ascending.length - 1);
  const below = Math.floor(position);
  const low = ascending[below] ?? Number.NaN;
  const high = ascending[Math.ceil(position)] ?? Number.NaN;
  return low + (high - low) * (position - below);
}

function averageRecall(drawn: readonly (readonly (readonly number[])[])[]): number {
  const classes = drawn[0]?.length ?? 0;
  const sum = Array.from({ length: classes }, () => new Array<number>(classes).fill(0));
  for (const confusion of drawn) {
    sum.forEach((row, k) => {
      for (let j = 0; j < classes; j++) row[j] = (row[j] ?? 0) + (confusion[k]?.[j] ?? 0);
    });
  }
  const present = classFigures(sum).filter((figures) => figures.clips > 0);
  return present.reduce((total, { recall }) => total + recall, 0) / present.length;
}
