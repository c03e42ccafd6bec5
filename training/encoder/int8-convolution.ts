// A convolution of an int8 encoder as a product of int8 matrices, which WASM does more than twice as fast as in float32.
//
// Dynamic int8 knows one scale for all of a tensor: too few steps for a stem whose channels differ a thousandfold. So
// every channel is divided by a factor of its own, which its weights are multiplied by (as SmoothQuant does: Xiao et al.,
// 2023, with a half for the migration strength), and every row, that is every output frame, gets a scale of its own.

import { convolutionMatrix } from '../onnx/convolution-matrix.ts';
import {
  floatTensor,
  floatValues,
  type Initializer,
  int8Values,
  integerTensor,
  type Model,
  type Node,
  node,
  onnx,
  uint8Tensor,
} from '../onnx/onnx-graph.ts';

/** Which convolution, and the facts about its input [batch, channels, frames] that it takes. */
export interface Int8Convolution {
  /** Its weights are `<name>.weight_quantized`, with scale and zero point beside them. */
  readonly name: string;
  /** Frames of its input in a window of 48000 samples. */
  readonly inputFrames: number;
  readonly stride: number;
  /**
   * Names of the initializers that scale and shift the channels of its input, which was normalised before: they tell
   * how large a channel gets, without any clip.
   */
  readonly channelScale: string;
  readonly channelShift: string;
}

/** Steps either way of zero. */
const STEPS = 127;
/** What stands for zero in uint8. */
const ZERO = 128;
/** Divides a row of zeros, which Moonshine's normalisation never gives. */
const SMALLEST_PEAK = 1e-9;

/**
 * Puts the product in the convolution's place; `model` is changed.
 * @throws Error naming what the model lacks.
 */
export function convolveInInt8(model: Model, convolution: Int8Convolution): void {
  const { name, inputFrames, stride } = convolution;
  const nodes = model.graph?.node ?? [];
  const initializers = model.graph?.initializer ?? [];
  const weights = readWeights(initializers, name);
  const at = nodes.findIndex(({ opType, name: own }) => opType === 'Conv' && own === `/${name}/Conv`);
  const [input, , bias] = nodes[at]?.input ?? [];
  const [output] = nodes[at]?.output ?? [];
  if (input === undefined || bias === undefined || output === undefined) {
    throw new Error(`The encoder has no convolution "${name}" with a bias.`);
  }
  const factors = channelFactors(weights, peaksOf(initializers, convolution));
  const { steps, scales } = matrixInSteps(weights, factors);
  const { outputs, channels, taps } = weights;
  const frames = Math.floor((inputFrames - taps) / stride) + 1;
  const own = (part: string) => `int8/${name}/${part}`;
  initializers.push(
    floatTensor(
      own('inverse-factors'),
      [channels],
      factors.map((factor) => 1 / factor),
    ),
    integerTensor(
      own('frame-numbers'),
      Array.from({ length: frames * taps }, (_, i) => Math.floor(i / taps) * stride + (i % taps)),
      [frames, taps],
    ),
    integerTensor(own('row-shape'), [0, frames, taps * channels]),
    floatTensor(own('smallest-peak'), [], Float32Array.of(SMALLEST_PEAK)),
    floatTensor(own('step'), [], Float32Array.of(1 / STEPS)),
    uint8Tensor(own('zero'), [], Uint8Array.of(ZERO)),
    uint8Tensor(own('weights'), [taps * channels, outputs], steps),
    floatTensor(own('weight-scales'), [outputs], scales),
  );
  const product: Node[] = [
    node('Transpose', [input], [own('frames')], { perm: [0, 2, 1] }),
    node('Mul', [own('frames'), own('inverse-factors')], [own('balanced')]),
    node('Gather', [own('balanced'), own('frame-numbers')], [own('taps')], { axis: 1 }),
    node('Reshape', [own('taps'), own('row-shape')], [own('rows')]),
    // A row's peak is the highest of its frames': seven times less to look at than the row.
    node('Abs', [own('balanced')], [own('magnitudes')]),
    node('ReduceMax', [own('magnitudes')], [own('frame-peaks')], { axes: [2], keepdims: 0 }),
    node('Gather', [own('frame-peaks'), own('frame-numbers')], [own('tap-peaks')], { axis: 1 }),
    node('ReduceMax', [own('tap-peaks')], [own('highest')], { axes: [2], keepdims: 1 }),
    node('Max', [own('highest'), own('smallest-peak')], [own('peaks')]),
    node('Div', [own('rows'), own('peaks')], [own('unit-rows')]),
    node('QuantizeLinear', [own('unit-rows'), own('step'), own('zero')], [own('rows-uint8')]),
    node(
      'MatMulInteger',
      [own('rows-uint8'), own('weights'), own('zero'), own('zero')],
      [own('products-int32')],
    ),
    node('Cast', [own('products-int32')], [own('products')], { to: onnx.TensorProto.DataType.FLOAT }),
    node('Mul', [own('peaks'), own('step')], [own('row-scales')]),
    node('Mul', [own('products'), own('row-scales')], [own('row-scaled')]),
    node('Mul', [own('row-scaled'), own('weight-scales')], [own('scaled')]),
    node('Add', [own('scaled'), bias], [own('sums')]),
    node('Transpose', [own('sums')], [output], { perm: [0, 2, 1] }),
  ];
  nodes.splice(at, 1, ...product);
}

