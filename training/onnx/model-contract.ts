// The contract of every exported model: `audio` [batch, 48000] in, `logits` [batch, 6] in the order of EMOTIONS out.

import { WINDOW_SAMPLES } from '../../src/analysis/emotion/manifest.ts';
import { CLASSES } from '../shared/classes.ts';
import { floatValue } from './onnx-graph.ts';

export const AUDIO = 'audio';
export const LOGITS = 'logits';
/** Name of exported graphs. */
export const GRAPH_NAME = 'evenkeel-emotion';

export const AUDIO_INPUT = floatValue(AUDIO, ['batch', WINDOW_SAMPLES]);
export const LOGITS_OUTPUT = floatValue(LOGITS, ['batch', CLASSES]);
