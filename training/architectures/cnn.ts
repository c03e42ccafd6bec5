// Convolutional networks: the report's on 32 time means, and one on the frames.

import { tf } from '../tensorflow/tensorflow.ts';
import {
  type Architecture,
  CLASSES,
  chain,
  conv,
  convBlock,
  dense,
  inputOf,
  judgement,
  reportSchedule,
  SEQUENCE_SCHEDULE,
} from './architecture.ts';

/** As the report has it: the 32 means as a sequence [32, 1]. */
export const CNN_REPORT: Architecture = {
  name: 'cnn-report',
  frontEnd: 'means',
  schedule: reportSchedule(20),
  build: (seed) => {
    const input = inputOf('means');
    const output = chain(input, [
      tf.layers.reshape({ targetShape: [32, 1] }),
      conv(32, 3, seed, { padding: 'valid', activation: 'relu' }),
      tf.layers.maxPooling1d({ poolSize: 2 }),
      conv(64, 3, seed + 1, { padding: 'valid', activation: 'relu' }),
      tf.layers.maxPooling1d({ poolSize: 2 }),
      tf.layers.flatten(),
      dense(128, seed + 2, 'relu'),
      dense(CLASSES, seed + 3),
    ]);
    return tf.model({ inputs: input, outputs: output });
  },
};

/** Four convolutions over time, normalised, and the mean and spread of what they find. */
export const CNN: Architecture = {
  name: 'cnn',
  frontEnd: 'sequence',
  schedule: SEQUENCE_SCHEDULE,
  build: (seed) => {
    const input = inputOf('sequence');
    const output = chain(input, [
      ...convBlock(128, 5, 2, seed),
      ...convBlock(128, 3, 1, seed + 1),
      ...convBlock(128, 3, 2, seed + 2),
      ...convBlock(160, 3, 1, seed + 3),
      ...judgement(seed),
    ]);
    return tf.model({ inputs: input, outputs: output });
  },
};