interface Weights {
  readonly outputs: number;
  readonly channels: number;
  readonly taps: number;
  /** [taps * channels, outputs] */
  readonly matrix: Float32Array;
}

/** The int8 weights as the encoder reads them: number × scale + zero point (scaled already), both of the whole tensor. */
function readWeights(initializers: readonly Initializer[], name: string): Weights {
  const numbers = find(initializers, `${name}.weight_quantized`);
  const [scale = 1] = floatValues(find(initializers, `${name}.weight_scale`));
  const [zeroPoint = 0] = floatValues(find(initializers, `${name}.weight_zero_point`));
  const dims = (numbers.dims ?? []).map(Number);
  const values = Float32Array.from(int8Values(numbers), (number) => number * scale + zeroPoint);
  const [outputs = 0, channels = 0, taps = 0] = dims;
  return { outputs, channels, taps, matrix: convolutionMatrix({ dims, values }).values };
}

function find(initializers: readonly Initializer[], name: string): Initializer {
  const found = initializers.find((tensor) => tensor.name === name);
  if (found === undefined) throw new Error(`The encoder has no weights "${name}".`);
  return found;
}

/** How large each channel of the input gets, up to a factor that all of them share. */
function peaksOf(
  initializers: readonly Initializer[],
  { channelScale, channelShift }: Int8Convolution,
): Float32Array {
  const shifts = floatValues(find(initializers, channelShift));
  return floatValues(find(initializers, channelScale)).map(
    (scale, channel) => Math.abs(scale) + Math.abs(shifts[channel] ?? 0),
  );
}

/** What each channel is divided by, and its weights multiplied by, so that the peaks of both become the same. */
function channelFactors({ outputs, channels, matrix }: Weights, peaks: Float32Array): Float32Array {
  const largest = new Float32Array(channels);
  for (const [i, weight] of matrix.entries()) {
    const channel = Math.floor(i / outputs) % channels;
    largest[channel] = Math.max(largest[channel] ?? 0, Math.abs(weight));
  }
  return largest.map((weight, channel) =>
    Math.sqrt(Math.max(peaks[channel] ?? 0, SMALLEST_PEAK) / Math.max(weight, SMALLEST_PEAK)),
  );
}

/**
 * Weights times factors in steps from `ZERO` on, with a scale for each output. As uint8: x86 processors without VNNI
 * saturate where they multiply uint8 by int8.
 */
function matrixInSteps({ outputs, channels, matrix }: Weights, factors: Float32Array) {
  const balanced = matrix.map((weight, i) => weight * (factors[Math.floor(i / outputs) % channels] ?? 1));
  const peaks = new Float32Array(outputs);
  for (const [i, weight] of balanced.entries()) {
    const output = i % outputs;
    peaks[output] = Math.max(peaks[output] ?? 0, Math.abs(weight));
  }
  const steps = Uint8Array.from(
    balanced,
    (weight, i) => ZERO + Math.round(weight / ((peaks[i % outputs] ?? 0) / STEPS)),
  );
  return { steps, scales: peaks.map((peak) => peak / STEPS) };
}
