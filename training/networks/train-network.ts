// Trains one network on cached features: mixed and masked examples, AdamW, the best epoch on development actors.
// Resumable after every epoch, and the same every time for the same seed.

import { deserialize, serialize } from 'node:v8';
import { writeAtomically } from '../../src/node/atomic-files.ts';
import { figuresOf, softmaxRows, topClass } from '../evaluation/metrics.ts';
import type { Curve } from '../evaluation/plots.ts';
import { type Standardisation, standardise } from '../front-ends/standardisation.ts';
import { CLASSES } from '../shared/classes.ts';
import { seededRandom, shuffledIndices } from '../shared/random.ts';
import { readIfThere } from '../shared/read-if-there.ts';
import { type AdamWState, createAdamW } from '../tensorflow/adamw.ts';
import { tf } from '../tensorflow/tensorflow.ts';
import { type Architecture, INPUT_SHAPES } from './architecture.ts';
import { makeBatch } from './batch.ts';
import { SeededDropout } from './layers.ts';
import type { NetworkData } from './network-data.ts';

/** A trained network's numbers: its weights in the order of `getWeights`, and how it came to them. */
export interface TrainedNetwork {
  readonly weights: readonly Float32Array[];
  readonly curve: readonly Curve[];
  /** Epoch, from 1, that the weights are of. */
  readonly epoch: number;
}

interface Checkpoint extends TrainedNetwork {
  /** Weights and optimisers after the last epoch that was finished. */
  readonly last: readonly Float32Array[];
  readonly optimisers: readonly AdamWState[];
  readonly bestUar: number;
}

const PREDICTION_ROWS = 128;

/**
 * Trains a network.
 * @param checkpointFile where to go on from, and what is written after every epoch
 * @param onEpoch told the epochs that are done
 */
export async function trainNetwork(
  architecture: Architecture,
  data: NetworkData,
  seed: string,
  checkpointFile: string,
  onEpoch: (done: number) => void,
): Promise<TrainedNetwork> {
  const { schedule } = architecture;
  const model = buildSeeded(architecture, seed);
  try {
    const variables = model.trainableWeights.map((weight) => weight.read() as tf.Variable);
    let state = await readCheckpoint(checkpointFile);
    if (state !== undefined) setWeights(model, state.last);
    const values = variables.map((variable) => Float32Array.from(variable.dataSync()));
    const optimisers = variables.map((variable, i) =>
      createAdamW(
        values[i] as Float32Array,
        variable.shape.length > 1 ? schedule.weightDecay : 0,
        state?.optimisers[i],
      ),
    );
    const epochs = schedule.epochs;
    for (let epoch = (state?.curve.length ?? 0) + 1; epoch <= epochs; epoch++) {
      const trained = trainEpoch(architecture, data, model, seed, epoch, (gradients, rate) => {
        gradients.forEach((gradient, i) => {
          optimisers[i]?.step(gradient, rate);
          const next = tf.tensor(values[i] as Float32Array, variables[i]?.shape);
          variables[i]?.assign(next);
          next.dispose();
        });
      });
      const judged = judge(architecture, data, model);
      const curve = [...(state?.curve ?? []), { epoch, ...trained, ...judged.curve }];
      const current = model.getWeights().map((weight) => Float32Array.from(weight.dataSync()));
      const isBest = schedule.keep === 'last' || judged.uar > (state?.bestUar ?? Number.NEGATIVE_INFINITY);
      state = {
        weights: isBest ? current : (state?.weights ?? current),
        epoch: isBest ? epoch : (state?.epoch ?? epoch),
        bestUar: isBest ? judged.uar : (state?.bestUar ?? judged.uar),
        curve,
        last: current,
        optimisers: optimisers.map((optimiser) => optimiser.state),
      };
      await writeAtomically(checkpointFile, serialize(state));
      onEpoch(epoch);
    }
    if (state === undefined) throw new Error(`${architecture.name} has a schedule of ${epochs} epochs.`);
    return { weights: state.weights, curve: state.curve, epoch: state.epoch };
  } finally {
    model.dispose();
  }
}

/** The network with trained weights; dispose of it when done. */
export function networkOf(architecture: Architecture, weights: readonly Float32Array[]): tf.LayersModel {
  const model = architecture.build(1);
  setWeights(model, weights);
  return model;
}

/**
 * Logits of rows of a table.
 * @returns rows × 6, row-major
 */
