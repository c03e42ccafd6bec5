// What heads are trained and measured on: acted clips with what a teacher hears in them, ordinary speech, and the features
// of both.

import type { Clip } from '../data/corpus.ts';
import type { Fold } from '../data/folds.ts';
import type { NaturalSpeech, Passage } from '../data/natural.ts';
import type { Speech } from '../data/read-window.ts';
import { readSoftLabels } from '../data/soft-labels.ts';
import { extractFeatures, type FeatureTable, readFeatures } from '../features/feature-cache.ts';
import type { Variant } from '../sound/conditions.ts';
import { NATURAL_VARIANTS, TRAINING_VARIANTS } from './train-head.ts';

/** Speech with its features in some variants. */
export interface Featured<Spoken, Of extends Variant> {
  readonly speech: readonly Spoken[];
  readonly tables: Readonly<Record<Of, FeatureTable>>;
}

/** Variants that choices on ordinary speech are made on. */
const DEVELOPMENT_VARIANTS = ['clean-centred', 'phone-centred'] as const satisfies readonly Variant[];

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
  /** Ordinary speech to learn from. */
  readonly natural: Featured<Passage, (typeof NATURAL_VARIANTS)[number]>;
  /** Ordinary speech of voices that no head learns from. */
  readonly naturalDevelopment: Featured<Passage, (typeof DEVELOPMENT_VARIANTS)[number]>;
}

/** Reads the features of clips from the cache; computes those that are missing. */
export async function readDataset(
  clips: readonly Clip[],
  natural: NaturalSpeech,
  cacheFolder: string,
  processes: number,
): Promise<Dataset> {
  const read = async <Spoken extends Speech, Of extends Variant>(
    speech: readonly Spoken[],
    variants: readonly Of[],
  ): Promise<Featured<Spoken, Of>> => {
    await extractFeatures('moonshine-base', speech, variants, cacheFolder, processes);
    const tables: Partial<Record<Of, FeatureTable>> = {};
    for (const variant of variants) {
      tables[variant] = await readFeatures('moonshine-base', speech, variant, cacheFolder);
    }
    return { speech, tables: tables as Record<Of, FeatureTable> };
  };
  const acted = await read(clips, TRAINING_VARIANTS);
  const softLabels = await readSoftLabels(clips);
  return {
    clips,
    labels: Int32Array.from(clips, (clip) => clip.label),
    tables: acted.tables,
    teacherOf: (fold) => softLabels(fold?.number ?? null),
    natural: await read(natural.training, NATURAL_VARIANTS),
    naturalDevelopment: await read(natural.development, DEVELOPMENT_VARIANTS),
  };
}
