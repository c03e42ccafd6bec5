// Runs ONNX graphs with the WASM build that serves, one thread and one window at a time: the int8 encoder
// quantises its activations over the whole batch, so neighbours in a batch would change each other.

import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import * as ort from 'onnxruntime-web/wasm';
import { WINDOW_SAMPLES } from '../../src/analysis/emotion/manifest.ts';

/** From one window to one row: 48000 samples in, the graph's output values out (a new array). */
export type RunGraph = (window: Float32Array) => Promise<Float32Array>;

/**
 * Loads a graph `audio` [1, 48000] → `outputName` [1, n].
 * @throws Error when the graph can't be loaded, or (by the returned function) when the window has another length.
 */
export async function loadGraph(graph: Uint8Array, outputName: string): Promise<RunGraph> {
  ort.env.wasm.numThreads = 1;
  const wasmPath = createRequire(import.meta.url).resolve('onnxruntime-web/ort-wasm-simd-threaded.wasm');
  const wasm = await readFile(wasmPath);
  ort.env.wasm.wasmBinary = wasm.buffer.slice(wasm.byteOffset, wasm.byteOffset + wasm.byteLength);
  const session = await ort.InferenceSession.create(graph, { executionProviders: ['wasm'] });
  return async (window) => {
    if (window.length !== WINDOW_SAMPLES) {
      throw new Error(`A window has to have ${WINDOW_SAMPLES} samples; ${window.length} were given.`);
    }
    const { [outputName]: output } = await session.run({
      audio: new ort.Tensor('float32', window, [1, WINDOW_SAMPLES]),
    });
    if (!(output?.data instanceof Float32Array))
      throw new Error(`The graph has no float32 output "${outputName}".`);
    return output.data.slice();
  };
}
