// Trains a head on rows of cached features, the same way every time for the same seed.

import type { ContextSettings } from '../../src/analysis/emotion/call-voice.ts';
import type { FeatureTable } from '../features/feature-cache.ts';
import { fitStandardisation, type Standardisation } from '../front-ends/standardisation.ts';
import { CLASSES } from '../shared/classes.ts';
import { gaussian, type Random, seededRandom, shuffledIndices } from '../shared/random.ts';
import { type TargetMixture, targetOf } from '../shared/targets.ts';
import type { Variant } from '../sound/conditions.ts';
import { createAdamW } from '../tensorflow/adamw.ts';
import { tf } from '../tensorflow/tensorflow.ts';
import { type Head, quantiseColumns } from './head.ts';

/** How a head is fitted, whatever it is fitted to. */
export interface Fitting extends TargetMixture {
  readonly hiddenUnits: number;
  /** Share of the features, and of the hidden units, that a training step leaves out. */
  readonly featureDropout: number;
  readonly hiddenDropout: number;
  /** Learning rate at the start; it falls to 0 along a half cosine. */
  readonly rate: number;
  readonly weightDecay: number;
  readonly epochs: number;
  readonly batchRows: number;
  /** Least part of a known voice that is taken from an example, 0 to 1; how much is drawn anew each time, up to all of it. */
  readonly leastKnown: number;
}

/** How the shipped heads are made. */
export interface Recipe {
  readonly fitting: Omit<Fitting, 'leastKnown'>;
  /** `leastKnown` of the head for a call's beginning, and of the one for when its voice is known. */
  readonly leastKnown: { readonly cold: number; readonly known: number };
  /** How a call's own voice is taken away. */
  readonly context: Omit<ContextSettings, 'size'>;
  /** What ordinary speech ought to be heard as: neutral with this probability, and the rest even; and its weight in the loss. */
  readonly natural: { readonly neutral: number; readonly weight: number };
}

/** Version of the model that this recipe makes; counts up with every model that ships. */
export const MODEL_VERSION = '2.3.0';

