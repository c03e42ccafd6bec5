// Runs ONNX graphs with ONNX Runtime's native build, for what doesn't have to be bit-equal to the WASM build that serves.

import * as ort from 'onnxruntime-node';
import { WINDOW_SAMPLES } from '../../src/analysis/emotion/manifest.ts';
import type { RunGraph } from './run-graph.ts';

/** Loads a graph `audio` [1, 48000] → `outputName` [1, n], on one thread. */
export async function loadNativeGraph(graph: Uint8Array, outputName: string): Promise<RunGraph> {
  const session = await ort.InferenceSession.create(graph, { intraOpNumThreads: 1, interOpNumThreads: 1 });
  return async (window) => {
    const { [outputName]: output } = await session.run({
      audio: new ort.Tensor('float32', window, [1, WINDOW_SAMPLES]),
    });
    if (!(output?.data instanceof Float32Array)) {
      throw new Error(`The graph has no float32 output "${outputName}".`);
    }
    return Float32Array.from(output.data);
  };
}
