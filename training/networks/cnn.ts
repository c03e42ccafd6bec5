// Convolutional networks: the report's on 32 time means, and one on the frames.

import { CLASSES } from '../shared/classes.ts';
import { tf } from '../tensorflow/tensorflow.ts';
import {
  type Architecture,
  conv,
  convBlock,
  dense,
  judgement,
  reportSchedule,
  SEQUENCE_SCHEDULE,
  stack,
} from './architecture.ts';

/** As the report has it: the 32 means as a sequence [32, 1]. */
export const CNN_REPORT: Architecture = {
  name: 'cnn-report',
  frontEnd: 'means',
  schedule: reportSchedule(20),
  validationShare: 0.2,
  build: (seed) =>
    stack('means', [
      tf.layers.reshape({ targetShape: [32, 1] }),
      conv(32, 3, seed, { padding: 'valid', activation: 'relu' }),
      tf.layers.maxPooling1d({ poolSize: 2 }),
      conv(64, 3, seed + 1, { padding: 'valid', activation: 'relu' }),
      tf.layers.maxPooling1d({ poolSize: 2 }),
      tf.layers.flatten(),
      dense(128, seed + 2, 'relu'),
      dense(CLASSES, seed + 3),
    ]),
};

/** Four convolutions over time, normalised, and the mean and spread of what they find. */
export const CNN: Architecture = {
  name: 'cnn',
  frontEnd: 'sequence',
  schedule: { ...SEQUENCE_SCHEDULE, epochs: 15, teacherShare: 0.5, mixupShare: 0.5, warping: false },
  build: (seed) =>
    stack('sequence', [
      ...convBlock(128, 5, 2, seed),
      ...convBlock(128, 3, 1, seed + 1),
      ...convBlock(128, 3, 2, seed + 2),
      ...convBlock(160, 3, 1, seed + 3),
      ...judgement(seed),
    ]),
};
