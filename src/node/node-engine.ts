// The engine in Node: the files of the extension, and its WASM build unless the native one is asked for.

import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import path from 'node:path';
import * as ort from 'onnxruntime-web/wasm';
import { DEFAULT_MODEL, headFile, modelPath } from '../analysis/emotion/catalogue.ts';
import { createEngine, type EmotionEngine, type EngineFiles } from '../analysis/emotion/engine.ts';
import { parseManifest } from '../analysis/emotion/manifest.ts';
import { WASM_SESSION } from '../analysis/emotion/ort.ts';
import { NATIVE_SESSION, nativeOrt } from './native-ort.ts';
import { heardBy, type Runtime } from './runtime.ts';

const require = createRequire(import.meta.url);
const MODELS = path.resolve(import.meta.dirname, '../../models');

async function bytesOf(file: string): Promise<Uint8Array<ArrayBuffer>> {
  // Not a copy: of files this large two at once are felt.
  const { buffer, byteOffset, byteLength } = await readFile(file);
  return new Uint8Array(buffer as ArrayBuffer, byteOffset, byteLength);
}

/** The speech gate's graph. */
export const SPEECH_GATE_FILE = path.join(MODELS, 'speech-gate.onnx');

/** Sets up ONNX Runtime Web for Node: one thread, its WASM binary read from the installed package. */
export async function nodeOrt(): Promise<typeof ort> {
  ort.env.wasm.numThreads = 1;
  const binary = path.join(
    path.dirname(require.resolve('onnxruntime-web/wasm')),
    'ort-wasm-simd-threaded.wasm',
  );
  ort.env.wasm.wasmBinary = await bytesOf(binary);
  return ort;
}

/** What a model's manifest says, parsed. */
async function manifestIn(folder: string): Promise<unknown> {
  return JSON.parse(await readFile(path.join(folder, `${modelPath(DEFAULT_MODEL)}.json`), 'utf8'));
}

/** The files of an engine with the shipped model, or with the one in another folder. */
export async function loadEngineFiles(folder = MODELS): Promise<EngineFiles> {
  return {
    model: await bytesOf(path.join(folder, `${modelPath(DEFAULT_MODEL)}.onnx`)),
    readHead: () => bytesOf(path.join(folder, headFile(DEFAULT_MODEL))),
    manifest: await manifestIn(folder),
    speechGate: await bytesOf(SPEECH_GATE_FILE),
  };
}

/** What records will call the shipped model, without loading it. */
export async function shippedModelLabel(runtime: Runtime): Promise<string> {
  return heardBy(parseManifest(await manifestIn(MODELS)).version, runtime);
}

/**
 * An engine with the shipped model, and what records call that.
 *
 * @throws Error in a sentence when a file is missing or doesn't fit its contract, or the runtime isn't installed
 */
export async function loadNodeEngine(
  runtime: Runtime = 'wasm',
): Promise<{ engine: EmotionEngine; model: string }> {
  const [ort, session] = runtime === 'wasm' ? [await nodeOrt(), WASM_SESSION] : [nativeOrt(), NATIVE_SESSION];
  const { engine, model } = await createEngine(ort, await loadEngineFiles(), session);
  // It is compiled by now.
  delete ort.env.wasm.wasmBinary;
  return { engine, model: heardBy(model, runtime) };
}
