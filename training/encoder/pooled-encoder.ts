// A frozen encoder, cut after the last layer that is used, with pooling over time.

import { normaliseAudio } from '../front-ends/waveform-graph.ts';
import { AUDIO, AUDIO_INPUT } from '../onnx/model-contract.ts';
import {
  cutGraph,
  encodeModel,
  floatValue,
  type GraphParts,
  integerTensor,
  type Model,
  node,
  readInstead,
} from '../onnx/onnx-graph.ts';
import { readPinnedGraph } from '../onnx/pinned-graph.ts';
import { type Encoder, featureCountOf } from './encoders.ts';
import { convolveInInt8 } from './int8-convolution.ts';

/**
 * How an encoder is run. `trained` is as its package has it; `served` has its int8 convolution, for which probabilities
 * differ by 0.006 in the mean, as they do between native and WASM builds anyway (JOURNAL.md).
 */
export type EncoderForm = 'trained' | 'served';

/** Name of the graph's pooled features, float32 [batch, n]. */
export const FEATURES = 'features';

/**
 * Reads an encoder.
 * @param file where it is, for one that the user has to supply
 * @throws Error when it is missing or is not the pinned file.
 */
export async function readEncoder(encoder: Encoder, file?: string): Promise<Model> {
  const { name, sha256 } = encoder;
  if (file !== undefined) return readPinnedGraph({ name, sha256, place: file, advice: 'Name another file.' });
  if (encoder.url === undefined) throw new Error(`${name} is in no package; name its file.`);
  return readPinnedGraph({ name, sha256, place: encoder.url, advice: 'Run "npm ci --prefix training".' });
}

/**
 * The encoder's lower layers, cut free, with pooling: `audio` [batch, 48000] → `features` [batch, n].
 * Features of the lowest layer come first; within a layer the means, then the standard deviations (of the population).
 * @param model the whole encoder, as `readEncoder` gives it; it is changed
 */
export function pooledEncoder(encoder: Encoder, model: Model, form: EncoderForm): GraphParts {
  if (form === 'served' && encoder.int8Convolution !== null) convolveInInt8(model, encoder.int8Convolution);
  const { nodes, initializers } = cutGraph(model, encoder.hiddenStates);
  const front: GraphParts = { nodes: [], initializers };
  const input = encoder.normalisation === 'none' ? AUDIO : normaliseAudio(front, AUDIO);
  readInstead(nodes, encoder.input, input);
  nodes.unshift(...front.nodes);
  const pooled: string[] = [];
  for (const [i, hidden] of encoder.hiddenStates.entries()) {
    const prefix = `pool${i + 1}`;
    // The mean is subtracted before squaring, because a large constant part leaves a float32 too few digits.
    nodes.push(
      node('ReduceMean', [hidden], [`${prefix}/mean3`], { axes: [1], keepdims: 1 }),
      node('Sub', [hidden, `${prefix}/mean3`], [`${prefix}/centred`]),
      node('Mul', [`${prefix}/centred`, `${prefix}/centred`], [`${prefix}/squared`]),
      node('ReduceMean', [`${prefix}/squared`], [`${prefix}/variance`], { axes: [1], keepdims: 0 }),
      node('Sqrt', [`${prefix}/variance`], [`${prefix}/sd`]),
      node('Squeeze', [`${prefix}/mean3`, 'pool/time-axis'], [`${prefix}/mean`]),
    );
    pooled.push(`${prefix}/mean`, `${prefix}/sd`);
  }
  initializers.push(integerTensor('pool/time-axis', [1]));
  nodes.push(node('Concat', pooled, [FEATURES], { axis: 1 }));
  return { nodes, initializers };
}

/** Serialised graph `audio` → `features`, for feature extraction. */
export function featureGraph(encoder: Encoder, model: Model, form: EncoderForm = 'trained'): Uint8Array {
  const output = floatValue(FEATURES, ['batch', featureCountOf(encoder)]);
  return encodeModel(model, pooledEncoder(encoder, model, form), [AUDIO_INPUT], [output], 'pooled-encoder');
}
