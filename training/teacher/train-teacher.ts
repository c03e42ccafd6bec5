// A teacher for the shipped head: three encoders side by side, which hear more together than the one that ships.
// What it hears in a clip becomes a soft label. For each clip and each test fold the soft label comes from a teacher
// that has heard neither the fold's test actors nor the clip's own: five groups of actors (the folds' test actors),
// and a teacher for every one and every two of them that it leaves out.

import { startProgress } from '../../src/node/progress.ts';
import type { Clip } from '../data/corpus.ts';
import { FOLDS, rowsOfActors } from '../data/folds.ts';
import { figuresOf, softmaxRows } from '../evaluation/metrics.ts';
import type { FeatureTable } from '../features/feature-cache.ts';
import { type Head, predictLogits } from '../head/head.ts';
import { cachedHead } from '../head/head-cache.ts';
import { examplesOf, type Fitting, standardisationOf, trainHead } from '../head/train-head.ts';
import { CLASSES } from '../shared/classes.ts';

/** Encoders whose features of a clip stand side by side in the teacher's rows. */
export const TEACHER_SOURCES = ['moonshine-base', 'moonshine-tiny', 'whisper-tiny-en'] as const;

export const TEACHER_RECIPE: Fitting = {
  hiddenUnits: 256,
  featureDropout: 0.4,
  hiddenDropout: 0.5,
  rate: 5e-4,
  weightDecay: 0.01,
  labelSmoothing: 0.1,
  teacherShare: 0,
  epochs: 20,
  batchRows: 128,
  leastKnown: 0,
};

/** The groups that a teacher has not heard, by fold number: one, or two in ascending order. */
type LeftOut = readonly [number] | readonly [number, number];

/** Every teacher that is needed. */
export const TEACHERS: readonly LeftOut[] = FOLDS.flatMap(({ number: a }) => [
  [a] as const,
  ...FOLDS.filter(({ number: b }) => b > a).map(({ number: b }) => [a, b] as const),
]);

/** Rows of several tables side by side. */
export function joinTables(tables: readonly FeatureTable[]): FeatureTable {
  const rows = tables[0]?.rows ?? 0;
  const width = tables.reduce((sum, table) => sum + table.width, 0);
  const values = new Float32Array(rows * width);
  let column = 0;
  for (const table of tables) {
    for (let row = 0; row < rows; row++) {
      values.set(table.values.subarray(row * table.width, (row + 1) * table.width), row * width + column);
    }
    column += table.width;
  }
  return { values, rows, width };
}

/** Trains one teacher, or takes it from the cache. */
export function trainTeacher(
  clips: readonly Clip[],
  table: FeatureTable,
  leftOut: LeftOut,
  cacheFolder: string,
): Promise<Head> {
  const actors = FOLDS.filter(({ number }) => !(leftOut as readonly number[]).includes(number)).flatMap(
    (fold) => fold.test,
  );
  const name = `teacher-without-${leftOut.join('-')}`;
  const ingredients = [TEACHER_SOURCES, clips.map((clip) => clip.id), actors, TEACHER_RECIPE];
  return cachedHead(cacheFolder, name, ingredients, () => {
    const progress = startProgress(name, TEACHER_RECIPE.epochs, 'epochs');
    const labels = Int32Array.from(clips, (clip) => clip.label);
    const data = { tables: [table], rows: rowsOfActors(clips, actors), labels };
    const examples = examplesOf(data, TEACHER_RECIPE);
    const head = trainHead(examples, standardisationOf(examples), TEACHER_RECIPE, name, () =>
      progress.add(1),
    );
    progress.stop();
    return head;
  });
}

/**
 * Soft labels for a test fold (null: for the model that ships).
 * @param teacherWithout the trained teacher that has not heard some groups
 * @returns clips × 6; 0 for the test actors' clips
 */
export function softLabelsOf(
  clips: readonly Clip[],
  table: FeatureTable,
  fold: number | null,
  teacherWithout: (leftOut: LeftOut) => Head,
): Float32Array {
  const labels = new Float32Array(clips.length * CLASSES);
  for (const group of FOLDS) {
    if (group.number === fold) continue;
    const leftOut: LeftOut =
      fold === null ? [group.number] : [Math.min(fold, group.number), Math.max(fold, group.number)];
    const rows = rowsOfActors(clips, group.test);
    const logits = predictLogits(teacherWithout(leftOut), table, rows);
    const probabilities = softmaxRows(logits, CLASSES, 1);
    rows.forEach((row, i) => {
      labels.set(probabilities.subarray(i * CLASSES, (i + 1) * CLASSES), row * CLASSES);
    });
  }
  return labels;
}

/** Unweighted average recall of a teacher on the one group that it has not heard. */
export function teacherUar(clips: readonly Clip[], table: FeatureTable, fold: number, head: Head): number {
  const group = FOLDS.find(({ number }) => number === fold);
  const rows = rowsOfActors(clips, group?.test ?? []);
  const probabilities = softmaxRows(predictLogits(head, table, rows), CLASSES, 1);
  const labels = Int32Array.from(rows, (row) => clips[row]?.label ?? 0);
  return figuresOf({ labels, probabilities, classes: CLASSES }).uar;
}
