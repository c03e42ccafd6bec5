// Silero VAD v5 as this house runs it: the same weights, many frames at a time.
//
// The graph of the package hears one frame in a run, looks at the sample rate and at the shapes of its inputs, and cuts
// and joins the weights of its LSTM anew each time: more than a hundred nodes, and most of a run is spent between them. Only
// the LSTM goes from frame to frame, and it has a time axis; everything before it takes the frames side by side, as
// products of matrices, since a frame's convolutions have four positions at most.

import { CONTEXT_SAMPLES, FRAME_SAMPLES } from '../../src/analysis/emotion/speech-gate.ts';
import { convolutionMatrix, type Weight } from '../onnx/convolution-matrix.ts';
import {
  encodeModel,
  floatTensor,
  floatValue,
  floatValues,
  type GraphParts,
  type Initializer,
  integerTensor,
  type Model,
  type Node,
  node,
  OWN_VERSIONS,
  onnx,
} from '../onnx/onnx-graph.ts';

/** Samples of a frame with what comes before it. */
const FRAME_WITH_CONTEXT = CONTEXT_SAMPLES + FRAME_SAMPLES;
/** Samples that the last spectrum of a frame reaches beyond it; they are mirrored. */
const MIRRORED = 64;
/** Samples from a spectrum to the next, half the length of each. */
const SPECTRUM_HOP = 128;
/** Spectra of a frame. */
const SPECTRA = 4;
const BINS = 129;
const HIDDEN = 128;
/** Where the weights for 16 kHz stand in the package's graph. */
const PREFIX = 'If_0_then_branch__Inline_0__';

/**
 * `frames` [n, 576] and `state` [2, 1, 128] → `probabilities` [n] and `nextState` [2, 1, 128]; the frames follow each
 * other. With n = 1 it computes what the package's graph does.
 * @param silero the package's graph
 * @throws Error naming a weight that is not in it.
 */
export function speechGateGraph(silero: Model): Uint8Array {
  const graph = new GateGraph(weightsAt16kHz(silero));
  addSpectra(graph);
  addConvolutions(graph);
  addMemory(graph);
  addAnswer(graph);
  const state = [2, 1, HIDDEN];
  return encodeModel(
    OWN_VERSIONS,
    graph,
    [floatValue('frames', ['n', FRAME_WITH_CONTEXT]), floatValue('state', state)],
    [floatValue('probabilities', ['n']), floatValue('nextState', state)],
    'silero-vad-v5-16khz',
  );
}

/** A graph under construction, and the weights that it takes from Silero's. */
class GateGraph implements GraphParts {
  readonly nodes: Node[] = [];
  readonly initializers: Initializer[] = [];
  readonly #weights: ReadonlyMap<string, Weight>;

  constructor(weights: ReadonlyMap<string, Weight>) {
    this.#weights = weights;
  }

  /** @throws Error when Silero's graph has none of that name */
  weight(name: string): Weight {
    const found = this.#weights.get(`${PREFIX}${name}`);
    if (found === undefined) throw new Error(`Silero's graph has no weight "${name}" for 16 kHz.`);
    return found;
  }

  floats(name: string, { dims, values }: Weight, as: readonly number[] = dims): void {
    this.initializers.push(floatTensor(name, as, values));
  }

  integers(name: string, values: readonly number[]): void {
    this.initializers.push(integerTensor(name, values));
  }

  /** `from` [n, rows, width] → `to`: its rows from `first` up to `end`. */
  rows(from: string, first: number, end: number, to: string): void {
    this.integers(`${to}/first`, [first]);
    this.integers(`${to}/end`, [end]);
    this.nodes.push(node('Slice', [from, `${to}/first`, `${to}/end`, 'axis-1'], [to]));
  }

  reshape(from: string, dims: readonly number[], to: string): void {
    this.integers(`${to}/shape`, dims);
    this.nodes.push(node('Reshape', [from, `${to}/shape`], [to]));
  }

