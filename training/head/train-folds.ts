// Five speaker-disjoint heads. For each fold, a first head that leaves the development actors out finds the
// temperature; then a head of the same recipe is trained on all actors but the test actors, and measured on those.
// Every head is the average of several that differ in their seed.

import { CLASSES } from '../classes.ts';
import type { Clip } from '../data/corpus.ts';
import { FOLDS, type Fold, rowsOfActors } from '../data/folds.ts';
import { MOONSHINE_BASE } from '../encoder/encoders.ts';
import { fitTemperature, type Judged } from '../evaluation/calibration.ts';
import { softmaxRows } from '../evaluation/metrics.ts';
import type { FoldPredictions } from '../evaluation/report.ts';
import type { FeatureTable } from '../features/feature-cache.ts';
import { joinFloats, joinIntegers } from '../join.ts';
import { startProgress } from '../progress.ts';
import { CONDITIONS, type Condition, evaluationVariant } from '../sound/conditions.ts';
import { averageHeads, type Head, predictLogits } from './head.ts';
import { cachedHead } from './head-cache.ts';
import type { HeadFile } from './head-file.ts';
import { type Recipe, SEEDS, TRAINING_VARIANTS, trainHead } from './train-head.ts';

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

/** A fold's head, what it predicts for its test clips, and what its first head made of the development clips. */
export interface FoldOutcome {
  readonly head: HeadFile;
  /** At the fold's own temperature. */
  readonly predictions: Readonly<Record<Condition, FoldPredictions>>;
  readonly development: Judged;
}

/** Trains and measures one fold. Heads that an interrupted run finished are taken from `cacheFolder`. */
export async function trainFold(
  data: Dataset,
  fold: Fold,
  recipe: Recipe,
  cacheFolder: string,
): Promise<FoldOutcome> {
  const name = `fold${fold.number}`;
  const teacher = data.teacherOf(fold);
  const first = await averagedHead(data, fold.train, teacher, recipe, name, cacheFolder);
  const development = developmentOf(data, fold, first);
  const temperature = fitTemperature(development.logits, development.labels, CLASSES);
  const heard = [...fold.train, ...fold.development];
  const head = await averagedHead(data, heard, teacher, recipe, `refit${fold.number}`, cacheFolder);
  const testRows = rowsOfActors(data.clips, fold.test);
  const clips = [...testRows].flatMap((row) => data.clips[row] ?? []);
  const predict = (condition: Condition): FoldPredictions => {
    const logits = predictLogits(head, data.tables[evaluationVariant(condition)], testRows);
    return { clips, probabilities: softmaxRows(logits, CLASSES, temperature) };
  };
  return {
    head: {
      head,
      temperature,
      encoderSha256: MOONSHINE_BASE.sha256,
      fold: fold.number,
      trainActors: heard,
      developmentActors: fold.development,
      testActors: fold.test,
    },
    predictions: { clean: predict('clean'), phone: predict('phone'), opus: predict('opus') },
    development,
  };
}

/** The head that ships, trained on all actors. */
export function headOfAllActors(data: Dataset, recipe: Recipe, cacheFolder: string): Promise<Head> {
  const actors = FOLDS.flatMap((fold) => fold.test);
  return averagedHead(data, actors, data.teacherOf(null), recipe, 'all', cacheFolder);
}

/** Counts up when the way heads are trained changes, so that old ones are not mistaken for new ones. */
const TRAINER = 2;

async function averagedHead(
  data: Dataset,
  actors: readonly number[],
  teacher: Float32Array,
  recipe: Recipe,
  name: string,
  cacheFolder: string,
): Promise<Head> {
  const rows = rowsOfActors(data.clips, actors);
  const tables = TRAINING_VARIANTS.map((variant) => data.tables[variant]);
  const ids = data.clips.map((clip) => clip.id);
  const softLabels = Array.from(teacher, (value) => Number(value.toFixed(3)));
  const ingredients = [TRAINER, MOONSHINE_BASE.sha256, ids, actors, recipe, TRAINING_VARIANTS, softLabels];
  const heads: Head[] = [];
  for (let seed = 1; seed <= SEEDS; seed++) {
    const seedName = `${name}-seed${seed}`;
    const head = await cachedHead(cacheFolder, seedName, ingredients, () => {
      const progress = startProgress(`head ${seedName}`, recipe.epochs, 'epochs');
      const trained = trainHead({ tables, rows, labels: data.labels, teacher }, recipe, seedName, () =>
        progress.add(1),
      );
      progress.stop();
      return trained;
    });
    heads.push(head);
  }
  return averageHeads(heads);
}

/** Logits and labels of the development clips in all conditions alike: one temperature has to serve them all. */
function developmentOf(data: Dataset, fold: Fold, head: Head): Judged {
  const rows = rowsOfActors(data.clips, fold.development);
  const labels = Int32Array.from(rows, (row) => data.labels[row] ?? 0);
  const logits = CONDITIONS.map((condition) =>
    predictLogits(head, data.tables[evaluationVariant(condition)], rows),
  );
  return { logits: joinFloats(logits), labels: joinIntegers(CONDITIONS.map(() => labels)) };
}
