import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import * as ort from 'onnxruntime-web/wasm';
import { beforeAll, describe, expect, it } from 'vitest';
import { EMOTIONS } from '../../src/analysis/emotion/emotions.ts';
import { parseManifest, WINDOW_SAMPLES } from '../../src/analysis/emotion/manifest.ts';
import { cremaDFolder } from '../../tests/support/crema-d.ts';
import { createManifest } from '../commands/manifest.ts';
import { readClip, readCorpus } from '../data/corpus.ts';
import { FOLDS } from '../data/folds.ts';
import { readWindow } from '../data/read-window.ts';
import { encoderKey, featureCountOf, MOONSHINE_BASE } from '../encoder/encoders.ts';
import { FEATURES, featureGraph, pooledEncoder, readEncoder } from '../encoder/pooled-encoder.ts';
import { LOGITS } from '../onnx/model-contract.ts';
import { cutGraph, decodeModel, encodeModel, floatValue } from '../onnx/onnx-graph.ts';
import { loadGraph } from '../onnx/run-graph.ts';
import { CLASSES } from '../shared/classes.ts';
import { gaussian, seededRandom } from '../shared/random.ts';
import { CONDITIONS, windowOf } from '../sound/conditions.ts';
import { startTensorFlow } from '../tensorflow/tensorflow.ts';
import { LOGIT_TOLERANCE } from './check-export.ts';
import { exportModel } from './export-head.ts';
import { type Head, predictLogits, quantiseColumns } from './head.ts';
import { decodeHead } from './head-file.ts';
import { TRAINING_VARIANTS } from './train-head.ts';

const models = (path: string) => new URL(`../../models/${path}`, import.meta.url);
const clipsFolder = cremaDFolder();
const FEATURE_COUNT = featureCountOf(MOONSHINE_BASE);

beforeAll(startTensorFlow);

/** A head of random weights on the scale of trained ones. */
function randomHead(): Head {
  const random = seededRandom('random head');
  const numbers = (count: number, sd: number, mean = 0) =>
    Float32Array.from({ length: count }, () => mean + sd * gaussian(random));
  const hiddenUnits = 64;
  const { values, scales } = quantiseColumns(numbers(FEATURE_COUNT * hiddenUnits, 0.03), hiddenUnits);
  return {
    hiddenUnits,
    featureMean: numbers(FEATURE_COUNT, 0.5),
    featureScale: numbers(FEATURE_COUNT, 0.1, 2).map(Math.abs),
    hiddenWeights: values,
    hiddenScales: scales,
    hiddenBias: numbers(hiddenUnits, 0.1),
    outputWeights: numbers(hiddenUnits * CLASSES, 0.1),
    outputBias: numbers(CLASSES, 0.1),
  };
}

function murmur(seed: string): Float32Array {
  const random = seededRandom('murmur', seed);
  return Float32Array.from({ length: WINDOW_SAMPLES }, (_, n) => {
    const loudness = 0.2 * (1 + Math.sin((2 * Math.PI * 3 * n) / 16_000));
    return loudness * (0.6 * Math.sin((2 * Math.PI * 180 * n) / 16_000) + 0.3 * gaussian(random));
  });
}

/** Largest difference between graph (from samples) and TensorFlow.js (from the feature graph's features). */
async function worstDifference(windows: readonly Float32Array[]): Promise<number> {
  const moonshine = await readEncoder(MOONSHINE_BASE);
  const head = randomHead();
  const runFeatures = await loadGraph(featureGraph(MOONSHINE_BASE, moonshine, 'served'), FEATURES);
  const runModel = await loadGraph(
    exportModel(MOONSHINE_BASE, await readEncoder(MOONSHINE_BASE), head),
    LOGITS,
  );
  let worst = 0;
  for (const window of windows) {
    const table = { values: await runFeatures(window), rows: 1, width: FEATURE_COUNT };
    const expected = predictLogits(head, table, Int32Array.of(0));
    const logits = await runModel(window);
    expect(logits).toHaveLength(CLASSES);
    expect(Math.max(...expected) - Math.min(...expected)).toBeGreaterThan(0.1);
    logits.forEach((logit, k) => {
      worst = Math.max(worst, Math.abs(logit - (expected[k] ?? Number.NaN)));
    });
  }
  return worst;
}

