// One writer for each kind of layer that an architecture uses. TensorFlow.js has [batch, time, channels]; ONNX
// convolves and pools [batch, channels, time], so those are turned round and back.

import { floatTensor, type GraphParts, integerTensor, node } from '../onnx/onnx-graph.ts';
import type { tf } from '../tensorflow/tensorflow.ts';
import { ChannelNormalization, type GroupedConv1D, type SelfAttention, StatisticsPooling } from './layers.ts';

/** Adds a layer's nodes; returns the name of its output. */
type WriteLayer = (parts: GraphParts, layer: tf.layers.Layer, inputs: readonly string[]) => string;

interface Weight {
  readonly shape: readonly number[];
  readonly values: Float32Array;
}

function weightsOf(layer: tf.layers.Layer): Weight[] {
  return layer.getWeights().map((weight) => ({
    shape: weight.shape,
    values: weight.dataSync() as Float32Array,
  }));
}

function weightAt(weights: readonly Weight[], index: number, layer: tf.layers.Layer): Weight {
  const weight = weights[index];
  if (weight === undefined) throw new Error(`The layer ${layer.name} has no weight ${index}.`);
  return weight;
}

function configOf(layer: tf.layers.Layer): Record<string, unknown> {
  return layer.getConfig() as Record<string, unknown>;
}

/** Adds a constant of a weight's shape. */
function constant({ initializers }: GraphParts, name: string, { shape, values }: Weight): string {
  initializers.push(floatTensor(name, shape, values));
  return name;
}

function scalar(parts: GraphParts, name: string, value: number): string {
  return constant(parts, name, { shape: [], values: Float32Array.of(value) });
}

/** Adds a node with one output, named after the layer. */
function add(
  { nodes }: GraphParts,
  op: string,
  inputs: readonly string[],
  output: string,
  attributes: Parameters<typeof node>[3] = {},
): string {
  nodes.push(node(op, inputs, [output], attributes));
  return output;
}

function activated(parts: GraphParts, layer: tf.layers.Layer, value: string): string {
  const { activation } = configOf(layer);
  if (activation === 'linear' || activation === undefined) return value;
  if (activation === 'relu') return add(parts, 'Relu', [value], `${layer.name}/relu`);
  throw new Error(`The activation ${String(activation)} of ${layer.name} can't be written as ONNX yet.`);
}

/** What happens to [batch, channels, time] happens between two transpositions. */
function channelsFirst(
  parts: GraphParts,
  layer: tf.layers.Layer,
  input: string,
  write: (turned: string) => string,
): string {
  const turned = add(parts, 'Transpose', [input], `${layer.name}/turned`, { perm: [0, 2, 1] });
  return add(parts, 'Transpose', [write(turned)], `${layer.name}/back`, { perm: [0, 2, 1] });
}

/** A kernel [size, in, out] as ONNX has it, [out, in, size]. */
function convKernel({ shape, values }: Weight): Weight {
  const [size = 0, inputs = 0, outputs = 0] = shape;
  const turned = new Float32Array(values.length);
  for (let k = 0; k < size; k++) {
    for (let i = 0; i < inputs; i++) {
      for (let o = 0; o < outputs; o++) {
        turned[(o * inputs + i) * size + k] = values[(k * inputs + i) * outputs + o] as number;
      }
    }
  }
  return { shape: [outputs, inputs, size], values: turned };
}

const writeConv: WriteLayer = (parts, layer, [input = '']) => {
  const config = configOf(layer);
  const weights = weightsOf(layer);
  const kernel = constant(parts, `${layer.name}/kernel`, convKernel(weightAt(weights, 0, layer)));
  const bias = weights.length > 1 ? [constant(parts, `${layer.name}/bias`, weightAt(weights, 1, layer))] : [];
  const strides = config.strides as number | number[];
  const convolved = channelsFirst(parts, layer, input, (turned) =>
    add(parts, 'Conv', [turned, kernel, ...bias], `${layer.name}/conv`, {
      strides: Array.isArray(strides) ? strides : [strides],
      auto_pad: config.padding === 'same' ? 'SAME_UPPER' : 'VALID',
    }),
  );
  return activated(parts, layer, convolved);
};

