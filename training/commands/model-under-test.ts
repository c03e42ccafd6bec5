// A model to be measured: its graphs with their manifest beside them, or a fold's heads with the encoder they were trained on.

import { createHash } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { basename } from 'node:path';
import type { ContextSettings, Temperatures } from '../../src/analysis/emotion/call-voice.ts';
import { parseManifest } from '../../src/analysis/emotion/manifest.ts';
import { startProgress } from '../../src/node/progress.ts';
import { readClip } from '../data/corpus.ts';
import { encoderKey, MOONSHINE_BASE } from '../encoder/encoders.ts';
import { readEncoder } from '../encoder/pooled-encoder.ts';
import { softmaxInCall } from '../evaluation/calibration.ts';
import { type ContextMix, drawContexts, readInCall, type Spoken } from '../evaluation/in-call.ts';
import { softmaxRows } from '../evaluation/metrics.ts';
import type { Protocol } from '../evaluation/report.ts';
import { embeddingSize } from '../head/call-head.ts';
import { decodeCallHead, isCallHead } from '../head/call-head-file.ts';
import { loadHeadGraph, type RunHead } from '../head/check-export.ts';
import { exportCallHead, exportEmbedding } from '../head/export-call-head.ts';
import { exportModel } from '../head/export-head.ts';
import { decodeHead } from '../head/head-file.ts';
import { MODEL_VERSION } from '../head/train-head.ts';
import { countParameters } from '../onnx/count-parameters.ts';
import { EMBEDDING, LOGITS } from '../onnx/model-contract.ts';
import { loadGraph, type RunGraph } from '../onnx/run-graph.ts';
import { CLASSES } from '../shared/classes.ts';
import { joinFloats } from '../shared/join-arrays.ts';
import { type Condition, evaluationVariant, windowOf } from '../sound/conditions.ts';

/** How a model reads: each window by itself, or in the context of the call's own voice. */
export type Reading =
  | { readonly kind: 'plain'; readonly run: RunGraph; readonly temperature: number }
  | {
      readonly kind: 'call';
      readonly embeddingOf: RunGraph;
      readonly read: RunHead;
      readonly context: ContextSettings;
      readonly temperature: Temperatures;
    };

export interface ModelUnderTest {
  /** As it was named by the user. */
  readonly path: string;
  /** Of a head, the version that this code trains. */
  readonly version: string;
  readonly reading: Reading;
  /** Number of the fold whose actors the model has not heard; null for one that may have heard everybody. */
  readonly fold: number | null;
  /** Actors that had no part in training or calibrating the model. */
  readonly unseen: readonly number[];
  readonly parameters: number;
  readonly sizeBytes: number;
}

/** Whether a file is of a fold, by its name. */
export function isHead(path: string): boolean {
  return path.endsWith('.head');
}

/** What the metrics of a model go by: its file's name without fold and ending. */
export function architectureOf(path: string): string {
  return basename(path).replace(/(-fold\d+)?\.(head|onnx)$/, '');
}

/**
 * Loads a graph (.onnx, with the head's graph beside it where its manifest names one) or the heads of a fold (.head).
 * @throws Error when the file or its manifest can't be read, don't belong together or are of another kind.
 */
export async function loadModel(path: string): Promise<ModelUnderTest> {
  if (!isHead(path) && !path.endsWith('.onnx')) {
    throw new Error(
      `--model ${path}: give a graph (.onnx, its manifest .json beside it) or a fold's head (.head).`,
    );
  }
  const bytes = await readNamed(path, 'The model');
  if (!isHead(path)) return loadOnnx(path, bytes);
  return isCallHead(bytes) ? loadCallHead(path, bytes) : loadHead(path, bytes);
}

/** A clip that a model can be run over. */
export type ClipUnderTest = Spoken & { readonly path: string };

/** What a model made of some clips, in one condition: read once, then predicted by any protocol. */
export interface HeardClips<Clip extends ClipUnderTest> {
  readonly clips: readonly Clip[];
  /** @throws Error when the protocol wants a context and the model takes none. */
  readonly predict: (protocol: Protocol) => Promise<{ clips: readonly Clip[]; probabilities: Float32Array }>;
}

const MIX_OF: Readonly<Partial<Record<Protocol, ContextMix>>> = {
  'speaker-disjoint-5fold-in-call': 'usual',
  'speaker-disjoint-5fold-in-call-steady': 'steady',
};

