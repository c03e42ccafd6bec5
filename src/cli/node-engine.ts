// The engine in Node: the same WASM build and the same files as in the extension.

import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import path from 'node:path';
import * as ort from 'onnxruntime-web/wasm';
import { createEngine, type EmotionEngine, type EngineFiles } from '../emotion/engine.ts';
import { parseManifest } from '../emotion/manifest.ts';

const require = createRequire(import.meta.url);
const MODELS = path.resolve(import.meta.dirname, '../../models');

async function bytesOf(file: string): Promise<Uint8Array<ArrayBuffer>> {
  return new Uint8Array(await readFile(file));
}

/** The speech gate's graph, as its package ships it. */
export function speechGateFile(): string {
  return path.join(path.dirname(require.resolve('@ricky0123/vad-web')), 'silero_vad_v5.onnx');
}

/** Sets up ONNX Runtime Web for Node: one thread, its WASM binary read from the installed package. */
export async function nodeOrt(): Promise<typeof ort> {
  ort.env.wasm.numThreads = 1;
  const binary = path.join(
    path.dirname(require.resolve('onnxruntime-web/wasm')),
    'ort-wasm-simd-threaded.wasm',
  );
  ort.env.wasm.wasmBinary = (await bytesOf(binary)).buffer;
  return ort;
}

const SHIPPED_MODEL = path.join(MODELS, 'emotion.onnx');

/** What lies beside a graph, with the ending .json. */
async function manifestOf(modelFile: string): Promise<unknown> {
  return JSON.parse(await readFile(modelFile.replace(/\.onnx$/, '.json'), 'utf8'));
}

export async function loadEngineFiles(modelFile = SHIPPED_MODEL): Promise<EngineFiles> {
  return {
    model: await bytesOf(modelFile),
    manifest: await manifestOf(modelFile),
    speechGate: await bytesOf(speechGateFile()),
  };
}

/** The shipped model's version, without the model. */
export async function shippedModelVersion(): Promise<string> {
  return parseManifest(await manifestOf(SHIPPED_MODEL)).version;
}

/**
 * The engine that serves, with the version of its model.
 *
 * @throws Error in a sentence when a file is missing or doesn't fit its contract
 */
export async function loadNodeEngine(modelFile?: string): Promise<{ engine: EmotionEngine; model: string }> {
  const engine = await createEngine(await nodeOrt(), await loadEngineFiles(modelFile));
  return { engine, model: engine.model };
}
