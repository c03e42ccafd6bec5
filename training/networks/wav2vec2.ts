// The architecture of wav2vec 2.0 (Baevski et al., NeurIPS 2020) in small, trained from scratch: a feature encoder of
// seven convolutions with GELU, the first of them group-normalised, a projection, a convolution for places, and
// transformer blocks that are normalised after their parts. Its pretrained weights can't be had here; see README.md.

import { CLASSES } from '../shared/classes.ts';
import { tf } from '../tensorflow/tensorflow.ts';
import { type Architecture, add, chain, conv, dense, inputOf, SEQUENCE_SCHEDULE } from './architecture.ts';
import {
  ChannelNormalization,
  Gelu,
  GroupedConv1D,
  SeededDropout,
  SelfAttention,
  StatisticsPooling,
} from './layers.ts';

/** Kernel and stride are those of the original, 20 ms a step in all; its 512 channels are fewer here. */
const FEATURE_ENCODER = [
  { filters: 8, kernel: 10, stride: 5 },
  { filters: 16, kernel: 3, stride: 2 },
  { filters: 24, kernel: 3, stride: 2 },
  { filters: 32, kernel: 3, stride: 2 },
  { filters: 48, kernel: 3, stride: 2 },
  { filters: 64, kernel: 2, stride: 2 },
  { filters: 64, kernel: 2, stride: 2 },
] as const;
const WIDTH = 64;
const BLOCKS = 2;
/** The original's places come from 128 frames in 16 groups. */
const POSITION_KERNEL = 32;
const POSITION_GROUPS = 8;

const norm = () => tf.layers.layerNormalization({ epsilon: 1e-5 });

export const WAV2VEC2: Architecture = {
  name: 'wav2vec2',
  frontEnd: 'waveform',
  schedule: {
    ...SEQUENCE_SCHEDULE,
    epochs: 8,
    batchSize: 8,
    rate: 8e-4,
    teacherShare: 0.7,
    mixupShare: 0,
    masking: false,
    warping: false,
  },
  build: (seed) => {
    const input = inputOf('waveform');
    const features = chain(input, [
      tf.layers.reshape({ targetShape: [48_000, 1] }),
      ...FEATURE_ENCODER.flatMap(({ filters, kernel, stride }, i) => [
        conv(filters, kernel, seed + i, { strides: stride, padding: 'valid', useBias: false }),
        ...(i === 0 ? [new ChannelNormalization()] : []),
        new Gelu(),
      ]),
      norm(),
      dense(WIDTH, seed + 10),
    ]);
    const places = chain(features, [
      new GroupedConv1D(POSITION_GROUPS, POSITION_KERNEL, seed + 11),
      new Gelu(),
    ]);
    let steps = chain(add(features, places), [norm(), new SeededDropout(0.1, seed + 1000)]);
    for (let block = 0; block < BLOCKS; block++) {
      const own = seed + 20 * (block + 1);
      const attended = chain(steps, [new SelfAttention(2, 32, own), new SeededDropout(0.1, own + 10_000)]);
      steps = norm().apply(add(steps, attended)) as tf.SymbolicTensor;
      const fed = chain(steps, [
        dense(4 * WIDTH, own + 5),
        new Gelu(),
        dense(WIDTH, own + 6),
        new SeededDropout(0.1, own + 20_000),
      ]);
      steps = norm().apply(add(steps, fed)) as tf.SymbolicTensor;
    }
    const output = chain(steps, [
      new StatisticsPooling(),
      new SeededDropout(0.3, seed + 90_000),
      dense(CLASSES, seed + 90),
    ]);
    return tf.model({ inputs: input, outputs: output });
  },
};
