// Samples to mean 0 and variance 1 over the window, as wav2vec 2.0's input has it: in TypeScript and inside a model.

import { floatTensor, type GraphParts, node } from '../onnx/onnx-graph.ts';

/** Keeps silence from being blown up; wav2vec 2.0's own. */
const VARIANCE_FLOOR = 1e-7;

/** A normalised copy of a window. */
export function normalisedWindow(window: Float32Array): Float32Array {
  const mean = window.reduce((sum, sample) => sum + sample, 0) / window.length;
  const variance = window.reduce((sum, sample) => sum + (sample - mean) ** 2, 0) / window.length;
  const sd = Math.sqrt(variance + VARIANCE_FLOOR);
  return window.map((sample) => (sample - mean) / sd);
}

/**
 * Adds the same to a graph.
 * @param audio name of the samples, [batch, samples]
 * @returns name of the normalised samples
 */
export function normaliseAudio({ nodes, initializers }: GraphParts, audio: string): string {
  initializers.push(floatTensor('normalise/floor', [], Float32Array.of(VARIANCE_FLOOR)));
  nodes.push(
    node('ReduceMean', [audio], ['normalise/mean'], { axes: [1], keepdims: 1 }),
    node('Sub', [audio, 'normalise/mean'], ['normalise/centred']),
    node('Mul', ['normalise/centred', 'normalise/centred'], ['normalise/squared']),
    node('ReduceMean', ['normalise/squared'], ['normalise/variance'], { axes: [1], keepdims: 1 }),
    node('Add', ['normalise/variance', 'normalise/floor'], ['normalise/floored']),
    node('Sqrt', ['normalise/floored'], ['normalise/sd']),
    node('Div', ['normalise/centred', 'normalise/sd'], ['normalise/audio']),
  );
  return 'normalise/audio';
}