/** Runs the model over clips in one condition, one window at a time, in the WASM build that serves. */
export async function hearClips<Clip extends ClipUnderTest>(
  { reading, path }: Pick<ModelUnderTest, 'reading' | 'path'>,
  clips: readonly Clip[],
  condition: Condition,
  name: string,
): Promise<HeardClips<Clip>> {
  const run = reading.kind === 'plain' ? reading.run : reading.embeddingOf;
  const outputs: Float32Array[] = [];
  const progress = startProgress(name, clips.length, 'clips');
  for (const clip of clips) {
    outputs.push(await run(windowOf(await readClip(clip.path), clip.id, evaluationVariant(condition))));
    progress.add(1);
  }
  progress.stop();
  if (reading.kind === 'plain') {
    return {
      clips,
      predict: async (protocol) => {
        if (MIX_OF[protocol] !== undefined)
          throw new Error(
            `${path} reads every window by itself; ${protocol} is of models that take a context.`,
          );
        return { clips, probabilities: softmaxRows(joinFloats(outputs), CLASSES, reading.temperature) };
      },
    };
  }
  const { read, context, temperature } = reading;
  const nothing = new Float32Array(context.size);
  const logits: Float32Array[] = [];
  for (const embedding of outputs) logits.push(await read(embedding, nothing));
  return {
    clips,
    predict: async (protocol) => {
      const mix = MIX_OF[protocol];
      if (mix === undefined)
        return { clips, probabilities: softmaxRows(joinFloats(logits), CLASSES, temperature.cold) };
      const heard = { embeddings: outputs, logits, read };
      const readings = await readInCall(heard, drawContexts(clips, mix), context, temperature.cold);
      const probabilities = softmaxInCall(
        joinFloats(readings.map((one) => Float32Array.from(one.logits))),
        Float32Array.from(readings, ({ known }) => known),
        temperature,
      );
      return { clips, probabilities };
    },
  };
}

async function loadHead(path: string, bytes: Uint8Array): Promise<ModelUnderTest> {
  const { head, temperature, encoderKey: trainedOn, fold, testActors } = decodeHead(bytes);
  checkEncoder(path, trainedOn);
  const graph = exportModel(MOONSHINE_BASE, await readEncoder(MOONSHINE_BASE), head);
  const facts = factsOf([graph]);
  const reading: Reading = { kind: 'plain', run: await loadGraph(graph, LOGITS), temperature };
  return { path, version: MODEL_VERSION, reading, fold, unseen: testActors, ...facts };
}

async function loadCallHead(path: string, bytes: Uint8Array): Promise<ModelUnderTest> {
  const { head, temperature, encoderKey: trainedOn, fold, testActors } = decodeCallHead(bytes);
  checkEncoder(path, trainedOn);
  const embedding = exportEmbedding(MOONSHINE_BASE, await readEncoder(MOONSHINE_BASE), head);
  const headGraph = exportCallHead(head);
  const context = { size: embeddingSize(head), ...head.context };
  const reading = await loadCallGraphs(embedding, headGraph, context, temperature);
  return {
    path,
    version: MODEL_VERSION,
    reading,
    fold,
    unseen: testActors,
    ...factsOf([embedding, headGraph]),
  };
}

function checkEncoder(path: string, trainedOn: string): void {
  if (trainedOn === encoderKey(MOONSHINE_BASE)) return;
  throw new Error(
    `${path} was trained on other features than this version's, of ${MOONSHINE_BASE.name}; train it anew with "npm run train".`,
  );
}

async function loadOnnx(path: string, bytes: Uint8Array): Promise<ModelUnderTest> {
  const manifestPath = path.replace(/\.onnx$/, '.json');
  const manifest = parseManifest(JSON.parse(String(await readNamed(manifestPath, "The model's manifest"))));
  const { version } = manifest;
  const common = { path, version, fold: null, unseen: [] };
  if (manifest.schemaVersion === 1) {
    checkHash(path, bytes, manifest.sha256);
    const reading: Reading = {
      kind: 'plain',
      run: await loadGraph(bytes, LOGITS),
      temperature: manifest.temperature,
    };
    return { ...common, reading, ...factsOf([bytes]) };
  }
  const { sha256, context, temperature } = manifest;
  const headPath = path.replace(/\.onnx$/, '-head.onnx');
  const headGraph = await readNamed(headPath, "The model's head");
  checkHash(path, bytes, sha256.embedding);
  checkHash(headPath, headGraph, sha256.head);
  const reading = await loadCallGraphs(bytes, headGraph, context, temperature);
  return { ...common, reading, ...factsOf([bytes, headGraph]) };
}

async function loadCallGraphs(
  embedding: Uint8Array,
  head: Uint8Array,
  context: ContextSettings,
  temperature: Temperatures,
): Promise<Reading> {
  const embeddingOf = await loadGraph(embedding, EMBEDDING);
  return { kind: 'call', embeddingOf, read: await loadHeadGraph(head, context.size), context, temperature };
}

function checkHash(path: string, bytes: Uint8Array, expected: string): void {
  const sha256 = createHash('sha256').update(bytes).digest('hex');
  if (sha256 !== expected)
    throw new Error(`${path} has the sha256 ${sha256}; its manifest expects ${expected}.`);
}

function factsOf(graphs: readonly Uint8Array[]) {
  return {
    parameters: graphs.reduce((sum, graph) => sum + countParameters(graph), 0),
    sizeBytes: graphs.reduce((sum, graph) => sum + graph.length, 0),
  };
}

function readNamed(path: string, what: string): Promise<Buffer> {
  return readFile(path).catch((cause: unknown) => {
    throw new Error(`${what} can't be read: ${path}.`, { cause });
  });
}
