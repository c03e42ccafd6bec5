// A convolution of an int8 encoder as a product of int8 matrices, which WASM does more than twice as fast as in float32.
//
// Dynamic int8 knows one scale for all of a tensor: too few steps for a stem whose channels differ a thousandfold. So
// every channel is divided by a factor of its own, which its weights are multiplied by (as SmoothQuant does: Xiao et al.,
// 2023, with a half for the migration strength), and every row, that is every output frame, gets a scale of its own.

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

/** Which convolution, and what is to be known of its input [batch, channels, frames]. */
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
/** A row of zeros, which Moonshine's normalisation never gives, is divided by this. */
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
  const { matrix, scales } = matrixInSteps(weights, factors);
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
    uint8Tensor(own('weights'), [taps * channels, outputs], matrix),
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
  /** [outputs, channels, taps] */
  readonly values: Float32Array;
}

/** The int8 weights as the encoder reads them: number × scale + zero point (scaled already), both of the whole tensor. */
function readWeights(initializers: readonly Initializer[], name: string): Weights {
  const numbers = find(initializers, `${name}.weight_quantized`);
  const [scale = 1] = floatValues(find(initializers, `${name}.weight_scale`));
  const [zeroPoint = 0] = floatValues(find(initializers, `${name}.weight_zero_point`));
  const [outputs = 0, channels = 0, taps = 0] = (numbers.dims ?? []).map(Number);
  const values = Float32Array.from(int8Values(numbers), (number) => number * scale + zeroPoint);
  return { outputs, channels, taps, values };
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
function channelFactors({ outputs, channels, taps, values }: Weights, peaks: Float32Array): Float32Array {
  return Float32Array.from({ length: channels }, (_, channel) => {
    let largest = 0;
    for (let output = 0; output < outputs; output++) {
      const first = (output * channels + channel) * taps;
      for (let tap = 0; tap < taps; tap++) largest = Math.max(largest, Math.abs(values[first + tap] ?? 0));
    }
    return Math.sqrt(Math.max(peaks[channel] ?? 0, SMALLEST_PEAK) / Math.max(largest, SMALLEST_PEAK));
  });
}

/**
 * Weights times factors as [taps * channels, outputs], in steps from `ZERO` on, with a scale for each output. As uint8: x86
 * processors without VNNI saturate where they multiply uint8 by int8.
 */
function matrixInSteps({ outputs, channels, taps, values }: Weights, factors: Float32Array) {
  const matrix = new Uint8Array(taps * channels * outputs);
  const scales = new Float32Array(outputs);
  const balanced = new Float32Array(taps * channels);
  for (let output = 0; output < outputs; output++) {
    for (let tap = 0; tap < taps; tap++) {
      for (let channel = 0; channel < channels; channel++) {
        const value = values[(output * channels + channel) * taps + tap] ?? 0;
        balanced[tap * channels + channel] = value * (factors[channel] ?? 1);
      }
    }
    const scale = balanced.reduce((highest, value) => Math.max(highest, Math.abs(value)), 0) / STEPS;
    scales[output] = scale;
    for (const [row, value] of balanced.entries()) {
      matrix[row * outputs + output] = ZERO + Math.round(value / scale);
    }
  }
  return { matrix, scales };
}
