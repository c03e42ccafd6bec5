// What models are trained on, from a window to a row of numbers. Rows are computed once and cached.

import {
  type Encoder,
  featureCountOf,
  MOONSHINE_BASE,
  MOONSHINE_TINY,
  WHISPER_TINY_EN,
} from '../encoder/encoders.ts';
import { FEATURES, featureGraph, readEncoder } from '../encoder/pooled-encoder.ts';
import { FRAMES, frameSequence, SEQUENCE_FEATURES } from '../front-ends/frame-features.ts';
import { loadGraph } from '../onnx/run-graph.ts';
import { loadNativeGraph } from '../onnx/run-native-graph.ts';
import type { Variant } from '../sound/conditions.ts';

/** From 48000 samples to a row (a new array). */
export type ComputeRow = (window: Float32Array) => Float32Array | Promise<Float32Array>;

export interface FeatureSource {
  /** Names the cache folder; holds whatever the rows depend on. */
  readonly folder: string;
  /** Numbers in a row. */
  readonly width: number;
  /** Counts up when windows or rows change, so that old rows are not mistaken for new ones. */
  readonly version: number;
  /** Called in a worker process, once for each kind of variant. */
  readonly load: (variant: Variant) => Promise<ComputeRow>;
}

export const FEATURE_SOURCES = {
  /** The shipped model's; figures come from the WASM build that serves. */
  'moonshine-base': encoderSource(MOONSHINE_BASE, (variant) => variant.endsWith('-centred')),
  'moonshine-tiny': encoderSource(MOONSHINE_TINY, () => false),
  'whisper-tiny-en': encoderSource(WHISPER_TINY_EN, () => false, process.env.WHISPER_TINY_EN),
  /** The report's features and log-mel bands, frame by frame. */
  frames: {
    folder: 'frames',
    width: FRAMES * SEQUENCE_FEATURES,
    version: 1,
    load: async () => frameSequence,
  },
} satisfies Record<string, FeatureSource>;

/**
 * Pooled hidden states of an encoder.
 * @param inWasm which variants the WASM build has to compute. What is only trained on may as well come from the
 *   native build, four times faster: an int8 encoder rounds differently there, as it does from clip to clip.
 */
function encoderSource(
  encoder: Encoder,
  inWasm: (variant: Variant) => boolean,
  file?: string,
): FeatureSource {
  return {
    folder: encoder.sha256.slice(0, 12),
    width: featureCountOf(encoder),
    version: 1,
    load: async (variant) => {
      const graph = featureGraph(encoder, await readEncoder(encoder, file));
      return inWasm(variant) ? loadGraph(graph, FEATURES) : loadNativeGraph(graph, FEATURES);
    },
  };
}

export type FeatureSourceName = keyof typeof FEATURE_SOURCES;
