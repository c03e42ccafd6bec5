import { beforeAll, describe, expect, it } from 'vitest';
import type { FeatureTable } from '../features/feature-cache.ts';
import { CLASSES } from '../shared/classes.ts';
import { gaussian, seededRandom } from '../shared/random.ts';
import { createAdamW } from '../tensorflow/adamw.ts';
import { startTensorFlow } from '../tensorflow/tensorflow.ts';
import { averageHeads, predictLogits, quantiseColumns } from './head.ts';
import { decodeHead, encodeHead, type HeadFile } from './head-file.ts';
import {
  type ClipRows,
  type Examples,
  examplesOf,
  type Fitting,
  RECIPE,
  standardisationOf,
  trainHead,
} from './train-head.ts';

const WIDTH = 1_200;

beforeAll(startTensorFlow);

/** Rows with a large constant part, as hidden states have it, and a class told by a few features. */
function rowsOf(seed: string, count: number): { table: FeatureTable; rows: Int32Array; labels: Int32Array } {
  const random = seededRandom('rows', seed);
  const labels = Int32Array.from({ length: count }, (_, row) => row % CLASSES);
  const values = Float32Array.from({ length: count * WIDTH }, (_, i) => {
    const label = labels[Math.floor(i / WIDTH)] ?? 0;
    const feature = i % WIDTH;
    return 40 + gaussian(random) + (feature < 900 && feature % CLASSES === label ? 2 : 0);
  });
  return {
    table: { values, rows: count, width: WIDTH },
    rows: Int32Array.from(labels, (_, row) => row),
    labels,
  };
}

/** A head of rows of which nothing is known beforehand, standardised by themselves. */
function trainOn(
  data: ClipRows,
  recipe: Fitting,
  seed: string,
  onEpoch?: (epoch: number, loss: number) => void,
) {
  const examples = examplesOf(data, recipe);
  return trainHead(examples, standardisationOf(examples), recipe, seed, onEpoch);
}

const small = {
  ...RECIPE.fitting,
  leastKnown: 1,
  teacherShare: 0,
  hiddenUnits: 32,
  epochs: 4,
  batchRows: 32,
  rate: 2e-3,
};

