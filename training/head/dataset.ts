// What heads are trained and measured on: clips, their features, and what a teacher hears in them.

import type { Clip } from '../data/corpus.ts';
import type { Fold } from '../data/folds.ts';
import { readSoftLabels } from '../data/soft-labels.ts';
import { extractFeatures, type FeatureTable, readFeatures } from '../features/feature-cache.ts';
import { TRAINING_VARIANTS } from './train-head.ts';

/** Clips, their features in every variant that is trained on, and what a teacher hears in them. */
export interface Dataset {
  readonly clips: readonly Clip[];
  /** Class number by clip. */
  readonly labels: Int32Array;
  readonly tables: Readonly<Record<(typeof TRAINING_VARIANTS)[number], FeatureTable>>;
  /**
   * Clips × 6, a teacher's probabilities that may be learned from when this fold is tested (null: when nothing is).
   * The teacher has heard neither the fold's test actors nor, for any clip, its own actor.
   */
  readonly teacherOf: (fold: Fold | null) => Float32Array;
}

/** Reads the features of clips from the cache; computes those that are missing. */
export async function readDataset(
  clips: readonly Clip[],
  cacheFolder: string,
  processes: number,
): Promise<Dataset> {
  await extractFeatures('moonshine-base', clips, TRAINING_VARIANTS, cacheFolder, processes);
  const tables: Partial<Record<(typeof TRAINING_VARIANTS)[number], FeatureTable>> = {};
  for (const variant of TRAINING_VARIANTS) {
    tables[variant] = await readFeatures('moonshine-base', clips, variant, cacheFolder);
  }
  const softLabels = await readSoftLabels(clips);
  return {
    clips,
    labels: Int32Array.from(clips, (clip) => clip.label),
    tables: tables as Dataset['tables'],
    teacherOf: (fold) => softLabels(fold?.number ?? null),
  };
}
