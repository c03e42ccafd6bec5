// Trains a head on rows of cached features, the same way every time for the same seed.

import { createAdamW } from './adamw.ts';
import { VARIANTS, type Variant } from './conditions.ts';
import type { FeatureTable } from './features.ts';
import { CLASSES, type Head, quantiseColumns, standardisation } from './head.ts';
import { FEATURE_COUNT } from './moonshine.ts';
import { gaussian, type Random, seededRandom, shuffledIndices } from './random.ts';
import { tf } from './tensorflow.ts';

export interface Recipe {
  readonly hiddenUnits: number;
  /** Share of the features, and of the hidden units, that a training step leaves out. */
  readonly featureDropout: number;
  readonly hiddenDropout: number;
  /** Learning rate at the start; it falls to 0 along a half cosine. */
  readonly rate: number;
  readonly weightDecay: number;
  readonly labelSmoothing: number;
  readonly epochs: number;
  readonly batchRows: number;
}

/** The head of measured figures; chosen on development actors (JOURNAL.md). */
export const RECIPE: Recipe = {
  hiddenUnits: 256,
  featureDropout: 0.3,
  hiddenDropout: 0.5,
  rate: 5e-4,
  weightDecay: 0.01,
  labelSmoothing: 0.1,
  epochs: 25,
  batchRows: 128,
};

/** What heads are trained on: multi-condition, because a head that has heard clean clips only fails on the telephone. */
export const TRAINING_VARIANTS: readonly Variant[] = VARIANTS;

/** Rows to train on: the same rows of each table, which hold different variants of the same clips. */
export interface TrainingRows {
  readonly tables: readonly FeatureTable[];
  readonly rows: Int32Array;
  /** Class number by row of a table. */
  readonly labels: Int32Array;
}

/**
 * Trains a head.
 * @param seed names the draw of first weights, order and dropout
 * @param onEpoch told the mean training loss (nats, with label smoothing) after every epoch
 */
export function trainHead(
  data: TrainingRows,
  recipe: Recipe,
  seed: string,
  onEpoch: (epoch: number, loss: number) => void = () => {},
): Head {
  const random = seededRandom('head', seed);
  const { hiddenUnits } = recipe;
  const { mean, scale } = standardisation(data.tables, data.rows);
  const weights = [
    normal(FEATURE_COUNT * hiddenUnits, Math.sqrt(2 / FEATURE_COUNT), random),
    new Float32Array(hiddenUnits),
    normal(hiddenUnits * CLASSES, Math.sqrt(1 / hiddenUnits), random),
    new Float32Array(CLASSES),
  ] as const;
  const optimisers = weights.map((values, i) => createAdamW(values, i % 2 === 0 ? recipe.weightDecay : 0));
  const shapes = [[FEATURE_COUNT, hiddenUnits], [hiddenUnits], [hiddenUnits, CLASSES], [CLASSES]];
  const examples = data.tables.length * data.rows.length;
  const stepsPerEpoch = Math.ceil(examples / recipe.batchRows);
  for (let epoch = 0; epoch < recipe.epochs; epoch++) {
    const order = shuffledIndices(examples, random);
    let lossSum = 0;
    for (let step = 0; step < stepsPerEpoch; step++) {
      const chosen = order.subarray(step * recipe.batchRows, (step + 1) * recipe.batchRows);
      const batch = makeBatch(data, chosen, mean, scale, recipe, random);
      const { loss, gradients } = lossAndGradients(weights, shapes, batch, hiddenUnits);
      const progress = (epoch * stepsPerEpoch + step) / (recipe.epochs * stepsPerEpoch);
      const rate = (recipe.rate * (1 + Math.cos(Math.PI * progress))) / 2;
      gradients.forEach((gradient, i) => {
        optimisers[i]?.step(gradient, rate);
      });
      lossSum += loss * chosen.length;
    }
    onEpoch(epoch + 1, lossSum / examples);
  }
  const [hidden, hiddenBias, outputWeights, outputBias] = weights;
  const { values, scales } = quantiseColumns(hidden, hiddenUnits);
  return {
    hiddenUnits,
    featureMean: mean,
    featureScale: scale,
    hiddenWeights: values,
    hiddenScales: scales,
    hiddenBias,
    outputWeights,
    outputBias,
  };
}

