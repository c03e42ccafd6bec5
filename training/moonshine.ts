// The frozen encoder: the first four layers of Moonshine base (Useful Sensors, MIT), from its pinned npm package.

import { createHash } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { WINDOW_SAMPLES } from '../src/emotion/manifest.ts';
import {
  cutGraph,
  decodeModel,
  encodeModel,
  floatValue,
  type GraphParts,
  integerTensor,
  type Model,
  node,
  onnx,
} from './onnx-graph.ts';

const ENCODER_URL = new URL(
  './node_modules/@usefulsensors/moonshine-js/dist/model/base/quantized/encoder_model.onnx',
  import.meta.url,
);

export const MOONSHINE_BASE = {
  name: 'Moonshine base, quantized (@usefulsensors/moonshine-js 0.1.16)',
  sha256: '1dd9ab0a7f987113d30affcba5a068d11c8f90fa0223caa3e491ade431ad9751',
  /** Width of the residual stream. */
  width: 416,
  /** Layers that are used, from the first; later ones know more of words and less of voices. */
  layers: 4,
} as const;

/** Features of a window: mean and standard deviation over time of every channel of every used layer. */
export const FEATURE_COUNT = MOONSHINE_BASE.layers * 2 * MOONSHINE_BASE.width;

/** Name of the graph's pooled features, float32 [batch, FEATURE_COUNT]. */
export const FEATURES = 'features';
export const AUDIO = 'audio';

/**
 * Reads the encoder from the installed package.
 * @throws Error when it is missing or is not the pinned file.
 */
export async function readMoonshine(): Promise<Model> {
  const bytes = await readFile(ENCODER_URL).catch((cause: unknown) => {
    throw new Error('Moonshine is not installed; run "node training/install.mjs".', { cause });
  });
  const sha256 = createHash('sha256').update(bytes).digest('hex');
  if (sha256 !== MOONSHINE_BASE.sha256) {
    throw new Error(
      `Moonshine's encoder has the sha256 ${sha256}; expected ${MOONSHINE_BASE.sha256}. Run "npm ci --prefix training".`,
    );
  }
  return decodeModel(bytes);
}

/** Hidden states after layer n (from 1): the residual stream, [batch, frames, width]. */
function hiddenStateName(layer: number): string {
  return `/layers.${layer - 1}/Add_1_output_0`;
}

/**
 * The encoder's first layers, cut free, with pooling: `audio` [batch, 48000] → `features` [batch, FEATURE_COUNT].
 * Features of layer 1 come first; within a layer the means, then the standard deviations (of the population).
 */
export function pooledEncoder(moonshine: Model): GraphParts {
  const layers = Array.from({ length: MOONSHINE_BASE.layers }, (_, i) => i + 1);
  const { nodes, initializers } = cutGraph(moonshine, layers.map(hiddenStateName));
  for (const encoderNode of nodes) {
    encoderNode.input = (encoderNode.input ?? []).map((name) => (name === 'input_values' ? AUDIO : name));
  }
  const pooled: string[] = [];
  for (const layer of layers) {
    const hidden = hiddenStateName(layer);
    const prefix = `pool${layer}`;
    // The mean is taken off before squaring: the hidden states' constant part would eat a float32's digits.
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

/** The graph input `audio`. */
export const AUDIO_INPUT = floatValue(AUDIO, ['batch', WINDOW_SAMPLES]);

/** Serialised graph `audio` → `features`, for feature extraction. */
export function featureGraph(moonshine: Model): Uint8Array {
  const output = floatValue(FEATURES, ['batch', FEATURE_COUNT]);
  return encodeModel(moonshine, pooledEncoder(moonshine), [AUDIO_INPUT], [output], 'moonshine-base-features');
}

/** Numbers that were learned, in a serialised graph: the elements of its constants but for shapes and single values. */
export function countParameters(graph: Uint8Array): number {
  const tensors = decodeModel(graph).graph?.initializer ?? [];
  return tensors.reduce((sum, { dims, dataType }) => {
    const size = (dims ?? []).reduce<number>((product, dim) => product * Number(dim), 1);
    return size > 1 && dataType !== onnx.TensorProto.DataType.INT64 ? sum + size : sum;
  }, 0);
}