const writeGroupedConv: WriteLayer = (parts, layer, [input = '']) => {
  const { groups } = layer as GroupedConv1D;
  const weights = weightsOf(layer);
  const kernel = constant(parts, `${layer.name}/kernel`, convKernel(weightAt(weights, 0, layer)));
  const bias = constant(parts, `${layer.name}/bias`, weightAt(weights, 1, layer));
  return channelsFirst(parts, layer, input, (turned) =>
    add(parts, 'Conv', [turned, kernel, bias], `${layer.name}/conv`, {
      group: groups,
      auto_pad: 'SAME_UPPER',
    }),
  );
};

const writeMaxPooling: WriteLayer = (parts, layer, [input = '']) => {
  const config = configOf(layer);
  const sizeOf = (value: unknown) => (Array.isArray(value) ? (value as number[]) : [value as number]);
  return channelsFirst(parts, layer, input, (turned) =>
    add(parts, 'MaxPool', [turned], `${layer.name}/pool`, {
      kernel_shape: sizeOf(config.poolSize),
      strides: sizeOf(config.strides ?? config.poolSize),
    }),
  );
};

const writeDense: WriteLayer = (parts, layer, [input = '']) => {
  const weights = weightsOf(layer);
  const kernel = constant(parts, `${layer.name}/kernel`, weightAt(weights, 0, layer));
  const bias = constant(parts, `${layer.name}/bias`, weightAt(weights, 1, layer));
  const product = add(parts, 'MatMul', [input, kernel], `${layer.name}/product`);
  return activated(parts, layer, add(parts, 'Add', [product, bias], `${layer.name}/sum`));
};

/** At run time a batch normalisation is a factor and a summand for each channel. */
const writeBatchNormalization: WriteLayer = (parts, layer, [input = '']) => {
  const [gamma, beta, mean, variance] = weightsOf(layer);
  if (!gamma || !beta || !mean || !variance) throw new Error(`The layer ${layer.name} lacks weights.`);
  const epsilon = configOf(layer).epsilon as number;
  const factor = gamma.values.map((value, i) => value / Math.sqrt((variance.values[i] ?? 0) + epsilon));
  const summand = beta.values.map((value, i) => value - (mean.values[i] ?? 0) * (factor[i] ?? 0));
  const scaled = add(
    parts,
    'Mul',
    [input, constant(parts, `${layer.name}/factor`, { shape: gamma.shape, values: factor })],
    `${layer.name}/scaled`,
  );
  const shift = constant(parts, `${layer.name}/summand`, { shape: beta.shape, values: summand });
  return add(parts, 'Add', [scaled, shift], `${layer.name}/shifted`);
};

const writeLayerNormalization: WriteLayer = (parts, layer, [input = '']) => {
  const weights = weightsOf(layer);
  const gamma = constant(parts, `${layer.name}/gamma`, weightAt(weights, 0, layer));
  const beta = constant(parts, `${layer.name}/beta`, weightAt(weights, 1, layer));
  return add(parts, 'LayerNormalization', [input, gamma, beta], `${layer.name}/normalised`, {
    axis: -1,
    epsilon: { float: configOf(layer).epsilon as number },
  });
};

const writeChannelNormalization: WriteLayer = (parts, layer, [input = '']) => {
  const weights = weightsOf(layer);
  const scale = constant(parts, `${layer.name}/scale`, weightAt(weights, 0, layer));
  const shift = constant(parts, `${layer.name}/shift`, weightAt(weights, 1, layer));
  return channelsFirst(parts, layer, input, (turned) =>
    add(parts, 'InstanceNormalization', [turned, scale, shift], `${layer.name}/normalised`, {
      epsilon: { float: ChannelNormalization.EPSILON },
    }),
  );
};

