// Every architecture that is trained from scratch.

import type { Architecture } from './architecture.ts';
import { CNN, CNN_REPORT } from './cnn.ts';
import { CNN_LSTM, CNN_LSTM_REPORT } from './cnn-lstm.ts';
import { TRANSFORMER, TRANSFORMER_REPORT } from './transformer.ts';
import { WAV2VEC2 } from './wav2vec2.ts';

export const ARCHITECTURES: readonly Architecture[] = [
  CNN,
  TRANSFORMER,
  CNN_LSTM,
  WAV2VEC2,
  CNN_REPORT,
  TRANSFORMER_REPORT,
  CNN_LSTM_REPORT,
];
