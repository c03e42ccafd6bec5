// Five speaker-disjoint heads. For each fold, a first head that leaves the development actors out finds the
// temperature; then a head of the same recipe is trained on all actors but the test actors, and measured on those.

import { fitTemperature } from './calibration.ts';
import { CONDITIONS, type Condition, evaluationVariant, type Variant } from './conditions.ts';
import type { Clip } from './corpus.ts';
import type { FeatureTable } from './features.ts';
import { FOLDS, type Fold, rowsOfActors } from './folds.ts';
import { CLASSES, type Head, predictLogits } from './head.ts';
import { cachedHead } from './head-cache.ts';
import type { HeadFile } from './head-file.ts';
import { softmaxRows } from './metrics.ts';
import { MOONSHINE_BASE } from './moonshine.ts';
import { startProgress } from './progress.ts';
import type { FoldPredictions } from './report.ts';
import { type Recipe, trainHead } from './train-head.ts';

/** Clips and their features in every variant. */
export interface Dataset {
  readonly clips: readonly Clip[];
  /** Class number by clip. */
  readonly labels: Int32Array;
  readonly tables: Readonly<Record<Variant, FeatureTable>>;
}

export interface FoldsOutcome {
  readonly heads: readonly HeadFile[];
  /** Test predictions of each fold, at the fold's own temperature. */
  readonly predictions: Readonly<Record<Condition, readonly FoldPredictions[]>>;
  /** Temperature with the least log loss over the development clips of all folds together. */
  readonly pooledTemperature: number;
}

/**
 * Trains and measures the five folds. Heads that an interrupted run finished are taken from `cacheFolder`.
 * @param variants what the heads are trained on
 */
export async function trainFolds(
  data: Dataset,
  recipe: Recipe,
  variants: readonly Variant[],
  cacheFolder: string,
): Promise<FoldsOutcome> {
  const heads: HeadFile[] = [];
  const predictions: Record<Condition, FoldPredictions[]> = { clean: [], phone: [] };
  const developmentLogits: Float32Array[] = [];
  const developmentLabels: Int32Array[] = [];
  for (const fold of FOLDS) {
    const first = await developmentHead(data, fold, recipe, variants, cacheFolder);
    const file = await refitOfFold(data, fold, first.temperature, recipe, variants, cacheFolder);
    heads.push(file);
    const development = developmentOf(data, fold, first.head);
    developmentLogits.push(development.logits);
    developmentLabels.push(development.labels);
    const testRows = rowsOfActors(data.clips, fold.test);
    const clips = [...testRows].flatMap((row) => data.clips[row] ?? []);
    for (const condition of CONDITIONS) {
      const logits = predictLogits(file.head, data.tables[evaluationVariant(condition)], testRows);
      predictions[condition].push({ clips, probabilities: softmaxRows(logits, CLASSES, file.temperature) });
    }
  }
  const pooledTemperature = fitTemperature(
    joinFloats(developmentLogits),
    joinLabels(developmentLabels),
    CLASSES,
  );
  return { heads, predictions, pooledTemperature };
}

/** A fold's first head: trained on its training actors, and calibrated on development actors it has not heard. */
export function developmentHead(
  data: Dataset,
  fold: Fold,
  recipe: Recipe,
  variants: readonly Variant[],
  cacheFolder: string,
): Promise<HeadFile> {
  return cachedHead(cacheFolder, `fold${fold.number}`, ingredientsOf(data, fold, recipe, variants), () => {
    const head = train(data, fold.train, recipe, variants, `fold ${fold.number}`);
    const { logits, labels } = developmentOf(data, fold, head);
    return {
      head,
      temperature: fitTemperature(logits, labels, CLASSES),
      encoderSha256: MOONSHINE_BASE.sha256,
      fold: fold.number,
      trainActors: fold.train,
      developmentActors: fold.development,
      testActors: fold.test,
    };
  });
}

/**
 * The head of one fold that is measured: once development has chosen recipe and temperature, its actors are trained
 * on too, as all actors are in the head that ships.
 */
export async function refitOfFold(
  data: Dataset,
  fold: Fold,
  temperature: number,
  recipe: Recipe,
  variants: readonly Variant[],
  cacheFolder: string,
): Promise<HeadFile> {
  const actors = [...fold.train, ...fold.development];
  const ingredients = ingredientsOf(data, actors, recipe, variants);
  const file = await cachedHead(cacheFolder, `refit${fold.number}`, ingredients, () => ({
    head: train(data, actors, recipe, variants, `fold ${fold.number}`),
    temperature,
    encoderSha256: MOONSHINE_BASE.sha256,
    fold: fold.number,
    trainActors: actors,
    developmentActors: fold.development,
    testActors: fold.test,
  }));
  return { ...file, temperature };
}

/** The head that ships: trained on all actors, with the temperature that the folds found. */
export async function headOfAllActors(
  data: Dataset,
  recipe: Recipe,
  variants: readonly Variant[],
  temperature: number,
  cacheFolder: string,
): Promise<HeadFile> {
  const actors = [...new Set(data.clips.map((clip) => clip.actor))];
  const file = await cachedHead(cacheFolder, 'all', ingredientsOf(data, actors, recipe, variants), () => ({
    head: train(data, actors, recipe, variants, 'all actors'),
    temperature,
    encoderSha256: MOONSHINE_BASE.sha256,
    fold: null,
    trainActors: actors,
    developmentActors: [],
    testActors: [],
  }));
  // The cached head doesn't depend on the temperature; what ships carries the folds' latest.
  return { ...file, temperature };
}

function train(
  data: Dataset,
  actors: readonly number[],
  recipe: Recipe,
  variants: readonly Variant[],
  name: string,
): Head {
  const progress = startProgress(`head, ${name}`, recipe.epochs, 'epochs');
  const tables = variants.map((variant) => data.tables[variant]);
  const rows = rowsOfActors(data.clips, actors);
  const head = trainHead({ tables, rows, labels: data.labels }, recipe, name, () => progress.add(1));
  progress.stop();
  return head;
}

/** Counts up when the way heads are trained changes, so that old ones are not mistaken for new ones. */
const TRAINER = 1;

function ingredientsOf(data: Dataset, ...rest: readonly unknown[]): readonly unknown[] {
  return [TRAINER, MOONSHINE_BASE.sha256, data.clips.map((clip) => clip.id), ...rest];
}

/** Logits and labels of the development clips, clean and phone alike: one temperature has to serve both. */
function developmentOf(data: Dataset, fold: Fold, head: Head): { logits: Float32Array; labels: Int32Array } {
  const rows = rowsOfActors(data.clips, fold.development);
  const labels = Int32Array.from(rows, (row) => data.labels[row] ?? 0);
  const logits = CONDITIONS.map((condition) =>
    predictLogits(head, data.tables[evaluationVariant(condition)], rows),
  );
  return { logits: joinFloats(logits), labels: joinLabels(CONDITIONS.map(() => labels)) };
}

function joinFloats(parts: readonly Float32Array[]): Float32Array {
  const joined = new Float32Array(parts.reduce((sum, part) => sum + part.length, 0));
  let filled = 0;
  for (const part of parts) {
    joined.set(part, filled);
    filled += part.length;
  }
  return joined;
}

function joinLabels(parts: readonly Int32Array[]): Int32Array {
  return Int32Array.from(parts.flatMap((part) => [...part]));
}
