// The numbers of frame-features.ts, computed inside a model from its audio.

import { floatTensor, type GraphParts, integerTensor, node } from '../onnx/onnx-graph.ts';
import {
  BINS,
  CHROMAS,
  CONTRAST_BANDS,
  CONTRAST_FLOOR,
  DCT,
  DELTA_DIVISOR,
  FILTER_BANKS,
  FRAME_SAMPLES,
  FRAMES,
  HOP_SAMPLES,
  MEL_BANDS,
  MFCCS,
} from './frame-features.ts';

/** Names of the graph's values: `sequence` [batch, FRAMES, SEQUENCE_FEATURES] and `means` [batch, REPORT_FEATURES]. */
export const SEQUENCE = 'front-end/sequence';
export const MEANS = 'front-end/means';

const name = (part: string) => `front-end/${part}`;

/**
 * Nodes from `audio` [batch, 48000] to `SEQUENCE` and `MEANS`.
 * @param audio name of the samples
 */
export function frameFeaturesGraph(audio: string): GraphParts {
  const parts: GraphParts = { nodes: [], initializers: [] };
  spectrum(parts, audio);
  melBands(parts);
  chroma(parts);
  contrast(parts);
  parts.nodes.push(
    node('Concat', [name('mfcc'), name('chroma'), name('contrast')], [name('report')], { axis: 2 }),
    node('ReduceMean', [name('report')], [MEANS], { axes: [1], keepdims: 0 }),
  );
  deltas(parts);
  parts.nodes.push(
    node('Concat', [name('log-mel'), name('report'), name('deltas')], [SEQUENCE], { axis: 2 }),
  );
  return parts;
}

/** Power and amplitude of every bin but the last, under Meyda's Hann window. */
function spectrum({ nodes, initializers }: GraphParts, audio: string): void {
  const hann = Float32Array.from(
    { length: FRAME_SAMPLES },
    (_, i) => 0.5 - 0.5 * Math.cos((2 * Math.PI * i) / (FRAME_SAMPLES - 1)),
  );
  initializers.push(
    floatTensor(name('hann'), [FRAME_SAMPLES], hann),
    scalarInteger(name('hop'), HOP_SAMPLES),
    integerTensor(name('channel-axis'), [2]),
    integerTensor(name('part-axis'), [3]),
    integerTensor(name('zero'), [0]),
    integerTensor(name('bins'), [BINS]),
  );
  nodes.push(
    node('Unsqueeze', [audio, name('channel-axis')], [name('signal')]),
    node('STFT', [name('signal'), name('hop'), name('hann')], [name('complex-all')], { onesided: 1 }),
    node('Slice', [name('complex-all'), name('zero'), name('bins'), name('channel-axis')], [name('complex')]),
    node('Mul', [name('complex'), name('complex')], [name('squares')]),
    node('ReduceSum', [name('squares'), name('part-axis')], [name('power')], { keepdims: 0 }),
    node('Sqrt', [name('power')], [name('amplitude')]),
  );
}

function melBands({ nodes, initializers }: GraphParts): void {
  initializers.push(
    floatTensor(name('mel-bank'), [BINS, MEL_BANDS], transposed(FILTER_BANKS.mel, BINS)),
    floatTensor(name('one'), [], Float32Array.of(1)),
    floatTensor(name('dct'), [MEL_BANDS, MFCCS], transposed(DCT, MEL_BANDS)),
  );
  nodes.push(
    node('MatMul', [name('power'), name('mel-bank')], [name('mel')]),
    node('Add', [name('mel'), name('one')], [name('mel-raised')]),
    node('Log', [name('mel-raised')], [name('log-mel')]),
    node('MatMul', [name('log-mel'), name('dct')], [name('mfcc')]),
  );
}

