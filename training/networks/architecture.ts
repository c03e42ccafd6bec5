// The description of a network that is trained from scratch. Each network has a file beside this one.

import { FRAMES, REPORT_FEATURES, SEQUENCE_FEATURES } from '../front-ends/frame-features.ts';
import { CLASSES } from '../shared/classes.ts';
import type { TargetMixture } from '../shared/targets.ts';
import { tf } from '../tensorflow/tensorflow.ts';
import { glorot, SeededDropout, StatisticsPooling } from './layers.ts';

/** What a network sees of a window, standardised: the report's 32 means, the frames, or the samples themselves. */
export type FrontEnd = 'means' | 'sequence' | 'waveform';

/** Shape of one example by front end, without the batch. */
export const INPUT_SHAPES = {
  means: [REPORT_FEATURES],
  sequence: [FRAMES, SEQUENCE_FEATURES],
  waveform: [48_000],
} as const satisfies Record<FrontEnd, readonly number[]>;

export interface Schedule extends TargetMixture {
  readonly epochs: number;
  readonly batchSize: number;
  /** Learning rate at the start. */
  readonly rate: number;
  /** `cosine` falls to 0 at the last epoch; `constant` is the report's. */
  readonly decay: 'constant' | 'cosine';
  readonly weightDecay: number;
  /** Share of the examples that are mixed with another (Zhang et al., "mixup", ICLR 2018). */
  readonly mixupShare: number;
  /** Bands of time and of features that are masked in an example (Park et al., "SpecAugment", Interspeech 2019). */
  readonly masking: boolean;
  /** Sequences are played quicker or slower, earlier or later, at random. */
  readonly warping: boolean;
  /** Keep the weights of the epoch with the best development UAR, or those of the last. */
  readonly keep: 'best' | 'last';
}

export interface Architecture {
  readonly name: string;
  readonly frontEnd: FrontEnd;
  readonly schedule: Schedule;
  /** Share of a random split's training clips that are only validated on, where the report names one. */
  readonly validationShare?: number;
  /**
   * The network, from `INPUT_SHAPES[frontEnd]` to six logits. The softmax belongs to the loss and to the calibration.
   * @param seed names first weights and dropout
   */
  readonly build: (seed: number) => tf.LayersModel;
}

/** The report's training: Adam at its usual rate, intended emotions, no augmentation, the last epoch's weights. */
export function reportSchedule(epochs: number): Schedule {
  return {
    epochs,
    batchSize: 32,
    rate: 1e-3,
    decay: 'constant',
    weightDecay: 0,
    labelSmoothing: 0,
    teacherShare: 0,
    mixupShare: 0,
    masking: false,
    warping: false,
    keep: 'last',
  };
}

/** The training of networks that need not follow the report. */
export const SEQUENCE_SCHEDULE: Schedule = {
  epochs: 18,
  batchSize: 64,
  rate: 1.5e-3,
  decay: 'cosine',
  weightDecay: 0.02,
  labelSmoothing: 0.05,
  teacherShare: 0.7,
  mixupShare: 0.3,
  masking: true,
  warping: true,
  keep: 'best',
};

/** An input of a front end's shape. */
export function inputOf(frontEnd: FrontEnd): tf.SymbolicTensor {
  return tf.input({ shape: [...INPUT_SHAPES[frontEnd]] });
}

/** A dense layer with seeded first weights. */
export function dense(units: number, seed: number, activation?: 'relu'): tf.layers.Layer {
  return tf.layers.dense({
    units,
    kernelInitializer: glorot(seed),
    ...(activation === undefined ? {} : { activation }),
  });
}

/** A convolution over time with seeded first weights. */
export function conv(
  filters: number,
  kernelSize: number,
  seed: number,
  options: { strides?: number; padding?: 'same' | 'valid'; activation?: 'relu'; useBias?: boolean } = {},
): tf.layers.Layer {
  return tf.layers.conv1d({
    filters,
    kernelSize,
    strides: options.strides ?? 1,
    padding: options.padding ?? 'same',
    useBias: options.useBias ?? true,
    kernelInitializer: glorot(seed),
    ...(options.activation === undefined ? {} : { activation: options.activation }),
  });
}

/** Applies layers one after the other. */
export function chain(start: tf.SymbolicTensor, layers: readonly tf.layers.Layer[]): tf.SymbolicTensor {
  return layers.reduce((tensor, layer) => layer.apply(tensor) as tf.SymbolicTensor, start);
}

/** Adds two tensors, as a connection past a part does. */
export function add(a: tf.SymbolicTensor, b: tf.SymbolicTensor): tf.SymbolicTensor {
  return tf.layers.add().apply([a, b]) as tf.SymbolicTensor;
}

/** A convolution over time, batch-normalised and rectified, with a little dropout. */
export function convBlock(
  filters: number,
  kernelSize: number,
  strides: number,
  seed: number,
): readonly tf.layers.Layer[] {
  return [
    conv(filters, kernelSize, seed, { strides, useBias: false }),
    tf.layers.batchNormalization({}),
    tf.layers.reLU(),
    new SeededDropout(0.15, seed + 1_000),
  ];
}

/** From steps in time to logits: their mean and spread, one hidden layer, and dropout around it. */
export function judgement(seed: number): readonly tf.layers.Layer[] {
  return [
    new StatisticsPooling(),
    new SeededDropout(0.4, seed + 90_000),
    dense(128, seed + 50, 'relu'),
    new SeededDropout(0.4, seed + 91_000),
    dense(CLASSES, seed + 51),
  ];
}

/** A network of layers one after the other, from a front end's input. */
export function stack(frontEnd: FrontEnd, layers: readonly tf.layers.Layer[]): tf.LayersModel {
  const input = inputOf(frontEnd);
  return tf.model({ inputs: input, outputs: chain(input, layers) });
}
