// The part that is trained: pooled features → standardised → hidden units → logits of six emotions.

import type { FeatureTable } from '../features/feature-cache.ts';
import { CLASSES } from '../shared/classes.ts';
import { joinFloats } from '../shared/join-arrays.ts';
import { tf } from '../tensorflow/tensorflow.ts';

/** Weights of a head as it ships. Matrices are row-major, inputs × outputs. */
export interface Head {
  readonly hiddenUnits: number;
  /** Taken off each feature: its mean over ordinary speech on a telephone, the usual voice (`usualVoiceOf`). */
  readonly featureMean: Float32Array;
  /** Each feature is then multiplied by it: 1 / its standard deviation over the acted clips of the training rows. */
  readonly featureScale: Float32Array;
  /** Features × hidden units, as int8; a column's weights are its values times its scale. */
  readonly hiddenWeights: Int8Array;
  readonly hiddenScales: Float32Array;
  readonly hiddenBias: Float32Array;
  readonly outputWeights: Float32Array;
  readonly outputBias: Float32Array;
}

/** Rows that go through a head at a time. */
const PREDICTION_ROWS = 512;

/**
 * Rounds a matrix (row-major, `columns` wide) to int8 with one scale a column. A trained head is rounded before
 * it is measured, so the figures are those of what ships, at a quarter of the size.
 */
export function quantiseColumns(
  weights: Float32Array,
  columns: number,
): { values: Int8Array; scales: Float32Array } {
  const scales = new Float32Array(columns);
  weights.forEach((weight, i) => {
    const column = i % columns;
    scales[column] = Math.max(scales[column] ?? 0, Math.abs(weight) / 127);
  });
  const values = Int8Array.from(weights, (weight, i) => Math.round(weight / (scales[i % columns] || 1)));
  return { values, scales };
}

/**
 * One head that gives the mean of the logits of several: their hidden units side by side.
 * @throws Error when they don't standardise alike, as heads do that were trained on the same rows.
 */
export function averageHeads(heads: readonly Head[]): Head {
  const [first] = heads;
  if (first === undefined) throw new Error('There are no heads to average.');
  for (const head of heads) {
    if (!isSame(head.featureMean, first.featureMean) || !isSame(head.featureScale, first.featureScale)) {
      throw new Error('Heads can be averaged only if they were trained on the same rows.');
    }
  }
  const hiddenUnits = heads.reduce((sum, head) => sum + head.hiddenUnits, 0);
  const width = first.featureMean.length;
  const hiddenWeights = new Int8Array(width * hiddenUnits);
  const outputBias = new Float32Array(CLASSES);
  let column = 0;
  for (const head of heads) {
    for (let i = 0; i < width; i++) {
      const row = head.hiddenWeights.subarray(i * head.hiddenUnits, (i + 1) * head.hiddenUnits);
      hiddenWeights.set(row, i * hiddenUnits + column);
    }
    column += head.hiddenUnits;
    for (let k = 0; k < CLASSES; k++) {
      outputBias[k] = (outputBias[k] as number) + (head.outputBias[k] as number) / heads.length;
    }
  }
  return {
    hiddenUnits,
    featureMean: first.featureMean,
    featureScale: first.featureScale,
    hiddenWeights,
    hiddenScales: joinFloats(heads.map((head) => head.hiddenScales)),
    hiddenBias: joinFloats(heads.map((head) => head.hiddenBias)),
    outputWeights: joinFloats(heads.map((head) => head.outputWeights)).map((weight) => weight / heads.length),
    outputBias,
  };
}

function isSame(a: Float32Array, b: Float32Array): boolean {
  return a.length === b.length && a.every((value, i) => value === b[i]);
}

/**
 * What the hidden units of rows of features sum up to before their bias: linear in the features, and zero for the mean
 * row, so that taking the sums of an offset away takes away the offset.
 * @returns rows × hidden units, row-major, in the order of `rows`
 */
export function sumUnits(head: Head, table: FeatureTable, rows: Int32Array): Float32Array {
  const width = head.featureMean.length;
  const sums = new Float32Array(rows.length * head.hiddenUnits);
  const weights = tf.tidy(() => ({
    hidden: tf
      .tensor2d(Float32Array.from(head.hiddenWeights), [width, head.hiddenUnits])
      .mul(tf.tensor1d(head.hiddenScales)) as tf.Tensor2D,
    mean: tf.tensor1d(head.featureMean),
    scale: tf.tensor1d(head.featureScale),
  }));
  for (let start = 0; start < rows.length; start += PREDICTION_ROWS) {
    const part = rows.subarray(start, start + PREDICTION_ROWS);
    const batch = new Float32Array(part.length * width);
    part.forEach((row, i) => {
      batch.set(table.values.subarray(row * width, (row + 1) * width), i * width);
    });
    const product = tf.tidy(() => {
      const features = tf.tensor2d(batch, [part.length, width]).sub(weights.mean).mul(weights.scale);
      return (features as tf.Tensor2D).matMul(weights.hidden);
    });
    sums.set(product.dataSync(), start * head.hiddenUnits);
    product.dispose();
  }
  tf.dispose(weights);
  return sums;
}

/**
 * Logits of one window.
 * @param sums of its hidden units, as `sumUnits` gives them
 * @returns six, in the order of EMOTIONS
 */
export function logitsOf(head: Head, sums: Float32Array): Float32Array<ArrayBuffer> {
  const logits = new Float32Array(head.outputBias);
  for (let unit = 0; unit < head.hiddenUnits; unit++) {
    const active = (sums[unit] as number) + (head.hiddenBias[unit] as number);
    if (active <= 0) continue;
    for (let k = 0; k < CLASSES; k++) {
      const weight = head.outputWeights[unit * CLASSES + k] as number;
      logits[k] = (logits[k] as number) + active * weight;
    }
  }
  return logits;
}

/**
 * Logits of rows of features.
 * @returns rows × 6, row-major, in the order of EMOTIONS
 */
export function predictLogits(head: Head, table: FeatureTable, rows: Int32Array): Float32Array {
  const sums = sumUnits(head, table, rows);
  const logits = new Float32Array(rows.length * CLASSES);
  for (let row = 0; row < rows.length; row++) {
    const own = sums.subarray(row * head.hiddenUnits, (row + 1) * head.hiddenUnits);
    logits.set(logitsOf(head, own), row * CLASSES);
  }
  return logits;
}
