// Writes the tiny model with context that tests load: tests/fixtures/context-model/. It tells loud windows from quiet
// ones, and nothing about emotions. Run it with tsx when the contract of models with context changes.

import { createHash } from 'node:crypto';
import { mkdir, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { EMOTIONS } from '../../src/analysis/emotion/emotions.ts';
import { SAMPLE_RATE_HZ, WINDOW_SAMPLES, WINDOW_SECONDS } from '../../src/analysis/emotion/manifest.ts';
import { CLASSES } from '../shared/classes.ts';
import { AUDIO, AUDIO_INPUT, LOGITS, LOGITS_OUTPUT } from './model-contract.ts';
import {
  encodeModel,
  floatTensor,
  floatValue,
  type GraphParts,
  integerTensor,
  node,
  OWN_VERSIONS,
} from './onnx-graph.ts';

const FOLDER = path.resolve(import.meta.dirname, '../../tests/fixtures/context-model');
/** Stretches of a window whose energies the embedding is made of. */
const BLOCKS = 16;
const SIZE = 8;

/** Numbers in [-1, 1), always the same. */
function weights(count: number, seed: number): Float32Array {
  let state = seed;
  return Float32Array.from({ length: count }, () => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    return state / 2 ** 31 - 1;
  });
}

/** Root energies of a window's stretches, projected. */
const encoder: GraphParts = {
  nodes: [
    node('Mul', [AUDIO, AUDIO], ['squares']),
    node('Reshape', ['squares', 'blocks'], ['stretches']),
    node('ReduceMean', ['stretches'], ['energies'], { axes: [2], keepdims: 0 }),
    node('Sqrt', ['energies'], ['levels']),
    node('MatMul', ['levels', 'projection'], ['embedding']),
  ],
  initializers: [
    integerTensor('blocks', [-1, BLOCKS, WINDOW_SAMPLES / BLOCKS]),
    floatTensor(
      'projection',
      [BLOCKS, SIZE],
      weights(BLOCKS * SIZE, 1).map((value) => 8 * value),
    ),
  ],
};

const head: GraphParts = {
  nodes: [
    node('Sub', ['embedding', 'context'], ['apart']),
    node('Add', ['apart', 'bias'], ['moved']),
    node('Relu', ['moved'], ['hidden']),
    node('MatMul', ['hidden', 'weights'], [LOGITS]),
  ],
  initializers: [
    floatTensor('bias', [SIZE], weights(SIZE, 2)),
    floatTensor('weights', [SIZE, CLASSES], weights(SIZE * CLASSES, 3)),
  ],
};

const row = (name: string) => floatValue(name, ['batch', SIZE]);
const graphs = {
  embedding: encodeModel(OWN_VERSIONS, encoder, [AUDIO_INPUT], [row('embedding')], 'evenkeel-test-encoder'),
  head: encodeModel(
    OWN_VERSIONS,
    head,
    [row('embedding'), row('context')],
    [LOGITS_OUTPUT],
    'evenkeel-test-head',
  ),
};
const sha256 = (bytes: Uint8Array) => createHash('sha256').update(bytes).digest('hex');
const manifest = {
  schemaVersion: 2,
  version: '0.0.0-test',
  labels: EMOTIONS,
  sampleRate: SAMPLE_RATE_HZ,
  windowSeconds: WINDOW_SECONDS,
  sha256: { embedding: sha256(graphs.embedding), head: sha256(graphs.head) },
  context: { size: SIZE, share: 0.7, priorWindows: 4 },
  temperature: { cold: 1.2, known: 0.8 },
  encoder: null,
  licences: [{ part: 'everything', licence: 'MIT', holder: 'the Evenkeel project' }],
  trainedOn: 'nothing: its numbers are drawn',
  metrics: {},
};

await mkdir(FOLDER, { recursive: true });
await writeFile(path.join(FOLDER, 'emotion.onnx'), graphs.embedding);
await writeFile(path.join(FOLDER, 'emotion-head.onnx'), graphs.head);
await writeFile(path.join(FOLDER, 'emotion.json'), `${JSON.stringify(manifest, null, 2)}\n`);
