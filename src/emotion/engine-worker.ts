// The worker that runs the engine: keeps inference off the thread that takes in audio.

import { expose, transfer } from 'comlink';
import * as ort from 'onnxruntime-web/wasm';
import { createEngine, type EmotionEngine, type WindowJob } from './engine.ts';

/** Where the extension serves its own files, relative to its root. */
const FILES = {
  model: '/models/emotion.onnx',
  manifest: '/models/emotion.json',
  gate: '/models/silero-vad.onnx',
  ort: '/ort/',
};

let engine: EmotionEngine | null = null;

async function bytesOf(path: string): Promise<Uint8Array<ArrayBuffer>> {
  const response = await fetch(path);
  return new Uint8Array(await response.arrayBuffer());
}

function loaded(): EmotionEngine {
  if (engine === null) throw new Error('The classifier is not loaded yet; wait for load() first.');
  return engine;
}

const workerEngine = {
  /** @returns the model's version and how long loading took, in milliseconds */
  async load(): Promise<{ model: string; loadMs: number }> {
    const began = performance.now();
    ort.env.wasm.numThreads = 1;
    ort.env.wasm.wasmPaths = FILES.ort;
    const [model, manifest, speechGate] = await Promise.all([
      bytesOf(FILES.model),
      fetch(FILES.manifest).then((response) => response.json()),
      bytesOf(FILES.gate),
    ]);
    engine = await createEngine(ort, { model, manifest, speechGate });
    return { model: manifest.version, loadMs: performance.now() - began };
  },
  async analyse(job: WindowJob) {
    const result = await loaded().analyse(job);
    return transfer(result, [result.window.buffer]);
  },
  async release(stream: string) {
    await loaded().release(stream);
  },
};

export type WorkerEngine = typeof workerEngine;

expose(workerEngine);