/** The heads of measured figures (JOURNAL.md says what else was tried). */
export const RECIPE: Recipe = {
  fitting: {
    hiddenUnits: 192,
    featureDropout: 0.2,
    hiddenDropout: 0.3,
    rate: 1e-3,
    weightDecay: 0.01,
    labelSmoothing: 0.1,
    teacherShare: 0.5,
    epochs: 10,
    batchRows: 128,
  },
  leastKnown: { cold: 0, known: 1 },
  context: { share: 1, priorWindows: 2 },
  natural: { neutral: 0.6, weight: 0.1 },
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

/** What heads hear of ordinary speech: every line that acted speech comes over, so that no line means calm. */
export const NATURAL_VARIANTS = [
  'clean-centred',
  'phone-centred',
  'opus-centred',
  'varied-1',
] as const satisfies readonly Variant[];

/** Rows of a table that heads learn from, and what there is to know of each. */
export interface Examples {
  readonly table: FeatureTable;
  /** Row numbers of the table; an example each. */
  readonly rows: Int32Array;
  /** What a model ought to say: six probabilities an example, row-major. */
  readonly targets: Float32Array;
  /** In the loss; 1 for an acted clip. */
  readonly weight: number;
  /**
   * What a call may know of an example's voice and line, in the features' units: offsets from the usual voice, one of
   * which is drawn each time that the example is seen. None: nothing is ever known.
   */
  readonly knownVoices: (example: number) => readonly Float32Array[];
}

/** Examples of acted clips: the same rows of each table, which hold different variants of the same clips. */
export interface ClipRows {
  readonly tables: readonly FeatureTable[];
  readonly rows: Int32Array;
  /** Class number by row of a table. */
  readonly labels: Int32Array;
  /** A teacher's probabilities by row of a table, rows × 6; needed where the recipe gives it a share. */
  readonly teacher?: Float32Array | undefined;
}

/**
 * Examples that know nothing of a voice beforehand.
 * @throws Error when there is no teacher, but it has a share.
 */
export function examplesOf({ tables, rows, labels, teacher }: ClipRows, mixture: TargetMixture): Examples[] {
  const targets = new Float32Array(rows.length * CLASSES);
  rows.forEach((row, example) => {
    targets.set(targetOf(labels[row] ?? 0, row, teacher, mixture), example * CLASSES);
  });
  return tables.map((table) => ({ table, rows, targets, weight: 1, knownVoices: () => [] }));
}

/** Mean and spread of the features over the examples' rows. */
export function standardisationOf(examples: readonly Examples[]): Standardisation {
  return fitStandardisation(rowsOf(examples), examples[0]?.table.width ?? 0);
}

/**
 * Trains a head.
 * @param standardisation its mean stands for the usual voice: a window that equals it has an embedding of zeros
 * @param seed names the draw of first weights, order, dropout and known voices
 * @param onEpoch told the mean training loss (nats, with label smoothing) after every epoch
 */
export function trainHead(
  examples: readonly Examples[],
  { mean, scale }: Standardisation,
  recipe: Fitting,
  seed: string,
  onEpoch: (epoch: number, loss: number) => void = () => {},
): Head {
  const random = seededRandom('head', seed);
  const { hiddenUnits } = recipe;
  const width = mean.length;
  const weights = [
    normal(width * hiddenUnits, Math.sqrt(2 / width), random),
    new Float32Array(hiddenUnits),
    normal(hiddenUnits * CLASSES, Math.sqrt(1 / hiddenUnits), random),
    new Float32Array(CLASSES),
  ] as const;
  const optimisers = weights.map((values, i) => createAdamW(values, i % 2 === 0 ? recipe.weightDecay : 0));
  const shapes = [[width, hiddenUnits], [hiddenUnits], [hiddenUnits, CLASSES], [CLASSES]];
  const places = examples.flatMap((set) => Array.from(set.rows, (_, example) => ({ set, example })));
  const stepsPerEpoch = Math.ceil(places.length / recipe.batchRows);
  for (let epoch = 0; epoch < recipe.epochs; epoch++) {
    const order = shuffledIndices(places.length, random);
    let lossSum = 0;
    for (let step = 0; step < stepsPerEpoch; step++) {
      const chosen = Array.from(
        order.subarray(step * recipe.batchRows, (step + 1) * recipe.batchRows),
        (place) => places[place] as Place,
      );
      const batch = makeBatch(chosen, mean, scale, recipe, random);
      const { loss, gradients } = lossAndGradients(weights, shapes, batch);
      const progress = (epoch * stepsPerEpoch + step) / (recipe.epochs * stepsPerEpoch);
      const rate = (recipe.rate * (1 + Math.cos(Math.PI * progress))) / 2;
      gradients.forEach((gradient, i) => {
        optimisers[i]?.step(gradient, rate);
      });
      lossSum += loss * chosen.length;
    }
    onEpoch(epoch + 1, lossSum / places.length);
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

/** An example, by its number in its set. */
interface Place {
  readonly set: Examples;
  readonly example: number;
}

/** Every row that is trained on, table by table. */
function* rowsOf(examples: readonly Examples[]): Generator<Float32Array> {
  for (const { table, rows } of examples) {
    for (const row of rows) yield table.values.subarray(row * table.width, (row + 1) * table.width);
  }
}

interface Batch {
  /** Rows × features, standardised, with dropped features at 0 and the rest scaled up. */
  readonly features: tf.Tensor2D;
  /** What the hidden units are multiplied by: 0 where dropped. */
  readonly hiddenMask: tf.Tensor2D;
  /** Smoothed probabilities of the classes. */
  readonly targets: tf.Tensor2D;
  /** Weight of each example in the loss, [rows]. */
  readonly weights: tf.Tensor1D;
}

function makeBatch(
  chosen: readonly Place[],
  mean: Float32Array,
  scale: Float32Array,
  recipe: Fitting,
  random: Random,
): Batch {
  const width = mean.length;
  const features = new Float32Array(chosen.length * width);
  const targets = new Float32Array(chosen.length * CLASSES);
  const kept = 1 / (1 - recipe.featureDropout);
  chosen.forEach(({ set: { table, rows, targets: own, knownVoices }, example }, i) => {
    const source = (rows[example] ?? 0) * width;
    const target = i * width;
    const voices = knownVoices(example);
    const voice = voices[Math.floor(random() * voices.length)];
    const part = recipe.leastKnown + (1 - recipe.leastKnown) * random();
    for (let k = 0; k < width; k++) {
      if (random() < recipe.featureDropout) continue;
      const offset = voice === undefined ? 0 : part * (voice[k] as number);
      const value = (table.values[source + k] as number) - (mean[k] as number) - offset;
      features[target + k] = value * (scale[k] as number) * kept;
    }
    targets.set(own.subarray(example * CLASSES, (example + 1) * CLASSES), i * CLASSES);
  });
  const hiddenMask = new Float32Array(chosen.length * recipe.hiddenUnits);
  for (let k = 0; k < hiddenMask.length; k++) {
    if (random() >= recipe.hiddenDropout) hiddenMask[k] = 1 / (1 - recipe.hiddenDropout);
  }
  return {
    features: tf.tensor2d(features, [chosen.length, width]),
    hiddenMask: tf.tensor2d(hiddenMask, [chosen.length, recipe.hiddenUnits]),
    targets: tf.tensor2d(targets, [chosen.length, CLASSES]),
    weights: tf.tensor1d(chosen.map(({ set }) => set.weight)),
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
      return tf.losses.softmaxCrossEntropy(
        batch.targets,
        logits,
        batch.weights,
        undefined,
        tf.Reduction.MEAN,
      ) as tf.Scalar;
    })(weights.map((values, i) => tf.tensor(values, [...(shapes[i] ?? [])]))),
  );
  // Read outside of tidy, which would look for tensors in every element of a returned array.
  const loss = value.dataSync()[0] ?? Number.NaN;
  const gradients = grads.map((gradient) => gradient.dataSync() as Float32Array);
  tf.dispose([value, ...grads, batch.features, batch.hiddenMask, batch.targets, batch.weights]);
  return { loss, gradients };
}

function normal(count: number, sd: number, random: Random): Float32Array {
  return Float32Array.from({ length: count }, () => sd * gaussian(random));
}
