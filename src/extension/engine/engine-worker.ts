// The worker that runs the engine: keeps inference off the thread that takes in audio.

import './close-network.ts';
import { expose, transfer } from 'comlink';
import * as ort from 'onnxruntime-web/wasm';
import { headFile, type ModelName, modelPath } from '../../analysis/emotion/catalogue.ts';
import { createEngine, type EmotionEngine, type WindowJob } from '../../analysis/emotion/engine.ts';
import type { ContextRequest } from '../../analysis/emotion/window-reading.ts';
import { memoryProblem } from './out-of-memory.ts';

/** Where the extension serves its own files, relative to its root. */
const FILES = {
  models: '/models/',
  gate: '/models/speech-gate.onnx',
  ort: '/ort/',
};

let engine: EmotionEngine | null = null;

/** @throws Error in a sentence when the extension has no such file */
async function read(path: string): Promise<Response> {
  try {
    const response = await fetch(path);
    if (response.ok) return response;
    throw new Error(`status ${response.status}`);
  } catch (cause) {
    throw new Error(`Evenkeel's file ${path} can't be read. Reinstall Evenkeel.`, { cause });
  }
}

async function bytesOf(path: string): Promise<Uint8Array<ArrayBuffer>> {
  return new Uint8Array(await (await read(path)).arrayBuffer());
}

function engineInUse(): EmotionEngine {
  if (engine === null) throw new Error('The classifier is not loaded yet; wait for load() first.');
  return engine;
}

const workerEngine = {
  /** @returns the model as records call it, and how long loading took, in milliseconds */
  async load(name: ModelName): Promise<{ model: string; loadMs: number }> {
    const began = performance.now();
    ort.env.wasm.numThreads = 1;
    ort.env.wasm.wasmPaths = FILES.ort;
    const [model, manifest, speechGate] = await Promise.all([
      bytesOf(`${FILES.models}${modelPath(name)}.onnx`),
      read(`${FILES.models}${modelPath(name)}.json`).then((response) => response.json()),
      bytesOf(FILES.gate),
    ]);
    const readHead = () => bytesOf(`${FILES.models}${headFile(name)}`);
    const files = { name, model, manifest, speechGate, readHead };
    const loaded = await createEngine(ort, files).catch((error: unknown) => {
      throw memoryProblem(error);
    });
    engine = loaded.engine;
    return { model: loaded.model, loadMs: performance.now() - began };
  },
  async analyse(job: WindowJob) {
    const result = await engineInUse().analyse(job);
    return transfer(result, [result.window.buffer]);
  },
  readInContext: (request: ContextRequest) => engineInUse().readInContext(request),
  async release(stream: string) {
    await engineInUse().release(stream);
  },
};

export type WorkerEngine = typeof workerEngine;

expose(workerEngine);