export function predictNetwork(
  architecture: Architecture,
  model: tf.LayersModel,
  standardisation: Standardisation | null,
  table: Float32Array,
  rows: Int32Array,
): Float32Array {
  const shape = INPUT_SHAPES[architecture.frontEnd];
  const size = shape.reduce((product, length) => product * length, 1);
  const logits = new Float32Array(rows.length * CLASSES);
  for (let start = 0; start < rows.length; start += PREDICTION_ROWS) {
    const part = rows.subarray(start, start + PREDICTION_ROWS);
    const values = new Float32Array(part.length * size);
    part.forEach((row, i) => {
      values.set(table.subarray(row * size, (row + 1) * size), i * size);
    });
    if (standardisation !== null) standardise(values, standardisation);
    const output = tf.tidy(() => model.predict(tf.tensor(values, [part.length, ...shape])) as tf.Tensor);
    logits.set(output.dataSync(), start * CLASSES);
    output.dispose();
  }
  return logits;
}

/** Turns a seed in words into the number that layers take. */
function buildSeeded(architecture: Architecture, seed: string): tf.LayersModel {
  return architecture.build(1 + Math.floor(1e6 * seededRandom('network', architecture.name, seed)()));
}

function setWeights(model: tf.LayersModel, weights: readonly Float32Array[]): void {
  const tensors = model.getWeights().map((weight, i) => tf.tensor(weights[i] as Float32Array, weight.shape));
  model.setWeights(tensors);
  tf.dispose(tensors);
}

async function readCheckpoint(file: string): Promise<Checkpoint | undefined> {
  const bytes = await readIfThere(file);
  return bytes === undefined ? undefined : (deserialize(bytes) as Checkpoint);
}

/** One pass over the training rows, each in one of its variants. */
function trainEpoch(
  architecture: Architecture,
  data: NetworkData,
  model: tf.LayersModel,
  seed: string,
  epoch: number,
  update: (gradients: Float32Array[], rate: number) => void,
): { trainLoss: number; trainAccuracy: number } {
  const { schedule } = architecture;
  const random = seededRandom('epoch', architecture.name, seed, epoch);
  for (const layer of model.layers) if (layer instanceof SeededDropout) layer.startEpoch(epoch);
  const variables = model.trainableWeights.map((weight) => weight.read() as tf.Variable);
  const order = shuffledIndices(data.trainingRows.length, random);
  const steps = Math.ceil(order.length / schedule.batchSize);
  let [lossSum, hits] = [0, 0];
  for (let step = 0; step < steps; step++) {
    const chosen = order
      .subarray(step * schedule.batchSize, (step + 1) * schedule.batchSize)
      .map((i) => data.trainingRows[i] ?? 0);
    const batch = makeBatch(architecture, data, chosen, random);
    let logits: tf.Tensor | undefined;
    const { value, grads } = tf.variableGrads(() => {
      const output = model.apply(batch.inputs, { training: true }) as tf.Tensor2D;
      logits = tf.keep(output.clone());
      return tf.losses.softmaxCrossEntropy(batch.targets, output) as tf.Scalar;
    }, variables);
    lossSum += (value.dataSync()[0] ?? Number.NaN) * chosen.length;
    hits += countHits(logits?.dataSync() as Float32Array, batch.labels);
    const gradients = variables.map((variable) => grads[variable.name]?.dataSync() as Float32Array);
    const done = (epoch - 1 + step / steps) / schedule.epochs;
    const share = schedule.decay === 'cosine' ? (1 + Math.cos(Math.PI * done)) / 2 : 1;
    update(gradients, schedule.rate * share);
    tf.dispose([value, grads, batch.inputs, batch.targets, ...(logits ? [logits] : [])]);
  }
  return { trainLoss: lossSum / order.length, trainAccuracy: hits / order.length };
}

const NOT_JUDGED = { developmentLoss: null, developmentAccuracy: null };

/** How the network does on the development rows, where there are any. */
function judge(architecture: Architecture, data: NetworkData, model: tf.LayersModel) {
  const rows = data.developmentRows;
  if (rows.length === 0) return { uar: 0, curve: NOT_JUDGED };
  const labels = Int32Array.from(rows, (row) => data.labels[row] ?? 0);
  const figures = data.development.map((table) => {
    const logits = predictNetwork(architecture, model, data.standardisation, table, rows);
    return figuresOf({ labels, probabilities: softmaxRows(logits, CLASSES, 1), classes: CLASSES });
  });
  const mean = (pick: (figure: (typeof figures)[number]) => number) =>
    figures.reduce((sum, figure) => sum + pick(figure), 0) / figures.length;
  return {
    uar: mean(({ uar }) => uar),
    curve: {
      developmentLoss: mean(({ logLoss }) => logLoss),
      developmentAccuracy: mean(({ accuracy }) => accuracy),
    },
  };
}

function countHits(logits: Float32Array, labels: Int32Array): number {
  return labels.filter((label, i) => topClass(logits.subarray(i * CLASSES, (i + 1) * CLASSES)) === label)
    .length;
}
