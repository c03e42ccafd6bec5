import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { cremaDFolder } from '../../tests/support/crema-d.ts';
import { readClip, readCorpus } from '../data/corpus.ts';
import { figuresOf, softmaxRows } from '../evaluation/metrics.ts';
import { featureMeans, frameSequence, REPORT_FEATURES } from '../front-ends/frame-features.ts';
import { fitStandardisation } from '../front-ends/standardisation.ts';
import { CLASSES } from '../shared/classes.ts';
import { seededRandom, shuffledIndices } from '../shared/random.ts';
import { windowOf } from '../sound/conditions.ts';
import { startTensorFlow } from '../tensorflow/tensorflow.ts';
import { type Architecture, reportSchedule } from './architecture.ts';
import { CNN_REPORT } from './cnn.ts';
import type { NetworkData } from './network-data.ts';
import { networkOf, predictNetwork, trainNetwork } from './train-network.ts';

const folder = mkdtempSync(join(tmpdir(), 'evenkeel-networks-'));
const ACTORS = [1001, 1002, 1003, 1004];
const clipsFolder = cremaDFolder(ACTORS);

beforeAll(startTensorFlow);
afterAll(() => rmSync(folder, { recursive: true }));

const quick: Architecture = { ...CNN_REPORT, schedule: { ...reportSchedule(15), batchSize: 16, rate: 3e-3 } };

/** Means of made-up features, in which a class is told by its own five. */
function planted(rows: number, shuffled = false): NetworkData {
  const random = seededRandom('planted');
  const labels = Int32Array.from({ length: rows }, (_, row) => row % CLASSES);
  const table = Float32Array.from({ length: rows * REPORT_FEATURES }, (_, i) => {
    const label = labels[Math.floor(i / REPORT_FEATURES)] ?? 0;
    return random() + (Math.floor((i % REPORT_FEATURES) / 5) === label ? 0.8 : 0);
  });
  const order = shuffledIndices(rows, random);
  const given = shuffled ? labels.map((_, row) => labels[order[row] ?? 0] ?? 0) : labels;
  return dataOf(table, given, Math.floor(0.75 * rows));
}

/** The first rows are trained on, the rest judged. */
function dataOf(table: Float32Array, labels: Int32Array, trained: number): NetworkData {
  const row = (i: number) => table.subarray(i * REPORT_FEATURES, (i + 1) * REPORT_FEATURES);
  return {
    training: [table],
    development: [table],
    trainingRows: Int32Array.from({ length: trained }, (_, i) => i),
    developmentRows: Int32Array.from({ length: labels.length - trained }, (_, i) => trained + i),
    labels,
    standardisation: fitStandardisation(
      Array.from({ length: trained }, (_, i) => row(i)),
      REPORT_FEATURES,
    ),
  };
}

const train = (data: NetworkData, name: string, architecture = quick, seed = 'a') =>
  trainNetwork(architecture, data, seed, join(folder, name), () => {});

function uarOf(data: NetworkData, weights: readonly Float32Array[]): number {
  const model = networkOf(quick, weights);
  const table = data.development[0] ?? new Float32Array();
  const logits = predictNetwork(quick, model, data.standardisation, table, data.developmentRows);
  model.dispose();
  const labels = Int32Array.from(data.developmentRows, (row) => data.labels[row] ?? 0);
  return figuresOf({ labels, probabilities: softmaxRows(logits, CLASSES, 1), classes: CLASSES }).uar;
}

describe('trainNetwork', () => {
  it('learns what was planted, and tells how it came to it', async () => {
    const data = planted(480);
    const { weights, curve, epoch } = await train(data, 'learns');
    expect(uarOf(data, weights)).toBeGreaterThan(0.6);
    expect(curve.map((point) => point.epoch)).toEqual(Array.from({ length: 15 }, (_, i) => i + 1));
    expect(curve.at(-1)?.trainLoss).toBeLessThan((curve[0]?.trainLoss ?? 0) * 0.8);
    expect(epoch).toBe(15);
  });

  it('comes to the same weights for the same seed, also when it was interrupted', async () => {
    const data = planted(120);
    const short = { ...quick, schedule: { ...quick.schedule, epochs: 4 } };
    const whole = await train(data, 'whole', short);
    const first = { ...short, schedule: { ...short.schedule, epochs: 2 } };
    await train(data, 'resumed', first);
    expect(await train(data, 'resumed', short)).toEqual(whole);
    expect((await train(data, 'other', short, 'b')).weights).not.toEqual(whole.weights);
  });

  it('keeps the weights of the best epoch where the schedule says so', async () => {
    const data = planted(240);
    const keepBest = { ...quick, schedule: { ...quick.schedule, keep: 'best' as const } };
    const { curve, epoch, weights } = await train(data, 'best', keepBest);
    const accuracies = curve.map(({ developmentAccuracy }) => developmentAccuracy ?? 0);
    expect(accuracies[epoch - 1]).toBe(Math.max(...accuracies));
    expect(uarOf(data, weights)).toBeCloseTo(Math.max(...accuracies), 6);
  });

  it('scores chance with labels that were shuffled, and without training', async () => {
    const data = planted(480, true);
    const { weights } = await train(data, 'shuffled');
    expect(uarOf(data, weights)).toBeLessThan(1 / CLASSES + 0.12);
    const untrained = quick.build(3);
    const first = untrained.getWeights().map((weight) => Float32Array.from(weight.dataSync()));
    untrained.dispose();
    expect(Math.abs(uarOf(planted(480), first) - 1 / CLASSES)).toBeLessThan(0.12);
  });

  it.skipIf(clipsFolder === null)(
    'on clips of a few actors: above chance with their labels, chance with shuffled ones',
    async () => {
      const { clips: all } = await readCorpus(clipsFolder ?? '');
      const clips = all.filter((clip) => ACTORS.includes(clip.actor));
      const table = new Float32Array(clips.length * REPORT_FEATURES);
      for (const [row, clip] of clips.entries()) {
        const window = windowOf(await readClip(clip.path), clip.id, 'clean-centred');
        table.set(featureMeans(frameSequence(window)), row * REPORT_FEATURES);
      }
      const labels = Int32Array.from(clips, (clip) => clip.label);
      const trained = clips.findIndex((clip) => clip.actor === ACTORS.at(-1));
      const real = dataOf(table, labels, trained);
      expect(uarOf(real, (await train(real, 'real')).weights)).toBeGreaterThan(0.28);
      const order = shuffledIndices(labels.length, seededRandom('shuffle'));
      const shuffled = dataOf(
        table,
        Int32Array.from(order, (row) => labels[row] ?? 0),
        trained,
      );
      expect(uarOf(shuffled, (await train(shuffled, 'shuffled-clips')).weights)).toBeLessThan(0.28);
    },
  );
});