function chroma({ nodes, initializers }: GraphParts): void {
  initializers.push(
    floatTensor(name('chroma-bank'), [BINS, CHROMAS], transposed(FILTER_BANKS.chroma, BINS)),
    floatTensor(name('least'), [], Float32Array.of(1e-12)),
  );
  nodes.push(
    node('MatMul', [name('amplitude'), name('chroma-bank')], [name('chroma-sums')]),
    node('ReduceMax', [name('chroma-sums')], [name('chroma-loudest')], { axes: [2], keepdims: 1 }),
    node('Max', [name('chroma-loudest'), name('least')], [name('chroma-divisor')]),
    node('Div', [name('chroma-sums'), name('chroma-divisor')], [name('chroma')]),
  );
}

function contrast({ nodes, initializers }: GraphParts): void {
  initializers.push(floatTensor(name('contrast-floor'), [], Float32Array.of(CONTRAST_FLOOR)));
  const contrasts = CONTRAST_BANDS.map(({ first, bins, extremes }, i) => {
    const band = (part: string) => name(`contrast${i}/${part}`);
    initializers.push(
      integerTensor(band('first'), [first]),
      integerTensor(band('end'), [first + bins]),
      integerTensor(band('extremes'), [extremes]),
    );
    nodes.push(
      node(
        'Slice',
        [name('amplitude'), band('first'), band('end'), name('channel-axis')],
        [band('amplitude')],
      ),
    );
    for (const [side, largest] of [
      ['peak', 1],
      ['valley', 0],
    ] as const) {
      nodes.push(
        node('TopK', [band('amplitude'), band('extremes')], [band(`${side}s`), band(`${side}-bins`)], {
          axis: 2,
          largest,
        }),
        node('ReduceMean', [band(`${side}s`)], [band(side)], { axes: [2], keepdims: 1 }),
        node('Add', [band(side), name('contrast-floor')], [band(`${side}-raised`)]),
        node('Log', [band(`${side}-raised`)], [band(`${side}-log`)]),
      );
    }
    nodes.push(node('Sub', [band('peak-log'), band('valley-log')], [band('contrast')]));
    return band('contrast');
  });
  nodes.push(node('Concat', contrasts, [name('contrast')], { axis: 2 }));
}

/** Regression over two frames to each side; the first and the last frame are held beyond the edges. */
function deltas({ nodes, initializers }: GraphParts): void {
  initializers.push(
    integerTensor(name('delta-pads'), [0, 2, 0, 0, 2, 0]),
    integerTensor(name('time-axis'), [1]),
    floatTensor(name('two'), [], Float32Array.of(2)),
    floatTensor(name('delta-divisor'), [], Float32Array.of(DELTA_DIVISOR)),
  );
  nodes.push(node('Pad', [name('report'), name('delta-pads')], [name('held')], { mode: 'edge' }));
  for (const offset of [0, 1, 3, 4]) {
    initializers.push(
      integerTensor(name(`delta-from${offset}`), [offset]),
      integerTensor(name(`delta-to${offset}`), [offset + FRAMES]),
    );
    nodes.push(
      node(
        'Slice',
        [name('held'), name(`delta-from${offset}`), name(`delta-to${offset}`), name('time-axis')],
        [name(`held${offset}`)],
      ),
    );
  }
  nodes.push(
    node('Sub', [name('held4'), name('held0')], [name('delta-far')]),
    node('Mul', [name('delta-far'), name('two')], [name('delta-far-twice')]),
    node('Sub', [name('held3'), name('held1')], [name('delta-near')]),
    node('Add', [name('delta-far-twice'), name('delta-near')], [name('delta-sum')]),
    node('Div', [name('delta-sum'), name('delta-divisor')], [name('deltas')]),
  );
}

/** Rows of weights as a matrix to multiply with: `width` × rows. */
function transposed(rows: readonly Float64Array[], width: number): Float32Array {
  return Float32Array.from(
    { length: width * rows.length },
    (_, i) => rows[i % rows.length]?.[Math.floor(i / rows.length)] ?? 0,
  );
}

function scalarInteger(tensorName: string, value: number) {
  return { ...integerTensor(tensorName, [value]), dims: [] };
}