describe('trainHead', () => {
  const training = rowsOf('training', 240);
  const unseen = rowsOf('unseen', 120);
  const train = (seed: string) =>
    trainOn({ tables: [training.table], rows: training.rows, labels: training.labels }, small, seed);

  it('learns what tells classes apart, and for rows it has not seen', () => {
    const logits = predictLogits(train('a'), unseen.table, unseen.rows);
    const hits = [...unseen.labels].filter((label, row) => {
      const own = logits.subarray(row * CLASSES, (row + 1) * CLASSES);
      return own.indexOf(Math.max(...own)) === label;
    });
    expect(hits.length / unseen.labels.length).toBeGreaterThan(0.8);
  });

  it('gives the same weights for the same seed, others for another', () => {
    expect(train('a')).toEqual(train('a'));
    expect(train('a').hiddenBias).not.toEqual(train('b').hiddenBias);
  });

  it('averages the logits of several heads exactly, in one head', () => {
    const heads = [train('a'), train('b'), train('c')];
    const averaged = predictLogits(averageHeads(heads), unseen.table, unseen.rows);
    const each = heads.map((head) => predictLogits(head, unseen.table, unseen.rows));
    averaged.forEach((logit, i) => {
      expect(logit).toBeCloseTo(each.reduce((sum, logits) => sum + (logits[i] ?? 0), 0) / 3, 4);
    });
    const elsewhere = trainOn(
      { tables: [unseen.table], rows: unseen.rows, labels: unseen.labels },
      small,
      'a',
    );
    expect(() => averageHeads([heads[0] ?? elsewhere, elsewhere])).toThrow(/the same rows/);
  });

  it('learns from a teacher where the recipe gives it a share, and wants one then', () => {
    const taught = { ...small, teacherShare: 1, labelSmoothing: 0 };
    // A teacher that takes every class for the next one.
    const teacher = Float32Array.from({ length: training.labels.length * CLASSES }, (_, i) => {
      const label = training.labels[Math.floor(i / CLASSES)] ?? 0;
      return i % CLASSES === (label + 1) % CLASSES ? 1 : 0;
    });
    const data = { tables: [training.table], rows: training.rows, labels: training.labels };
    const logits = predictLogits(trainOn({ ...data, teacher }, taught, 'd'), unseen.table, unseen.rows);
    const followed = [...unseen.labels].filter((label, row) => {
      const own = logits.subarray(row * CLASSES, (row + 1) * CLASSES);
      return own.indexOf(Math.max(...own)) === (label + 1) % CLASSES;
    });
    expect(followed.length / unseen.labels.length).toBeGreaterThan(0.8);
    expect(() => trainOn(data, taught, 'd')).toThrow(/no teacher/);
  });

  it('learns without an offset that is known of a voice, and does without knowing it', () => {
    // Every row of the training examples is moved by an offset of its own; half of the time it is known.
    const random = seededRandom('offsets');
    const offsets = Array.from(training.rows, () =>
      Float32Array.from({ length: WIDTH }, () => 12 * gaussian(random)),
    );
    const values = training.table.values.map(
      (value, i) => value + (offsets[Math.floor(i / WIDTH)]?.[i % WIDTH] ?? 0),
    );
    const [plain] = examplesOf(
      { tables: [{ ...training.table, values }], rows: training.rows, labels: training.labels },
      small,
    );
    if (plain === undefined) throw new Error('There are no examples.');
    const standardisation = standardisationOf(
      examplesOf({ tables: [training.table], rows: training.rows, labels: training.labels }, small),
    );
    const hitsOf = (examples: Examples) => {
      const head = trainHead([examples], standardisation, small, 'e');
      const logits = predictLogits(head, unseen.table, unseen.rows);
      return [...unseen.labels].filter((label, row) => {
        const own = logits.subarray(row * CLASSES, (row + 1) * CLASSES);
        return own.indexOf(Math.max(...own)) === label;
      }).length;
    };
    const known = hitsOf({ ...plain, knownVoices: (example) => [offsets[example] as Float32Array] });
    expect(known).toBeGreaterThan(hitsOf(plain) + 10);
  });

  it('lowers its loss', () => {
    const losses: number[] = [];
    trainOn(
      { tables: [training.table], rows: training.rows, labels: training.labels },
      small,
      'c',
      (_, loss) => losses.push(loss),
    );
    expect(losses).toHaveLength(small.epochs);
    expect(losses.at(-1)).toBeLessThan((losses[0] ?? 0) * 0.8);
  });

  it('is written to a file and read back unchanged', () => {
    const file: HeadFile = {
      head: train('a'),
      temperature: 1.25,
      encoderKey: 'abc',
      fold: 3,
      trainActors: [1001],
      developmentActors: [1002],
      testActors: [1003, 1004],
    };
    expect(decodeHead(encodeHead(file))).toEqual(file);
    // As read from a file: a Buffer, whose slice() would share memory.
    expect(decodeHead(Buffer.from(encodeHead(file)))).toEqual(file);
    expect(() => decodeHead(new Uint8Array(40))).toThrow(/not a head file/);
    expect(() => decodeHead(encodeHead(file).subarray(0, 5_000))).toThrow(/ends within "featureMean"/);
  });
});

describe('quantiseColumns', () => {
  it('keeps every weight within half a step of its column', () => {
    const random = seededRandom('weights');
    const weights = Float32Array.from({ length: 400 * 8 }, (_, i) => gaussian(random) * 10 ** ((i % 8) - 4));
    const { values, scales } = quantiseColumns(weights, 8);
    weights.forEach((weight, i) => {
      const scale = scales[i % 8] ?? 0;
      expect(Math.abs((values[i] ?? 0) * scale - weight)).toBeLessThanOrEqual(scale * 0.5001);
    });
  });
});

describe('createAdamW', () => {
  it('takes the first two steps that the paper prescribes', () => {
    const weights = Float32Array.of(1, -2);
    const optimiser = createAdamW(weights, 0.1);
    optimiser.step(Float32Array.of(0.5, -4), 0.01);
    // The first step is the rate in the direction of the gradient's sign, whatever its size, plus decay.
    expect(weights[0]).toBeCloseTo(1 * (1 - 0.001) - 0.01, 6);
    expect(weights[1]).toBeCloseTo(-2 * (1 - 0.001) + 0.01, 6);
    const before = weights[0] ?? 0;
    optimiser.step(Float32Array.of(-0.5, 0), 0.01);
    const m = (0.9 * 0.05 + 0.1 * -0.5) / (1 - 0.81);
    const v = (0.999 * 0.00025 + 0.001 * 0.25) / (1 - 0.999 ** 2);
    expect(weights[0]).toBeCloseTo(before * 0.999 - (0.01 * m) / (Math.sqrt(v) + 1e-8), 6);
  });
});
