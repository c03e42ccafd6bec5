// ONNX Runtime Web as this house uses it: the WASM build on one thread, the same in the browser and in Node.

import type * as ort from 'onnxruntime-web/wasm';

export type OrtModule = typeof ort;
export type OrtSession = ort.InferenceSession;
export type OrtTensor = ort.Tensor;
export type SessionOptions = ort.InferenceSession.SessionOptions;

/** One thread: more would need cross-origin isolation, which breaks tab capture. */
export const WASM_SESSION: SessionOptions = {
  executionProviders: ['wasm'],
  graphOptimizationLevel: 'all',
  logSeverityLevel: 3,
};