/** Gates of a matrix whose columns are TensorFlow's (input, forget, cell, output) as ONNX's rows (i, o, f, c). */
function lstmGates({ shape, values }: Weight, units: number): Float32Array {
  const rows = shape.length === 2 ? (shape[0] ?? 0) : 1;
  const result = new Float32Array(values.length);
  for (const [place, gate] of [0, 3, 1, 2].entries()) {
    for (let unit = 0; unit < units; unit++) {
      for (let row = 0; row < rows; row++) {
        result[(place * units + unit) * rows + row] = values[row * 4 * units + gate * units + unit] as number;
      }
    }
  }
  return result;
}

const writeLstm: WriteLayer = (parts, layer, [input = '']) => {
  const config = configOf(layer);
  const units = config.units as number;
  const weights = weightsOf(layer);
  const kernel = weightAt(weights, 0, layer);
  const bias = lstmGates(weightAt(weights, 2, layer), units);
  const withZeros = new Float32Array(2 * bias.length);
  withZeros.set(bias);
  const name = (part: string) => `${layer.name}/${part}`;
  const inputs = [
    add(parts, 'Transpose', [input], name('time-first'), { perm: [1, 0, 2] }),
    constant(parts, name('W'), {
      shape: [1, 4 * units, kernel.shape[0] ?? 0],
      values: lstmGates(kernel, units),
    }),
    constant(parts, name('R'), {
      shape: [1, 4 * units, units],
      values: lstmGates(weightAt(weights, 1, layer), units),
    }),
    constant(parts, name('B'), { shape: [1, 8 * units], values: withZeros }),
  ];
  parts.nodes.push(node('LSTM', inputs, [name('states'), name('last')], { hidden_size: units }));
  if (config.returnSequences) {
    parts.initializers.push(integerTensor(name('direction'), [1]));
    const states = add(parts, 'Squeeze', [name('states'), name('direction')], name('one-direction'));
    return add(parts, 'Transpose', [states], name('batch-first'), { perm: [1, 0, 2] });
  }
  parts.initializers.push(integerTensor(name('direction'), [0]));
  return add(parts, 'Squeeze', [name('last'), name('direction')], name('last-state'));
};

const writeAttention: WriteLayer = (parts, layer, [input = '']) => {
  const { heads, keySize } = layer as SelfAttention;
  const weights = weightsOf(layer);
  const name = (part: string) => `${layer.name}/${part}`;
  parts.initializers.push(
    integerTensor(name('split-shape'), [0, 0, heads, keySize]),
    integerTensor(name('joined-shape'), [0, 0, heads * keySize]),
  );
  const project = (value: string, part: string, i: number) => {
    const kernel = constant(parts, name(`${part}-kernel`), weightAt(weights, 2 * i, layer));
    const bias = constant(parts, name(`${part}-bias`), weightAt(weights, 2 * i + 1, layer));
    const product = add(parts, 'MatMul', [value, kernel], name(`${part}-product`));
    return add(parts, 'Add', [product, bias], name(`${part}-sum`));
  };
  const split = (part: string, i: number, perm: readonly number[]) => {
    const projected = project(input, part, i);
    const shaped = add(parts, 'Reshape', [projected, name('split-shape')], name(`${part}-split`));
    return add(parts, 'Transpose', [shaped], name(part), { perm });
  };
  const query = split('query', 0, [0, 2, 1, 3]);
  const key = split('key', 1, [0, 2, 3, 1]);
  const value = split('value', 2, [0, 2, 1, 3]);
  const divisor = scalar(parts, name('divisor'), Math.sqrt(keySize));
  const scores = add(
    parts,
    'Div',
    [add(parts, 'MatMul', [query, key], name('products')), divisor],
    name('scores'),
  );
  const shares = add(parts, 'Softmax', [scores], name('shares'), { axis: -1 });
  const mixed = add(parts, 'MatMul', [shares, value], name('mixed'));
  const turned = add(parts, 'Transpose', [mixed], name('mixed-turned'), { perm: [0, 2, 1, 3] });
  return project(add(parts, 'Reshape', [turned, name('joined-shape')], name('joined')), 'output', 3);
};

