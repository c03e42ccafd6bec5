// What models are trained on, from a window to a row of numbers. Rows are computed once and cached.

import {
  type Encoder,
  encoderKey,
  featureCountOf,
  MOONSHINE_BASE,
  MOONSHINE_TINY,
  WHISPER_TINY_EN,
} from '../encoder/encoders.ts';
import { type EncoderForm, FEATURES, featureGraph, readEncoder } from '../encoder/pooled-encoder.ts';
import { FRAMES, frameSequence, SEQUENCE_FEATURES } from '../front-ends/frame-features.ts';
import { loadNativeGraph } from '../onnx/run-native-graph.ts';

/** From 48000 samples to a row (a new array). */
export type ComputeRow = (window: Float32Array) => Float32Array | Promise<Float32Array>;

export interface FeatureSource {
  /** Names the cache folder; holds whatever the rows depend on. */
  readonly folder: string;
  /** Numbers in a row. */
  readonly width: number;
  /** Counts up when windows or rows change, so that old rows are not mistaken for new ones. */
  readonly version: number;
  /** Called once in a worker process. */
  readonly load: () => Promise<ComputeRow>;
}

export const FEATURE_SOURCES = {
  /** The shipped model's. */
  'moonshine-base': encoderSource(MOONSHINE_BASE),
  'moonshine-tiny': encoderSource(MOONSHINE_TINY),
  'whisper-tiny-en': encoderSource(WHISPER_TINY_EN, process.env.WHISPER_TINY_EN),
  /** The report's features and log-mel bands, frame by frame. */
  frames: {
    folder: 'frames',
    width: FRAMES * SEQUENCE_FEATURES,
    version: 1,
    load: async () => frameSequence,
  },
} satisfies Record<string, FeatureSource>;

/**
 * Pooled hidden states of an encoder, from the native build, four times faster than the WASM build that serves. An
 * int8 encoder rounds differently there, by no more than it does from clip to clip; `npm run evaluate` measures what
 * was trained in WASM.
 */
function encoderSource(encoder: Encoder, file?: string): FeatureSource {
  return {
    folder: encoderKey(encoder).slice(0, 12),
    width: featureCountOf(encoder),
    version: 2,
    load: () => loadEncoder(encoder, 'trained', file),
  };
}

/** An encoder with its pooling, in the native build. */
export async function loadEncoder(encoder: Encoder, form: EncoderForm, file?: string): Promise<ComputeRow> {
  return loadNativeGraph(featureGraph(encoder, await readEncoder(encoder, file), form), FEATURES);
}

export type FeatureSourceName = keyof typeof FEATURE_SOURCES;
