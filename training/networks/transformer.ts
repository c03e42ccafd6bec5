// Transformers: the report's on the 32 time means as one step, and one on the frames.

import { CLASSES } from '../shared/classes.ts';
import { tf } from '../tensorflow/tensorflow.ts';
import {
  type Architecture,
  add,
  chain,
  convBlock,
  dense,
  inputOf,
  judgement,
  reportSchedule,
  SEQUENCE_SCHEDULE,
} from './architecture.ts';
import { PositionalEmbedding, SeededDropout, SelfAttention } from './layers.ts';

const norm = () => tf.layers.layerNormalization({ epsilon: 1e-6 });

/** As the report has it: the means as one step [1, 32], one block after whose parts it is normalised. */
export const TRANSFORMER_REPORT: Architecture = {
  name: 'transformer-report',
  frontEnd: 'means',
  // The report names no schedule; with a constant rate the last epochs swing by three points of accuracy.
  schedule: { ...reportSchedule(30), decay: 'cosine' },
  build: (seed) => {
    const input = inputOf('means');
    const embedded = chain(input, [
      tf.layers.reshape({ targetShape: [1, 32] }),
      dense(64, seed),
      new PositionalEmbedding(seed + 1),
    ]);
    const attended = chain(embedded, [
      new SelfAttention(4, 64, seed + 2),
      new SeededDropout(0.1, seed + 1000),
    ]);
    const first = norm().apply(add(embedded, attended)) as tf.SymbolicTensor;
    const fed = chain(first, [
      dense(128, seed + 6, 'relu'),
      dense(64, seed + 7),
      new SeededDropout(0.1, seed + 2000),
    ]);
    const output = chain(norm().apply(add(first, fed)) as tf.SymbolicTensor, [
      tf.layers.globalAveragePooling1d({}),
      dense(128, seed + 8, 'relu'),
      new SeededDropout(0.2, seed + 3000),
      dense(CLASSES, seed + 9),
    ]);
    return tf.model({ inputs: input, outputs: output });
  },
};

/** Blocks of the network on the frames, and the width of their steps. */
const BLOCKS = 1;
const WIDTH = 128;

/**
 * Convolutions as the CNN's make 23 steps of the frames; blocks are normalised before their parts, which trains
 * steadily, and not at the end, which would take away how loud a moment is.
 */
export const TRANSFORMER: Architecture = {
  name: 'transformer',
  frontEnd: 'sequence',
  schedule: { ...SEQUENCE_SCHEDULE, epochs: 20 },
  build: (seed) => {
    const input = inputOf('sequence');
    let steps = chain(input, [
      ...convBlock(WIDTH, 5, 2, seed),
      ...convBlock(WIDTH, 3, 1, seed + 1),
      ...convBlock(WIDTH, 3, 2, seed + 2),
      new PositionalEmbedding(seed + 3),
    ]);
    for (let block = 0; block < BLOCKS; block++) {
      const own = seed + 10 * (block + 1);
      const attended = chain(steps, [
        norm(),
        new SelfAttention(4, 32, own),
        new SeededDropout(0.1, own + 10_000),
      ]);
      steps = add(steps, attended);
      const fed = chain(steps, [
        norm(),
        dense(2 * WIDTH, own + 5, 'relu'),
        new SeededDropout(0.1, own + 20_000),
        dense(WIDTH, own + 6),
      ]);
      steps = add(steps, fed);
    }
    const output = chain(steps, judgement(seed));
    return tf.model({ inputs: input, outputs: output });
  },
};
