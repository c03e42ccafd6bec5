// A model to be measured: a graph with its manifest beside it, or a fold's head with the encoder it was trained on.

import { createHash } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { basename } from 'node:path';
import { parseManifest } from '../../src/analysis/emotion/manifest.ts';
import { startProgress } from '../../src/node/progress.ts';
import { type Clip, readClip } from '../data/corpus.ts';
import { encoderKey, MOONSHINE_BASE } from '../encoder/encoders.ts';
import { readEncoder } from '../encoder/pooled-encoder.ts';
import { softmaxRows } from '../evaluation/metrics.ts';
import type { FoldPredictions } from '../evaluation/report.ts';
import { exportModel } from '../head/export-head.ts';
import { decodeHead } from '../head/head-file.ts';
import { MODEL_VERSION } from '../head/train-head.ts';
import { countParameters } from '../onnx/count-parameters.ts';
import { LOGITS } from '../onnx/model-contract.ts';
import { loadGraph, type RunGraph } from '../onnx/run-graph.ts';
import { CLASSES } from '../shared/classes.ts';
import { type Condition, evaluationVariant, windowOf } from '../sound/conditions.ts';

export interface ModelUnderTest {
  /** As it was named by the user. */
  readonly path: string;
  /** Of a head, the version that this code trains. */
  readonly version: string;
  readonly run: RunGraph;
  readonly temperature: number;
  /** Number of the fold whose actors the model has not heard; null for one that may have heard everybody. */
  readonly fold: number | null;
  /** Actors that had no part in training or calibrating the model. */
  readonly unseen: readonly number[];
  readonly parameters: number;
  readonly sizeBytes: number;
}

/** Whether a file is a fold's head, by its name. */
export function isHead(path: string): boolean {
  return path.endsWith('.head');
}

/** What the metrics of a model go by: its file's name without fold and ending. */
export function architectureOf(path: string): string {
  return basename(path).replace(/(-fold\d+)?\.(head|onnx)$/, '');
}

/**
 * Loads a graph (.onnx) or a head (.head).
 * @throws Error when the file or its manifest can't be read, don't belong together or are of another kind.
 */
export async function loadModel(path: string): Promise<ModelUnderTest> {
  if (!isHead(path) && !path.endsWith('.onnx')) {
    throw new Error(
      `--model ${path}: give a graph (.onnx, its manifest .json beside it) or a fold's head (.head).`,
    );
  }
  const bytes = await readNamed(path, 'The model');
  return isHead(path) ? loadHead(path, bytes) : loadOnnx(path, bytes);
}

/** Runs the model over clips in one condition, one window at a time, in the WASM build that serves. */
export async function predictClips(
  { run, temperature }: ModelUnderTest,
  clips: readonly Clip[],
  condition: Condition,
  name: string,
): Promise<FoldPredictions> {
  const logits = new Float32Array(clips.length * CLASSES);
  const progress = startProgress(name, clips.length, 'clips');
  for (const [i, clip] of clips.entries()) {
    const window = windowOf(await readClip(clip.path), clip.id, evaluationVariant(condition));
    logits.set(await run(window), i * CLASSES);
    progress.add(1);
  }
  progress.stop();
  return { clips, probabilities: softmaxRows(logits, CLASSES, temperature) };
}

async function loadHead(path: string, bytes: Uint8Array): Promise<ModelUnderTest> {
  const { head, temperature, encoderKey: trainedOn, fold, testActors } = decodeHead(bytes);
  if (trainedOn !== encoderKey(MOONSHINE_BASE)) {
    throw new Error(
      `${path} was trained on other features than this version's, of ${MOONSHINE_BASE.name}; train it anew with "npm run train".`,
    );
  }
  const graph = exportModel(MOONSHINE_BASE, await readEncoder(MOONSHINE_BASE), head);
  const facts = await graphFacts(graph);
  return { path, version: MODEL_VERSION, temperature, fold, unseen: testActors, ...facts };
}

async function loadOnnx(path: string, bytes: Uint8Array): Promise<ModelUnderTest> {
  const manifestPath = path.replace(/\.onnx$/, '.json');
  const manifest = parseManifest(JSON.parse(String(await readNamed(manifestPath, "The model's manifest"))));
  if (manifest.schemaVersion !== 1) {
    throw new Error(
      `${path} reads in context, which evaluate can't do yet; give it a graph from audio to logits.`,
    );
  }
  const sha256 = createHash('sha256').update(bytes).digest('hex');
  if (sha256 !== manifest.sha256) {
    throw new Error(`${path} has the sha256 ${sha256}; its manifest expects ${manifest.sha256}.`);
  }
  const { version, temperature } = manifest;
  return { path, version, temperature, fold: null, unseen: [], ...(await graphFacts(bytes)) };
}

async function graphFacts(graph: Uint8Array) {
  return {
    run: await loadGraph(graph, LOGITS),
    parameters: countParameters(graph),
    sizeBytes: graph.length,
  };
}

function readNamed(path: string, what: string): Promise<Buffer> {
  return readFile(path).catch((cause: unknown) => {
    throw new Error(`${what} can't be read: ${path}.`, { cause });
  });
}