describe('exportModel', () => {
  it('agrees with TensorFlow.js on a synthetic murmur to 1e-4', async () => {
    expect(await worstDifference([murmur('a'), murmur('b')])).toBeLessThan(LOGIT_TOLERANCE);
  });

  it.skipIf(clipsFolder === null)(
    'agrees with TensorFlow.js on real clips, in every variant, to 1e-4',
    async () => {
      const { clips } = await readCorpus(clipsFolder ?? '');
      const chosen = clips.filter((_, i) => i % 31 === 0).slice(0, 6);
      const windows: Float32Array[] = [];
      for (const clip of chosen) {
        for (const variant of TRAINING_VARIANTS) windows.push(await readWindow(clip, clips, variant));
      }
      expect(windows.length).toBe(6 * TRAINING_VARIANTS.length);
      expect(await worstDifference(windows)).toBeLessThan(LOGIT_TOLERANCE);
    },
  );
});

describe('pooledEncoder', () => {
  it('puts out mean and standard deviation over time of the layers that are used', async () => {
    const moonshine = await readEncoder(MOONSHINE_BASE);
    const names = MOONSHINE_BASE.hiddenStates;
    const parts = pooledEncoder(MOONSHINE_BASE, moonshine, 'trained');
    const outputs = [
      floatValue(FEATURES, ['batch', FEATURE_COUNT]),
      ...names.map((name) => floatValue(name, ['batch', 'frames', MOONSHINE_BASE.width])),
    ];
    const graph = encodeModel(
      moonshine,
      parts,
      [floatValue('audio', ['batch', WINDOW_SAMPLES])],
      outputs,
      'test',
    );
    // Loading any graph sets up the WASM build.
    await loadGraph(graph, FEATURES);
    const session = await ort.InferenceSession.create(graph, { executionProviders: ['wasm'] });
    const results = await session.run({ audio: new ort.Tensor('float32', murmur('c'), [1, WINDOW_SAMPLES]) });
    const features = results[FEATURES]?.data as Float32Array;
    names.forEach((name, layer) => {
      const hidden = results[name];
      expect(hidden?.dims).toEqual([1, 123, MOONSHINE_BASE.width]);
      const values = hidden?.data as Float32Array;
      for (const channel of [0, 200, 415]) {
        const track = Array.from({ length: 123 }, (_, t) => values[t * MOONSHINE_BASE.width + channel] ?? 0);
        const mean = track.reduce((sum, value) => sum + value, 0) / 123;
        const sd = Math.sqrt(track.reduce((sum, value) => sum + (value - mean) ** 2, 0) / 123);
        const start = layer * 2 * MOONSHINE_BASE.width;
        expect(features[start + channel]).toBeCloseTo(mean, 4);
        expect(features[start + MOONSHINE_BASE.width + channel]).toBeCloseTo(sd, 4);
      }
    });
  });

  it('says which value a graph lacks', async () => {
    const moonshine = await readEncoder(MOONSHINE_BASE);
    expect(() => cutGraph(moonshine, ['/layers.9/Add_1_output_0'])).toThrow('"/layers.9/Add_1_output_0"');
  });
});

