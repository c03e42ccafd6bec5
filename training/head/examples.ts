// What the shipped heads learn from: acted clips and ordinary speech, each with what a call may know of its voice.

import { EMOTIONS } from '../../src/analysis/emotion/emotions.ts';
import type { Passage } from '../data/natural.ts';
import { CLASSES } from '../shared/classes.ts';
import { groupBy } from '../shared/group-by.ts';
import type { Dataset } from './dataset.ts';
import { meanOfRows, voicesOfActors, voicesOfGroup } from './known-voices.ts';
import { type Examples, examplesOf, NATURAL_VARIANTS, type Recipe, TRAINING_VARIANTS } from './train-head.ts';

/** Sets of many unnamed voices, whose mean over the telephone is the usual voice. */
const USUAL_VOICE_SETS: readonly string[] = ['common-voice', 'picovoice'];

/**
 * The usual voice on a telephone: the features' mean over ordinary speech. What is not known yet is taken for it.
 * @returns as many numbers as a row of features has
 */
export function usualVoiceOf({ natural }: Dataset): Float32Array {
  const rows = natural.speech.flatMap(({ set }, row) => (USUAL_VOICE_SETS.includes(set) ? [row] : []));
  return meanOfRows(natural.tables['phone-centred'], Int32Array.from(rows));
}

/**
 * Acted clips, in every variant.
 * @param rows clips that may be heard; also the voices are made of these only
 * @param mean the usual voice
 */
export function actedExamples(
  data: Dataset,
  rows: Int32Array,
  teacher: Float32Array,
  mean: Float32Array,
  recipe: Recipe,
): Examples[] {
  return TRAINING_VARIANTS.flatMap((variant) => {
    const table = data.tables[variant];
    const voicesOf = voicesOfActors(data.clips, rows, table, mean, recipe.context, variant);
    const clips = { tables: [table], rows, labels: data.labels, teacher };
    return examplesOf(clips, recipe.fitting).map((examples) => ({
      ...examples,
      knownVoices: (example: number) => voicesOf(rows[example] as number),
    }));
  });
}

/**
 * Ordinary speech, in every variant. What is known of a voice is what its passages have in common on a line, or those of
 * its set where nobody says who speaks.
 * @param mean the usual voice
 * @param isHeard which passages may be heard
 */
export function naturalExamples(
  { natural }: Dataset,
  mean: Float32Array,
  recipe: Recipe,
  isHeard: (passage: Passage) => boolean,
): Examples[] {
  const heard = [...natural.speech.keys()].filter((row) => isHeard(natural.speech[row] as Passage));
  const groups = groupBy(heard, (row) => {
    const { set, speaker } = natural.speech[row] as Passage;
    return `${set}/${speaker ?? ''}`;
  });
  const { neutral, weight } = recipe.natural;
  const target = EMOTIONS.map((emotion) => (emotion === 'neutral' ? neutral : (1 - neutral) / (CLASSES - 1)));
  return NATURAL_VARIANTS.flatMap((variant) =>
    [...groups].map(([key, numbers]): Examples => {
      const table = natural.tables[variant];
      const rows = Int32Array.from(numbers);
      const voices = voicesOfGroup(rows, table, mean, recipe.context, `${key}/${variant}`);
      const targets = Float32Array.from(
        { length: rows.length * CLASSES },
        (_, i) => target[i % CLASSES] as number,
      );
      return { table, rows, targets, weight, knownVoices: () => voices };
    }),
  );
}
