// Examples for one training step: each clip in a random variant, some mixed with another, some masked in part.

import { standardise } from '../front-ends/standardisation.ts';
import { CLASSES } from '../shared/classes.ts';
import type { Random } from '../shared/random.ts';
import { targetOf } from '../shared/targets.ts';
import { tf } from '../tensorflow/tensorflow.ts';
import { type Architecture, INPUT_SHAPES } from './architecture.ts';
import type { NetworkData } from './network-data.ts';

export interface Batch {
  /** Rows × the front end's shape, standardised. */
  readonly inputs: tf.Tensor;
  /** Rows × 6, each summing to 1. */
  readonly targets: tf.Tensor2D;
  /** Class of each row: of the clip that has the larger part in it. */
  readonly labels: Int32Array;
}

/** Longest stretch of time, and of features, that is masked, as a share of all. */
const MASKED_TIME = 0.2;
const MASKED_FEATURES = 0.15;
/** How much quicker or slower a sequence may be played, and by what share of the window earlier or later. */
const FASTEST = 1.25;
const FURTHEST = 0.1;

/**
 * Puts a batch together; dispose of its tensors.
 * @param chosen rows of the tables
 */
export function makeBatch(
  architecture: Architecture,
  data: NetworkData,
  chosen: Int32Array,
  random: Random,
): Batch {
  const shape = INPUT_SHAPES[architecture.frontEnd];
  const size = shape.reduce((product, length) => product * length, 1);
  const { mixupShare, masking } = architecture.schedule;
  const values = new Float32Array(chosen.length * size);
  const targets = new Float32Array(chosen.length * CLASSES);
  chosen.forEach((row, i) => {
    const example = values.subarray(i * size, (i + 1) * size);
    const target = targets.subarray(i * CLASSES, (i + 1) * CLASSES);
    // The larger part is the row's own clip, which counts in the accuracy.
    const share = random() < mixupShare ? 0.5 + 0.5 * random() : 1;
    addExample(architecture, data, row, share, random, example, target);
    if (share < 1) {
      const other = chosen[Math.floor(random() * chosen.length)] ?? row;
      addExample(architecture, data, other, 1 - share, random, example, target);
    }
  });
  if (data.standardisation !== null) standardise(values, data.standardisation);
  const [frames, features] = shape as readonly number[];
  if (masking && frames !== undefined && features !== undefined) {
    for (let i = 0; i < chosen.length; i++) {
      mask(values.subarray(i * size, (i + 1) * size), frames, features, random);
    }
  }
  return {
    inputs: tf.tensor(values, [chosen.length, ...shape]),
    targets: tf.tensor2d(targets, [chosen.length, CLASSES]),
    labels: Int32Array.from(chosen, (row) => data.labels[row] ?? 0),
  };
}

/** Adds a share of a clip, in a random variant, and of what it ought to be recognised as. */
function addExample(
  { schedule }: Architecture,
  data: NetworkData,
  row: number,
  share: number,
  random: Random,
  example: Float32Array,
  target: Float32Array,
): void {
  const table = data.training[Math.floor(random() * data.training.length)] as Float32Array;
  const clip = table.subarray(row * example.length, (row + 1) * example.length);
  if (schedule.warping) addWarped(clip, share, random, example);
  else
    for (let i = 0; i < example.length; i++)
      example[i] = (example[i] as number) + share * (clip[i] as number);
  const wanted = targetOf(data.labels[row] ?? 0, row, data.teacher, schedule);
  for (let k = 0; k < CLASSES; k++) target[k] = (target[k] as number) + share * (wanted[k] as number);
}

/** Adds a share of a sequence that is played quicker or slower about its middle, and earlier or later. */
function addWarped(clip: Float32Array, share: number, random: Random, example: Float32Array): void {
  const [frames, features] = INPUT_SHAPES.sequence;
  const speed = FASTEST ** (2 * random() - 1);
  const middle = (frames - 1) / 2;
  const offset = (2 * random() - 1) * FURTHEST * frames;
  for (let frame = 0; frame < frames; frame++) {
    const place = Math.max(0, Math.min(frames - 1, middle + (frame - middle) * speed + offset));
    const before = Math.min(frames - 2, Math.floor(place));
    const weight = place - before;
    for (let k = 0; k < features; k++) {
      const low = clip[before * features + k] as number;
      const high = clip[(before + 1) * features + k] as number;
      const i = frame * features + k;
      example[i] = (example[i] as number) + share * (low + weight * (high - low));
    }
  }
}

/** Sets a stretch of time and a stretch of features to 0, their mean. */
function mask(example: Float32Array, frames: number, features: number, random: Random): void {
  const time = Math.floor(random() * MASKED_TIME * frames);
  const from = Math.floor(random() * (frames - time));
  example.fill(0, from * features, (from + time) * features);
  const width = Math.floor(random() * MASKED_FEATURES * features);
  const first = Math.floor(random() * (features - width));
  for (let frame = 0; frame < frames; frame++) {
    example.fill(0, frame * features + first, frame * features + first + width);
  }
}
