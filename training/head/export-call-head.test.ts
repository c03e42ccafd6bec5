// Both graphs in the WASM build that serves, held against TensorFlow.js.

import { beforeAll, describe, expect, it } from 'vitest';
import { contextOf, hearVoice, knownShare, unknownVoice } from '../../src/analysis/emotion/call-voice.ts';
import { WINDOW_SAMPLES } from '../../src/analysis/emotion/manifest.ts';
import { featureCountOf, MOONSHINE_BASE } from '../encoder/encoders.ts';
import { FEATURES, featureGraph, readEncoder } from '../encoder/pooled-encoder.ts';
import { EMBEDDING } from '../onnx/model-contract.ts';
import { loadGraph } from '../onnx/run-graph.ts';
import { CLASSES } from '../shared/classes.ts';
import { gaussian, seededRandom } from '../shared/random.ts';
import { startTensorFlow } from '../tensorflow/tensorflow.ts';
import { type CallHead, embed, embeddingSize, readEmbedding } from './call-head.ts';
import { decodeCallHead, encodeCallHead } from './call-head-file.ts';
import { LOGIT_TOLERANCE, loadHeadGraph } from './check-export.ts';
import { exportCallHead, exportEmbedding } from './export-call-head.ts';
import { type Head, quantiseColumns } from './head.ts';

const FEATURE_COUNT = featureCountOf(MOONSHINE_BASE);

beforeAll(startTensorFlow);

/** Heads of random weights on the scale of trained ones. */
function randomHeads(): CallHead {
  const random = seededRandom('random heads');
  const numbers = (count: number, sd: number, mean = 0) =>
    Float32Array.from({ length: count }, () => mean + sd * gaussian(random));
  const featureMean = numbers(FEATURE_COUNT, 0.5);
  const featureScale = numbers(FEATURE_COUNT, 0.1, 2).map(Math.abs);
  const head = (hiddenUnits: number): Head => {
    const { values, scales } = quantiseColumns(numbers(FEATURE_COUNT * hiddenUnits, 0.03), hiddenUnits);
    return {
      hiddenUnits,
      featureMean,
      featureScale,
      hiddenWeights: values,
      hiddenScales: scales,
      hiddenBias: numbers(hiddenUnits, 0.1),
      outputWeights: numbers(hiddenUnits * CLASSES, 0.1),
      outputBias: numbers(CLASSES, 0.1),
    };
  };
  return { cold: head(24), known: head(40), context: { share: 0.9, priorWindows: 2 } };
}

const head = randomHeads();
const size = embeddingSize(head);

function noise(seed: string): Float32Array {
  const random = seededRandom('noise', seed);
  return Float32Array.from({ length: WINDOW_SAMPLES }, () => 0.1 * gaussian(random));
}

function worstDifference(a: ArrayLike<number>, b: ArrayLike<number>): number {
  expect(a).toHaveLength(b.length);
  return Math.max(...Array.from(a, (value, i) => Math.abs(value - (b[i] ?? Number.NaN))));
}

describe('the graphs of a call', () => {
  it('put out the embeddings and logits that TensorFlow.js does, with and without a voice that is known', async () => {
    const runFeatures = await loadGraph(
      featureGraph(MOONSHINE_BASE, await readEncoder(MOONSHINE_BASE), 'served'),
      FEATURES,
    );
    const runEmbedding = await loadGraph(
      exportEmbedding(MOONSHINE_BASE, await readEncoder(MOONSHINE_BASE), head),
      EMBEDDING,
    );
    const runHead = await loadHeadGraph(exportCallHead(head), size);
    let voice = unknownVoice(size);
    for (const seed of ['a', 'b', 'c']) {
      const window = noise(seed);
      const values = await runFeatures(window);
      const [expected] = embed(head, { values, rows: 1, width: values.length }, Int32Array.of(0));
      if (expected === undefined) throw new Error('There is no embedding.');
      const embedding = await runEmbedding(window);
      expect(worstDifference(embedding, expected)).toBeLessThan(1e-3);
      expect(embedding.at(-1)).toBe(1);
      const context = contextOf(voice, { ...head.context, size });
      expect((context.at(-1) as number) / head.context.share).toBeCloseTo(
        knownShare(voice, { ...head.context, size }),
        6,
      );
      const logits = readEmbedding(head, embedding, context);
      expect(worstDifference(await runHead(embedding, context), logits)).toBeLessThan(LOGIT_TOLERANCE);
      voice = hearVoice(voice, embedding, 0.8);
    }
  });

  it('read a voice of which nothing is known by the first head alone', async () => {
    const embedding = Float32Array.from({ length: size }, (_, i) => (i === size - 1 ? 1 : Math.sin(i)));
    const runHead = await loadHeadGraph(exportCallHead(head), size);
    const zeros = new Float32Array(size);
    const cold = readEmbedding(head, embedding);
    expect(worstDifference(readEmbedding(head, embedding, zeros), cold)).toBeLessThan(1e-6);
    expect(worstDifference(await runHead(embedding, zeros), cold)).toBeLessThan(LOGIT_TOLERANCE);
    const known = embedding.map((value, i) => (i === size - 1 ? head.context.share : 0.3 * value));
    expect(worstDifference(await runHead(embedding, known), cold)).toBeGreaterThan(0.01);
  });

  it('are kept in a file and read back unchanged', () => {
    const file = {
      head,
      temperature: { cold: 1.25, known: 0.75 },
      encoderKey: 'abc',
      fold: 3,
      trainActors: [1001],
      developmentActors: [1002],
      testActors: [1003, 1004],
    };
    expect(decodeCallHead(encodeCallHead(file))).toEqual(file);
    expect(() => decodeCallHead(new Uint8Array(40))).toThrow(/no heads of a fold/);
    expect(() => decodeCallHead(encodeCallHead(file).subarray(0, 5_000))).toThrow(/ends within a part/);
  });
});
