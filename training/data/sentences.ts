// An extra check beside the folds: new voices that say new sentences. CREMA-D has twelve sentences, so a model might
// know an emotion by how one sentence is spoken.

import { seededRandom, shuffledIndices } from '../shared/random.ts';
import { FOLDS, type Fold } from './folds.ts';

/** Codes of the sentences in clips' names. */
export const SENTENCES = 'IEO TIE IOM IWW TAI MTI IWL ITH DFA ITS TSI WSI'.split(' ');

/** The two or three sentences that a fold leaves out of training and measures; each belongs to one fold. */
export function sentencesLeftOut(fold: Fold): readonly string[] {
  const order = [...shuffledIndices(SENTENCES.length, seededRandom('sentences'))];
  return order
    .filter((_, place) => place % FOLDS.length === fold.number - 1)
    .map((i) => SENTENCES[i] as string);
}
