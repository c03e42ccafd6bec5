// The pretrained encoders that features can come from. Any encoder of raw 16 kHz audio that exposes its hidden states
// as values of an ONNX graph fits: one record each.

import { createHash } from 'node:crypto';
import type { Int8Convolution } from './int8-convolution.ts';

/** What is needed to use an encoder. */
export interface Encoder {
  readonly name: string;
  /** Where its file is, or undefined when the user has to supply it. */
  readonly url: URL | undefined;
  readonly sha256: string;
  /** Name of the graph's input, float32 [batch, samples]. */
  readonly input: string;
  /** How many of its layers are run. */
  readonly layers: number;
  /** Names of the hidden states used, from the lowest layer, float32 [batch, frames, width]. */
  readonly hiddenStates: readonly string[];
  readonly width: number;
  /** How samples are scaled before they enter: wav2vec 2.0 wants windows of mean 0 and variance 1. */
  readonly normalisation: 'none' | 'zero-mean-unit-variance';
  /** The convolution that takes most of its time and is served in int8; null where there is none. */
  readonly int8Convolution: Int8Convolution | null;
  readonly licence: string;
  readonly holder: string;
}

const moonshineFile = (size: string) =>
  new URL(
    `../node_modules/@usefulsensors/moonshine-js/dist/model/${size}/quantized/encoder_model.onnx`,
    import.meta.url,
  );
/** The residual stream of a Moonshine after each of some layers, counted from 1. */
const residualStreams = (...layers: readonly number[]): Pick<Encoder, 'layers' | 'hiddenStates'> => ({
  layers: Math.max(...layers),
  hiddenStates: layers.map((layer) => `/layers.${layer - 1}/Add_1_output_0`),
});

/** The encoder of the shipped model. JOURNAL.md says what each layer is worth. */
export const MOONSHINE_BASE: Encoder = {
  name: 'Moonshine base, quantized (@usefulsensors/moonshine-js 0.1.16)',
  url: moonshineFile('base'),
  sha256: '1dd9ab0a7f987113d30affcba5a068d11c8f90fa0223caa3e491ade431ad9751',
  input: 'input_values',
  ...residualStreams(2, 3, 4, 5),
  width: 416,
  normalisation: 'none',
  int8Convolution: {
    name: 'conv2',
    // What the convolution before it, of 127 samples every 64, makes of a window.
    inputFrames: 749,
    stride: 3,
    channelScale: 'onnx::Mul_1942',
    channelShift: 'onnx::Add_1943',
  },
  licence: 'MIT',
  holder: 'Useful Sensors Inc. (Moonshine AI)',
};

/** A smaller one of the same family; part of the teacher. */
export const MOONSHINE_TINY: Encoder = {
  ...MOONSHINE_BASE,
  name: 'Moonshine tiny, quantized (@usefulsensors/moonshine-js 0.1.16)',
  url: moonshineFile('tiny'),
  sha256: 'c6fc4b7bc5af75c0591fd157a1f3829b533d18e9769a888fd95a62e470dd4f4a',
  ...residualStreams(1, 2, 3, 4),
  width: 288,
  int8Convolution: null,
};

/** Part of the teacher, in no package that can be installed: its file is the user's to supply. */
export const WHISPER_TINY_EN: Encoder = {
  name: 'Whisper tiny.en',
  url: undefined,
  sha256: '3f0a1fed7858e91dbf3cfef081f7446e7e427f64ac259313db4779d8d7b63093',
  input: 'input_values',
  layers: 4,
  hiddenStates: ['hidden_1', 'hidden_2', 'hidden_3', 'hidden_4'],
  width: 384,
  normalisation: 'none',
  int8Convolution: null,
  licence: 'MIT',
  holder: 'OpenAI',
};

/** Features of a window: mean and standard deviation over time of every channel of every hidden state. */
export function featureCountOf(encoder: Encoder): number {
  return encoder.hiddenStates.length * 2 * encoder.width;
}

/** Names an encoder and the layers that are used of it. */
export function encoderKey(encoder: Encoder): string {
  return createHash('sha256')
    .update([encoder.sha256, ...encoder.hiddenStates].join('\n'))
    .digest('hex');
}