interface Batch {
  readonly rows: number;
  /** Rows × features, standardised, with dropped features at 0 and the rest scaled up. */
  readonly features: Float32Array;
  /** The same, features × rows. */
  readonly transposed: Float32Array;
  /** What the hidden units are multiplied by: 0 where dropped. */
  readonly hiddenMask: Float32Array;
  /** Smoothed one-hot rows. */
  readonly targets: Float32Array;
}

function makeBatch(
  data: TrainingRows,
  chosen: Int32Array,
  mean: Float32Array,
  scale: Float32Array,
  recipe: Recipe,
  random: Random,
): Batch {
  const features = new Float32Array(chosen.length * FEATURE_COUNT);
  const transposed = new Float32Array(features.length);
  const targets = new Float32Array(chosen.length * CLASSES).fill(recipe.labelSmoothing / CLASSES);
  const kept = 1 / (1 - recipe.featureDropout);
  chosen.forEach((example, i) => {
    const table = data.tables[Math.floor(example / data.rows.length)];
    const row = data.rows[example % data.rows.length] ?? 0;
    const source = row * FEATURE_COUNT;
    const target = i * FEATURE_COUNT;
    for (let k = 0; k < FEATURE_COUNT; k++) {
      if (random() < recipe.featureDropout) continue;
      const value = (table?.values[source + k] as number) - (mean[k] as number);
      const standardised = value * (scale[k] as number) * kept;
      features[target + k] = standardised;
      transposed[k * chosen.length + i] = standardised;
    }
    targets[i * CLASSES + (data.labels[row] ?? 0)] =
      1 - recipe.labelSmoothing + recipe.labelSmoothing / CLASSES;
  });
  const hiddenMask = Float32Array.from({ length: chosen.length * recipe.hiddenUnits }, () =>
    random() < recipe.hiddenDropout ? 0 : 1 / (1 - recipe.hiddenDropout),
  );
  return { rows: chosen.length, features, transposed, hiddenMask, targets };
}

function lossAndGradients(
  weights: readonly Float32Array[],
  shapes: readonly (readonly number[])[],
  batch: Batch,
  hiddenUnits: number,
): { loss: number; gradients: Float32Array[] } {
  const { value, grads } = tf.tidy(() => {
    const features = tf.tensor2d(batch.features, [batch.rows, FEATURE_COUNT]);
    const transposed = tf.tensor2d(batch.transposed, [FEATURE_COUNT, batch.rows]);
    const mask = tf.tensor2d(batch.hiddenMask, [batch.rows, hiddenUnits]);
    const targets = tf.tensor2d(batch.targets, [batch.rows, CLASSES]);
    return tf.valueAndGrads(
      (hidden: tf.Tensor, hiddenBias: tf.Tensor, output: tf.Tensor, outputBias: tf.Tensor) => {
        const sums = multiply(features, transposed, hidden as tf.Tensor2D).add(hiddenBias);
        const active = sums.relu().mul(mask) as tf.Tensor2D;
        const logits = active.matMul(output as tf.Tensor2D).add(outputBias);
        return tf.losses.softmaxCrossEntropy(targets, logits) as tf.Scalar;
      },
    )(weights.map((values, i) => tf.tensor(values, [...(shapes[i] ?? [])])));
  });
  // Read outside of tidy, which would look for tensors in every element of a returned array.
  const loss = value.dataSync()[0] ?? Number.NaN;
  const gradients = grads.map((gradient) => gradient.dataSync() as Float32Array);
  tf.dispose([value, ...grads]);
  return { loss, gradients };
}

/**
 * Constant inputs times weights. The WASM back end multiplies quickly only where neither matrix is to be
 * transposed by the way, which TensorFlow.js's own gradient asks for; so the transpose is handed in.
 */
function multiply(inputs: tf.Tensor2D, transposed: tf.Tensor2D, weights: tf.Tensor2D): tf.Tensor2D {
  const product = tf.customGrad((variable) => ({
    value: inputs.matMul(variable as tf.Tensor2D),
    gradFunc: (gradient: tf.Tensor) => transposed.matMul(gradient as tf.Tensor2D),
  }));
  return product(weights) as tf.Tensor2D;
}

function normal(count: number, sd: number, random: Random): Float32Array {
  return Float32Array.from({ length: count }, () => sd * gaussian(random));
}
