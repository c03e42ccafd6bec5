// The contract of exported models. One graph: `audio` [batch, 48000] in, `logits` [batch, 6] in the order of EMOTIONS out. Or
// two: `audio` to `embedding` [batch, D], and `embedding` with `context` [batch, D] to `logits`.

import { WINDOW_SAMPLES } from '../../src/analysis/emotion/manifest.ts';
import { CLASSES } from '../shared/classes.ts';
import { floatValue } from './onnx-graph.ts';

export const AUDIO = 'audio';
export const LOGITS = 'logits';
export const EMBEDDING = 'embedding';
export const CONTEXT = 'context';
/** Names that exported graphs carry. */
export const GRAPH_NAME = 'evenkeel-emotion';
export const HEAD_GRAPH_NAME = 'evenkeel-emotion-head';

export const AUDIO_INPUT = floatValue(AUDIO, ['batch', WINDOW_SAMPLES]);
export const LOGITS_OUTPUT = floatValue(LOGITS, ['batch', CLASSES]);
