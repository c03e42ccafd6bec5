// Convolutions that feed a recurrent network: the report's on 32 time means, and one on the frames.

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
import { glorot, SeededDropout } from './layers.ts';

function lstm(units: number, seed: number, returnSequences: boolean): tf.layers.Layer {
  return tf.layers.lstm({
    units,
    returnSequences,
    recurrentActivation: 'sigmoid',
    kernelInitializer: glorot(seed),
    recurrentInitializer: glorot(seed + 1),
  });
}

/** As the report has it: three convolutions over [32, 1], each halved, then two LSTM. */
export const CNN_LSTM_REPORT: Architecture = {
  name: 'cnn-lstm-report',
  frontEnd: 'means',
  schedule: reportSchedule(30),
  validationShare: 0.2,
  build: (seed) =>
    stack('means', [
      tf.layers.reshape({ targetShape: [32, 1] }),
      ...[64, 128, 256].flatMap((filters, i) => [
        conv(filters, 3, seed + i, { activation: 'relu' }),
        tf.layers.maxPooling1d({ poolSize: 2 }),
      ]),
      lstm(128, seed + 3, true),
      lstm(64, seed + 5, false),
      dense(128, seed + 7, 'relu'),
      new SeededDropout(0.2, seed + 1000),
      dense(CLASSES, seed + 8),
    ]),
};

/** Convolutions make 23 steps of the frames, an LSTM reads them, and its states' mean and spread are judged. */
export const CNN_LSTM: Architecture = {
  name: 'cnn-lstm',
  frontEnd: 'sequence',
  // Development accuracy still rises at the 18th epoch.
  schedule: { ...SEQUENCE_SCHEDULE, epochs: 22 },
  build: (seed) =>
    stack('sequence', [
      ...convBlock(128, 5, 2, seed),
      ...convBlock(128, 3, 2, seed + 1),
      lstm(128, seed + 3, true),
      ...judgement(seed),
    ]),
};
