// Trains a head on rows of cached features, the same way every time for the same seed.

import type { FeatureTable } from '../features/feature-cache.ts';
import { fitStandardisation } from '../front-ends/standardisation.ts';
import { CLASSES } from '../shared/classes.ts';
import { gaussian, type Random, seededRandom, shuffledIndices } from '../shared/random.ts';
import { type TargetMixture, targetOf } from '../shared/targets.ts';
import type { Variant } from '../sound/conditions.ts';
import { createAdamW } from '../tensorflow/adamw.ts';
import { tf } from '../tensorflow/tensorflow.ts';
import { type Head, quantiseColumns } from './head.ts';

export interface Recipe extends TargetMixture {
  readonly hiddenUnits: number;
  /** Share of the features, and of the hidden units, that a training step leaves out. */
  readonly featureDropout: number;
  readonly hiddenDropout: number;
  /** Learning rate at the start; it falls to 0 along a half cosine. */
  readonly rate: number;
  readonly weightDecay: number;
  readonly epochs: number;
  readonly batchRows: number;
}

/** Version of the model that this recipe makes; counts up with every model that ships. */
export const MODEL_VERSION = '2.3.0';

/** The heads of measured figures (JOURNAL.md says what else was tried). */
export const RECIPE: Recipe = {
  hiddenUnits: 256,
  featureDropout: 0.2,
  hiddenDropout: 0.3,
  rate: 1e-3,
  weightDecay: 0.01,
  labelSmoothing: 0.1,
  teacherShare: 0.5,
  epochs: 10,
  batchRows: 128,
};

/** Heads of different seeds that are averaged into the one that is measured and ships. */
export const SEEDS = 2;

/**
 * What heads are trained on. Multi-condition, because a head that has heard clean clips only fails on the telephone;
 * shifted, because a head that has heard whole clips only fails where a window cuts into speech; turns, because a window
 * of a call holds the end of one sentence and the beginning of the next.
 */
export const TRAINING_VARIANTS = [
  'clean-centred',
  'phone-centred',
  'opus-centred',
  'clean-shifted',
  'phone-shifted',
  'clean-turn',
  'phone-turn',
  'varied-1',
  'varied-2',
] as const satisfies readonly Variant[];

/** Rows to train on: the same rows of each table, which hold different variants of the same clips. */
export interface TrainingRows {
  readonly tables: readonly FeatureTable[];
  readonly rows: Int32Array;
  /** Class number by row of a table. */
  readonly labels: Int32Array;
  /** A teacher's probabilities by row of a table, rows × 6; needed where the recipe gives it a share. */
  readonly teacher?: Float32Array | undefined;
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
  const width = data.tables[0]?.width ?? 0;
  const { mean, scale } = fitStandardisation(rowsOf(data), width);
  const weights = [
    normal(width * hiddenUnits, Math.sqrt(2 / width), random),
    new Float32Array(hiddenUnits),
    normal(hiddenUnits * CLASSES, Math.sqrt(1 / hiddenUnits), random),
    new Float32Array(CLASSES),
  ] as const;
  const optimisers = weights.map((values, i) => createAdamW(values, i % 2 === 0 ? recipe.weightDecay : 0));
  const shapes = [[width, hiddenUnits], [hiddenUnits], [hiddenUnits, CLASSES], [CLASSES]];
  const examples = data.tables.length * data.rows.length;
  const stepsPerEpoch = Math.ceil(examples / recipe.batchRows);
  for (let epoch = 0; epoch < recipe.epochs; epoch++) {
    const order = shuffledIndices(examples, random);
    let lossSum = 0;
    for (let step = 0; step < stepsPerEpoch; step++) {
      const chosen = order.subarray(step * recipe.batchRows, (step + 1) * recipe.batchRows);
      const batch = makeBatch(data, chosen, mean, scale, recipe, random);
      const { loss, gradients } = lossAndGradients(weights, shapes, batch);
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

/** Every row that is trained on, table by table. */
function* rowsOf({ tables, rows }: TrainingRows): Generator<Float32Array> {
  for (const { values, width } of tables) {
    for (const row of rows) yield values.subarray(row * width, (row + 1) * width);
  }
}

interface Batch {
  /** Rows × features, standardised, with dropped features at 0 and the rest scaled up. */
  readonly features: tf.Tensor2D;
  /** What the hidden units are multiplied by: 0 where dropped. */
  readonly hiddenMask: tf.Tensor2D;
  /** Smoothed probabilities of the classes. */
  readonly targets: tf.Tensor2D;
}

function makeBatch(
  data: TrainingRows,
  chosen: Int32Array,
  mean: Float32Array,
  scale: Float32Array,
  recipe: Recipe,
  random: Random,
): Batch {
  const width = mean.length;
  const features = new Float32Array(chosen.length * width);
  const targets = new Float32Array(chosen.length * CLASSES);
  const kept = 1 / (1 - recipe.featureDropout);
  chosen.forEach((example, i) => {
    const table = data.tables[Math.floor(example / data.rows.length)];
    const row = data.rows[example % data.rows.length] ?? 0;
    const source = row * width;
    const target = i * width;
    for (let k = 0; k < width; k++) {
      if (random() < recipe.featureDropout) continue;
      const value = (table?.values[source + k] as number) - (mean[k] as number);
      features[target + k] = value * (scale[k] as number) * kept;
    }
    targets.set(targetOf(data.labels[row] ?? 0, row, data.teacher, recipe), i * CLASSES);
  });
  const hiddenMask = new Float32Array(chosen.length * recipe.hiddenUnits);
  for (let k = 0; k < hiddenMask.length; k++) {
    if (random() >= recipe.hiddenDropout) hiddenMask[k] = 1 / (1 - recipe.hiddenDropout);
  }
  return {
    features: tf.tensor2d(features, [chosen.length, width]),
    hiddenMask: tf.tensor2d(hiddenMask, [chosen.length, recipe.hiddenUnits]),
    targets: tf.tensor2d(targets, [chosen.length, CLASSES]),
  };
}

function lossAndGradients(
  weights: readonly Float32Array[],
  shapes: readonly (readonly number[])[],
  batch: Batch,
): { loss: number; gradients: Float32Array[] } {
  const { value, grads } = tf.tidy(() =>
    tf.valueAndGrads((hidden: tf.Tensor, hiddenBias: tf.Tensor, output: tf.Tensor, outputBias: tf.Tensor) => {
      const active = batch.features
        .matMul(hidden as tf.Tensor2D)
        .add(hiddenBias)
        .relu()
        .mul(batch.hiddenMask);
      const logits = (active as tf.Tensor2D).matMul(output as tf.Tensor2D).add(outputBias);
      return tf.losses.softmaxCrossEntropy(batch.targets, logits) as tf.Scalar;
    })(weights.map((values, i) => tf.tensor(values, [...(shapes[i] ?? [])]))),
  );
  // Read outside of tidy, which would look for tensors in every element of a returned array.
  const loss = value.dataSync()[0] ?? Number.NaN;
  const gradients = grads.map((gradient) => gradient.dataSync() as Float32Array);
  tf.dispose([value, ...grads, batch.features, batch.hiddenMask, batch.targets]);
  return { loss, gradients };
}

function normal(count: number, sd: number, random: Random): Float32Array {
  return Float32Array.from({ length: count }, () => sd * gaussian(random));
}
