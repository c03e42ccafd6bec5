// Five speaker-disjoint heads. For each fold, a first head that leaves the development actors out finds the
// temperature; then a head of the same recipe is trained on all actors but the test actors, and measured on those.
// Every head is the average of several that differ in their seed.

import { startProgress } from '../../src/node/progress.ts';
import { type Fold, rowsOfActors } from '../data/folds.ts';
import { sentencesLeftOut } from '../data/sentences.ts';
import { encoderKey, MOONSHINE_BASE } from '../encoder/encoders.ts';
import { fitTemperature, type Judged } from '../evaluation/calibration.ts';
import { softmaxRows } from '../evaluation/metrics.ts';
import type { FoldPredictions } from '../evaluation/report.ts';
import type { SentencePredictions } from '../evaluation/sentence-document.ts';
import { CLASSES } from '../shared/classes.ts';
import { joinFloats, joinIntegers } from '../shared/join-arrays.ts';
import { CONDITIONS, type Condition, evaluationVariant } from '../sound/conditions.ts';
import type { Dataset } from './dataset.ts';
import { averageHeads, type Head, predictLogits } from './head.ts';
import { cachedHead } from './head-cache.ts';
import type { HeadFile } from './head-file.ts';
import { type Recipe, SEEDS, TRAINING_VARIANTS, trainHead } from './train-head.ts';

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
  const trainRows = rowsOfActors(data.clips, fold.train);
  const first = await averagedHead(data, trainRows, teacher, recipe, name, cacheFolder);
  const development = developmentOf(data, fold, first);
  const temperature = fitTemperature(development.logits, development.labels, CLASSES);
  const heard = [...fold.train, ...fold.development];
  const heardRows = rowsOfActors(data.clips, heard);
  const head = await averagedHead(data, heardRows, teacher, recipe, `refit${fold.number}`, cacheFolder);
  return {
    head: {
      head,
      temperature,
      encoderKey: encoderKey(MOONSHINE_BASE),
      fold: fold.number,
      trainActors: heard,
      developmentActors: fold.development,
      testActors: fold.test,
    },
    predictions: predictionsIn(data, head, temperature, rowsOfActors(data.clips, fold.test)),
    development,
  };
}

/** The head that ships, trained on all actors. */
export function headOfAllActors(data: Dataset, recipe: Recipe, cacheFolder: string): Promise<Head> {
  const rows = Int32Array.from(data.clips.keys());
  return averagedHead(data, rows, data.teacherOf(null), recipe, 'all', cacheFolder);
}

/** Trains a fold's head again without some sentences, to measure how much they helped. */
export async function trainWithoutSentences(
  data: Dataset,
  fold: Fold,
  recipe: Recipe,
  cacheFolder: string,
): Promise<SentencePredictions> {
  const { head, temperature } = (await trainFold(data, fold, recipe, cacheFolder)).head;
  const leftOut = sentencesLeftOut(fold);
  const isLeftOut = (row: number) => leftOut.includes(data.clips[row]?.sentence ?? '');
  const heard = rowsOfActors(data.clips, [...fold.train, ...fold.development]);
  const name = `sentences${fold.number}`;
  const rows = heard.filter((row) => !isLeftOut(row));
  const unaware = await averagedHead(data, rows, data.teacherOf(fold), recipe, name, cacheFolder);
  const measured = rowsOfActors(data.clips, fold.test).filter(isLeftOut);
  return {
    known: predictionsIn(data, head, temperature, measured),
    unknown: predictionsIn(data, unaware, temperature, measured),
  };
}

function predictionsIn(
  data: Dataset,
  head: Head,
  temperature: number,
  rows: Int32Array,
): Readonly<Record<Condition, FoldPredictions>> {
  const clips = [...rows].flatMap((row) => data.clips[row] ?? []);
  const predict = (condition: Condition): FoldPredictions => {
    const logits = predictLogits(head, data.tables[evaluationVariant(condition)], rows);
    return { clips, probabilities: softmaxRows(logits, CLASSES, temperature) };
  };
  return { clean: predict('clean'), phone: predict('phone'), opus: predict('opus') };
}

/** Counts up when the way heads are trained changes, so that old ones are not mistaken for new ones. */
const TRAINER = 2;

async function averagedHead(
  data: Dataset,
  rows: Int32Array,
  teacher: Float32Array,
  recipe: Recipe,
  name: string,
  cacheFolder: string,
): Promise<Head> {
  const tables = TRAINING_VARIANTS.map((variant) => data.tables[variant]);
  const ids = [...rows].map((row) => data.clips[row]?.id);
  const softLabels = Array.from(teacher, (value) => Number(value.toFixed(3)));
  const ingredients = [TRAINER, encoderKey(MOONSHINE_BASE), ids, recipe, TRAINING_VARIANTS, softLabels];
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
