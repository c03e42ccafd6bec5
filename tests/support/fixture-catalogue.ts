// Models on offer that nobody trained: one of every name, with figures of a plausible size.

import type { CatalogueModel, ModelName } from '../../src/analysis/emotion/catalogue.ts';

const FIGURES: readonly (readonly [ModelName, bytes: number, clean: number, phone: number, opus: number])[] =
  [
    ['default', 14_960_000, 0.762, 0.744, 0.751],
    ['cnn', 1_240_000, 0.581, 0.537, 0.562],
    ['transformer', 2_870_000, 0.604, 0.558, 0.58],
    ['cnn-lstm', 3_410_000, 0.617, 0.566, 0.589],
    ['wav2vec2', 9_960_000, 0.472, 0.431, 0.455],
    ['cnn-report', 418_000, 0.421, 0.377, 0.396],
    ['transformer-report', 236_000, 0.443, 0.402, 0.418],
    ['cnn-lstm-report', 1_020_000, 0.429, 0.381, 0.403],
  ];

const figuresOf = (uar: number) => ({ uar, accuracy: uar - 0.003, ece: 0.018 + (1 - uar) / 14 });

/** @param conditions the conditions that were measured */
export function fixtureCatalogue(
  names: readonly ModelName[] = FIGURES.map(([name]) => name),
  conditions: readonly string[] = ['clean', 'phone', 'opus'],
): CatalogueModel[] {
  return FIGURES.filter(([name]) => names.includes(name)).map(([name, sizeBytes, clean, phone, opus]) => ({
    name,
    version: '1.0.0',
    sizeBytes,
    metrics: Object.fromEntries(
      Object.entries({ clean, phone, opus })
        .filter(([condition]) => conditions.includes(condition))
        .map(([condition, uar]) => [condition, figuresOf(uar)]),
    ),
  }));
}