  /** A convolution with its ReLU; `inputs` holds what its taps find, side by side. */
  convolve(layer: number, taps: readonly number[], inputs: string): void {
    const name = `convolution${layer}`;
    this.floats(
      `${name}/weight`,
      convolutionMatrix(this.weight(`encoder.${layer}.reparam_conv.weight`), taps),
    );
    this.floats(`${name}/bias`, this.weight(`encoder.${layer}.reparam_conv.bias`));
    this.nodes.push(
      node('MatMul', [inputs, `${name}/weight`], [`${name}/products`]),
      node('Add', [`${name}/products`, `${name}/bias`], [`${name}/sums`]),
      node('Relu', [`${name}/sums`], [name]),
    );
  }
}

/** `frames` [n, 576] → `spectra` [n, 4, 129], magnitudes. */
function addSpectra(graph: GateGraph): void {
  graph.integers('axis-1', [1]);
  graph.floats('spectrum/basis', convolutionMatrix(graph.weight('stft.forward_basis_buffer')));
  graph.integers('spectrum/pads', [0, 0, 0, MIRRORED]);
  graph.integers('spectrum/split', [BINS, BINS]);
  graph.nodes.push(node('Pad', ['frames', 'spectrum/pads'], ['spectrum/mirrored'], { mode: 'reflect' }));
  graph.reshape('spectrum/mirrored', [-1, SPECTRA + 1, SPECTRUM_HOP], 'spectrum/hops');
  graph.rows('spectrum/hops', 0, SPECTRA, 'spectrum/first-halves');
  graph.rows('spectrum/hops', 1, SPECTRA + 1, 'spectrum/second-halves');
  graph.nodes.push(
    node('Concat', ['spectrum/first-halves', 'spectrum/second-halves'], ['spectrum/samples'], { axis: 2 }),
    node('MatMul', ['spectrum/samples', 'spectrum/basis'], ['spectrum/both']),
    node('Split', ['spectrum/both', 'spectrum/split'], ['spectrum/re', 'spectrum/im'], { axis: 2 }),
    node('Mul', ['spectrum/re', 'spectrum/re'], ['spectrum/re2']),
    node('Mul', ['spectrum/im', 'spectrum/im'], ['spectrum/im2']),
    node('Add', ['spectrum/re2', 'spectrum/im2'], ['spectrum/power']),
    node('Sqrt', ['spectrum/power'], ['spectra']),
  );
}

/** `spectra` [n, 4, 129] → `convolution3` [n, 1, 128], by way of four, two and one position. */
function addConvolutions(graph: GateGraph): void {
  // Padded on either side.
  graph.integers('convolution0/pads', [0, 1, 0, 0, 1, 0]);
  graph.nodes.push(node('Pad', ['spectra', 'convolution0/pads'], ['convolution0/padded']));
  const shifts = [0, 1, 2].map((tap) => `convolution0/tap${tap}`);
  for (const [tap, shift] of shifts.entries()) graph.rows('convolution0/padded', tap, tap + SPECTRA, shift);
  graph.nodes.push(node('Concat', shifts, ['convolution0/inputs'], { axis: 2 }));
  graph.convolve(0, [0, 1, 2], 'convolution0/inputs');

  // Every other position: the padding with the first two, and the last three.
  graph.integers('convolution1/pads', [0, 1, 0, 0, 0, 0]);
  graph.nodes.push(node('Pad', ['convolution0', 'convolution1/pads'], ['convolution1/padded']));
  graph.rows('convolution1/padded', 0, 3, 'convolution1/early');
  graph.rows('convolution1/padded', 2, 5, 'convolution1/late');
  graph.reshape('convolution1/early', [-1, 1, 3 * HIDDEN], 'convolution1/early-row');
  graph.reshape('convolution1/late', [-1, 1, 3 * HIDDEN], 'convolution1/late-row');
  const both = ['convolution1/early-row', 'convolution1/late-row'];
  graph.nodes.push(node('Concat', both, ['convolution1/inputs'], { axis: 1 }));
  graph.convolve(1, [0, 1, 2], 'convolution1/inputs');

  // Two positions become one; what taps find beyond them is padding.
  graph.reshape('convolution1', [-1, 1, HIDDEN], 'convolution2/inputs');
  graph.convolve(2, [1, 2], 'convolution2/inputs');
  graph.convolve(3, [1], 'convolution2');
}