const writeStatistics: WriteLayer = (parts, layer, [input = '']) => {
  const name = (part: string) => `${layer.name}/${part}`;
  parts.initializers.push(integerTensor(name('time'), [1]));
  const mean = add(parts, 'ReduceMean', [input], name('mean'), { axes: [1], keepdims: 1 });
  const centred = add(parts, 'Sub', [input, mean], name('centred'));
  const squared = add(parts, 'Mul', [centred, centred], name('squared'));
  const variance = add(parts, 'ReduceMean', [squared], name('variance'), { axes: [1], keepdims: 0 });
  const floor = scalar(parts, name('floor'), StatisticsPooling.VARIANCE_FLOOR);
  const sd = add(parts, 'Sqrt', [add(parts, 'Add', [variance, floor], name('floored'))], name('sd'));
  const flat = add(parts, 'Squeeze', [mean, name('time')], name('mean-flat'));
  return add(parts, 'Concat', [flat, sd], name('statistics'), { axis: 1 });
};

const writeGelu: WriteLayer = (parts, layer, [input = '']) => {
  const name = (part: string) => `${layer.name}/${part}`;
  const divided = add(parts, 'Div', [input, scalar(parts, name('root2'), Math.SQRT2)], name('divided'));
  const raised = add(
    parts,
    'Add',
    [add(parts, 'Erf', [divided], name('erf')), scalar(parts, name('one'), 1)],
    name('raised'),
  );
  const product = add(parts, 'Mul', [input, raised], name('product'));
  return add(parts, 'Mul', [product, scalar(parts, name('half'), 0.5)], name('gelu'));
};

const writeReshape: WriteLayer = (parts, layer, [input = '']) => {
  const target = configOf(layer).targetShape as readonly number[];
  parts.initializers.push(integerTensor(`${layer.name}/shape`, [-1, ...target]));
  return add(parts, 'Reshape', [input, `${layer.name}/shape`], `${layer.name}/reshaped`);
};

/** By the class name of the layer. What only matters in training passes its input on. */
export const LAYER_EXPORTERS: Readonly<Record<string, WriteLayer>> = {
  Add: (parts, layer, inputs) => add(parts, 'Add', inputs, `${layer.name}/sum`),
  BatchNormalization: writeBatchNormalization,
  ChannelNormalization: writeChannelNormalization,
  Conv1D: writeConv,
  Dense: writeDense,
  Flatten: (parts, layer, inputs) => add(parts, 'Flatten', inputs, `${layer.name}/flat`, { axis: 1 }),
  Gelu: writeGelu,
  GlobalAveragePooling1D: (parts, layer, inputs) =>
    add(parts, 'ReduceMean', inputs, `${layer.name}/mean`, { axes: [1], keepdims: 0 }),
  GroupedConv1D: writeGroupedConv,
  LSTM: writeLstm,
  LayerNormalization: writeLayerNormalization,
  MaxPooling1D: writeMaxPooling,
  PositionalEmbedding: (parts, layer, [input = '']) => {
    const places = constant(parts, `${layer.name}/places`, weightAt(weightsOf(layer), 0, layer));
    return add(parts, 'Add', [input, places], `${layer.name}/placed`);
  },
  ReLU: (parts, layer, inputs) => add(parts, 'Relu', inputs, `${layer.name}/relu`),
  Reshape: writeReshape,
  SeededDropout: (_, __, [input = '']) => input,
  SelfAttention: writeAttention,
  StatisticsPooling: writeStatistics,
};
