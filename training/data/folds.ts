// Which actors train, tune and test: no voice is on two sides.

import { seededRandom, shuffledIndices } from '../shared/random.ts';
import { ACTORS } from './actors.ts';
import type { Clip } from './corpus.ts';

export interface Fold {
  /** From 1, as it is printed. */
  readonly number: number;
  readonly train: readonly number[];
  readonly development: readonly number[];
  readonly test: readonly number[];
}

/** First and last test actor of each fold: the speaker-disjoint folds of EMO-SUPERB and HiCMAE. */
const TEST_ACTORS = [
  [1001, 1018],
  [1019, 1036],
  [1037, 1054],
  [1055, 1072],
  [1073, 1091],
] as const;

/** One of how many of the actors that a fold does not test on is set aside for tuning and calibration. */
const DEVELOPMENT_DIVISOR = 5;

/** The five folds. Development actors are a fixed draw with as large a share of the women as of the men. */
export const FOLDS: readonly Fold[] = TEST_ACTORS.map(([first, last], index) => {
  const number = index + 1;
  const isTest = (id: number) => id >= first && id <= last;
  const development = (['female', 'male'] as const).flatMap((sex) => {
    const ids = ACTORS.filter((actor) => actor.sex === sex && !isTest(actor.id)).map((actor) => actor.id);
    const order = shuffledIndices(ids.length, seededRandom('development', number, sex));
    return [...order.subarray(0, Math.round(ids.length / DEVELOPMENT_DIVISOR))].map((i) => ids[i] ?? 0);
  });
  const all = ACTORS.map((actor) => actor.id);
  return {
    number,
    test: all.filter(isTest),
    development: development.sort((a, b) => a - b),
    train: all.filter((id) => !isTest(id) && !development.includes(id)),
  };
});

/** Row numbers of the clips that the given actors speak. */
export function rowsOfActors(clips: readonly Clip[], actors: readonly number[]): Int32Array {
  const wanted = new Set(actors);
  return Int32Array.from(clips.flatMap((clip, row) => (wanted.has(clip.actor) ? [row] : [])));
}