/** `convolution3`, read as a sequence of n, and `state` → `lstm/outputs` and `nextState`. */
function addMemory(graph: GateGraph): void {
  const gates = (name: string) => gatesForOnnx(graph.weight(`decoder.rnn.${name}`));
  const biases = [...gates('bias_ih').values, ...gates('bias_hh').values];
  graph.floats('lstm/weight', gates('weight_ih'), [1, 4 * HIDDEN, HIDDEN]);
  graph.floats('lstm/recurrence', gates('weight_hh'), [1, 4 * HIDDEN, HIDDEN]);
  graph.floats('lstm/bias', { dims: [1, 8 * HIDDEN], values: Float32Array.from(biases) });
  graph.integers('lstm/split', [1, 1]);
  graph.nodes.push(
    node('Split', ['state', 'lstm/split'], ['lstm/hidden', 'lstm/cell'], { axis: 0 }),
    node(
      'LSTM',
      ['convolution3', 'lstm/weight', 'lstm/recurrence', 'lstm/bias', '', 'lstm/hidden', 'lstm/cell'],
      ['lstm/outputs', 'lstm/next-hidden', 'lstm/next-cell'],
      { hidden_size: HIDDEN },
    ),
    node('Concat', ['lstm/next-hidden', 'lstm/next-cell'], ['nextState'], { axis: 0 }),
  );
}

/** `lstm/outputs` → `probabilities` [n]. */
function addAnswer(graph: GateGraph): void {
  graph.floats('decoder/weight', graph.weight('decoder.decoder.2.weight'), [HIDDEN, 1]);
  graph.floats('decoder/bias', graph.weight('decoder.decoder.2.bias'));
  graph.reshape('lstm/outputs', [-1, HIDDEN], 'decoder/inputs');
  graph.nodes.push(
    node('Relu', ['decoder/inputs'], ['decoder/positive']),
    node('MatMul', ['decoder/positive', 'decoder/weight'], ['decoder/products']),
    node('Add', ['decoder/products', 'decoder/bias'], ['decoder/logits']),
    node('Sigmoid', ['decoder/logits'], ['decoder/column']),
    node('Squeeze', ['decoder/column', 'axis-1'], ['probabilities']),
  );
}

/** The constants of the branch for 16 kHz, by name. */
function weightsAt16kHz(silero: Model): Map<string, Weight> {
  const choice = silero.graph?.node?.find(({ opType }) => opType === 'If');
  const branch = choice?.attribute?.find(({ name }) => name === 'then_branch')?.g;
  const weights = new Map<string, Weight>();
  for (const { output, attribute } of branch?.node ?? []) {
    const tensor = attribute?.find(({ name }) => name === 'value')?.t;
    const name = output?.[0];
    if (name === undefined || tensor?.dataType !== onnx.TensorProto.DataType.FLOAT) continue;
    weights.set(name, { dims: (tensor.dims ?? []).map(Number), values: floatValues(tensor) });
  }
  return weights;
}

/** PyTorch has the gates of an LSTM as input, forget, cell, output; ONNX as input, output, forget, cell. */
function gatesForOnnx({ dims, values }: Weight): Weight {
  const size = values.length / 4;
  const [input, forget, cell, output] = [0, 1, 2, 3].map((gate) =>
    values.subarray(gate * size, (gate + 1) * size),
  );
  const inOrder = [input, output, forget, cell].flatMap((gate) => [...(gate ?? [])]);
  return { dims, values: Float32Array.from(inOrder) };
}
