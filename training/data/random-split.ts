// The split of the original report: clips at random, so that the same actors train and test. Only for comparison with
// that report; what it measures is not how a model does on new voices.

import { seededRandom, shuffledIndices } from '../shared/random.ts';
import type { Clip } from './corpus.ts';

/** Share of the clips that are tested on. */
const TEST_SHARE = 0.2;

export interface RandomSplit {
  /** Row numbers of clips, ascending. */
  readonly train: Int32Array;
  readonly test: Int32Array;
}

/** The fixed draw for these clips, in this order: four fifths train, one fifth tests. */
export function randomSplit(clips: readonly Clip[]): RandomSplit {
  const order = shuffledIndices(clips.length, seededRandom('random-80-20'));
  const tested = Math.round(clips.length * TEST_SHARE);
  return { train: order.slice(tested).sort(), test: order.slice(0, tested).sort() };
}