describe('the model that ships', () => {
  const graph = readFileSync(models('emotion.onnx'));
  const manifest = parseManifest(JSON.parse(readFileSync(models('emotion.json'), 'utf8')));
  const metrics = JSON.parse(readFileSync(models(`metrics/moonshine-base.json`), 'utf8'));

  it('is the one that its manifest and metrics describe', () => {
    expect(createHash('sha256').update(graph).digest('hex')).toBe(manifest.sha256);
    expect(metrics.sizeBytes).toBe(graph.length);
    for (const result of metrics.results) {
      expect(manifest.metrics[result.condition]).toEqual({
        uar: result.mean.uar,
        accuracy: result.mean.accuracy,
        ece: result.mean.ece,
      });
    }
  });

  it('has the contract of input and output', () => {
    const { input, output } = decodeModel(graph).graph ?? {};
    const shape = (value: NonNullable<typeof input>[number] | undefined) =>
      value?.type?.tensorType?.shape?.dim?.map((dim) => dim.dimParam || Number(dim.dimValue));
    expect(input?.map((value) => value.name)).toEqual(['audio']);
    expect(output?.map((value) => value.name)).toEqual(['logits']);
    expect(shape(input?.[0])).toEqual(['batch', WINDOW_SAMPLES]);
    expect(shape(output?.[0])).toEqual(['batch', EMOTIONS.length]);
  });

  it('comes with metrics in the shape of the contract, at the expected accuracy or better', () => {
    expect(metrics).toMatchObject({ schemaVersion: 1, architecture: 'moonshine-base' });
    expect(metrics.results.map((result: { condition: string }) => result.condition)).toEqual(CONDITIONS);
    for (const { protocol, folds, mean, confusion, perClass, groups, condition } of metrics.results) {
      expect(protocol).toBe('speaker-disjoint-5fold');
      expect(folds).toHaveLength(FOLDS.length);
      const uars = folds.map((fold: { uar: number }) => fold.uar);
      expect(mean.uar).toBeCloseTo(uars.reduce((sum: number, uar: number) => sum + uar, 0) / 5, 10);
      expect(mean.uar).toBeGreaterThan(condition === 'phone' ? 0.7 : 0.73);
      expect(mean.ece).toBeLessThan(condition === 'phone' ? 0.07 : 0.05);
      for (const row of confusion)
        expect(row.reduce((sum: number, share: number) => sum + share, 0)).toBeCloseTo(1, 10);
      expect(Object.keys(perClass)).toEqual([...EMOTIONS]);
      expect(Object.keys(groups.sex)).toEqual(['female', 'male']);
      expect(groups.sex.female.actors + groups.sex.male.actors).toBe(91);
      expect(Object.keys(groups.age)).toHaveLength(3);
    }
  });

  it('has kept the heads of its folds, none of which has heard its test actors', () => {
    for (const fold of FOLDS) {
      const file = decodeHead(readFileSync(models(`folds/moonshine-base-fold${fold.number}.head`)));
      expect(file.testActors).toEqual(fold.test);
      const used = [...file.trainActors, ...file.developmentActors];
      expect(used.filter((actor) => fold.test.includes(actor))).toEqual([]);
      expect(file.encoderKey).toBe(encoderKey(MOONSHINE_BASE));
    }
  });

  it.skipIf(clipsFolder === null)(
    'hears real clips of a voice: more than half by its top emotion',
    async () => {
      const run = await loadGraph(graph, LOGITS);
      const { clips } = await readCorpus(clipsFolder ?? '');
      const chosen = clips.filter((_, i) => i % 7 === 0).slice(0, 20);
      let hits = 0;
      for (const clip of chosen) {
        const logits = await run(windowOf(await readClip(clip.path), clip.id, 'clean-centred'));
        if (logits.indexOf(Math.max(...logits)) === clip.label) hits++;
      }
      expect(hits).toBeGreaterThan(10);
    },
  );
});

describe('createManifest', () => {
  it('refuses to write what the extension would refuse to read', () => {
    const facts = { version: '1.0.0', speech: [], trainedOn: 'nothing', metrics: {} };
    const graph = new Uint8Array(1);
    expect(
      createManifest({
        encoder: MOONSHINE_BASE,
        ...facts,
        graphs: { graph, temperature: 1 },
      }).labels,
    ).toEqual([...EMOTIONS]);
    expect(() =>
      createManifest({
        encoder: MOONSHINE_BASE,
        ...facts,
        graphs: { graph, temperature: 0 },
      }),
    ).toThrow(/temperature/);
  });
});
