// Trains and measures a network by protocol, and trains the one that ships.

import { createHash } from 'node:crypto';
import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { startProgress } from '../../src/node/progress.ts';
import type { Clip } from '../data/corpus.ts';
import { type Fold, rowsOfActors } from '../data/folds.ts';
import { randomSplit } from '../data/random-split.ts';
import { fitTemperature, type Judged } from '../evaluation/calibration.ts';
import { softmaxRows } from '../evaluation/metrics.ts';
import type { FoldPredictions } from '../evaluation/report.ts';
import { fitStandardisation, type Standardisation } from '../front-ends/standardisation.ts';
import { CLASSES } from '../shared/classes.ts';
import { joinFloats, joinIntegers } from '../shared/join-arrays.ts';
import { seededRandom, shuffledIndices } from '../shared/random.ts';
import { CONDITIONS, type Condition, evaluationVariant, type Variant } from '../sound/conditions.ts';
import type { tf } from '../tensorflow/tensorflow.ts';
import { type Architecture, INPUT_SHAPES } from './architecture.ts';
import { NETWORK_VARIANTS, type NetworkTables } from './network-tables.ts';
import { networkOf, predictNetwork, type TrainedNetwork, trainNetwork } from './train-network.ts';

/** Share of the random split's training clips that a temperature is fitted on, where the report validates on none. */
const LEAST_VALIDATION_SHARE = 0.05;

/** Clips, their tables, and the teacher that may be learned from. */
export interface NetworkCorpus {
  readonly clips: readonly Clip[];
  readonly labels: Int32Array;
  readonly tables: NetworkTables;
  /** Clips × 6 by test fold (null: when nothing is tested). */
  readonly teacherOf: (fold: number | null) => Float32Array;
}

/** The result of a network under a protocol. */
export interface NetworkOutcome {
  readonly trained: TrainedNetwork;
  readonly standardisation: Standardisation | null;
  readonly temperature: number;
  /** Logits of the development rows in every condition, and their classes. */
  readonly development: Judged;
  readonly predictions: ReadonlyMap<Condition, FoldPredictions>;
}

interface Split {
  readonly name: string;
  readonly training: Int32Array;
  readonly development: Int32Array;
  readonly test: Int32Array;
  readonly teacher: Float32Array;
  readonly trainingVariants: readonly Variant[];
  /** What is measured, and on which variant. */
  readonly conditions: readonly Condition[];
  readonly variantOf: (condition: Condition) => Variant;
}

/** One speaker-disjoint fold: development actors choose epoch and temperature, test actors are only measured. */
export function measureFold(
  architecture: Architecture,
  corpus: NetworkCorpus,
  fold: Fold,
  cacheFolder: string,
): Promise<NetworkOutcome> {
  return measureSplit(architecture, corpus, cacheFolder, {
    name: `fold${fold.number}`,
    training: rowsOfActors(corpus.clips, fold.train),
    development: rowsOfActors(corpus.clips, fold.development),
    test: rowsOfActors(corpus.clips, fold.test),
    teacher: corpus.teacherOf(fold.number),
    trainingVariants: NETWORK_VARIANTS[architecture.frontEnd],
    conditions: CONDITIONS,
    variantOf: evaluationVariant,
  });
}

/**
 * The report's protocol: clips are split at random, so the same actors stand on both sides, and are stretched to
 * three seconds. Only for comparison with the report.
 */
export function measureRandomSplit(
  architecture: Architecture,
  corpus: NetworkCorpus,
  cacheFolder: string,
): Promise<NetworkOutcome> {
  const { train, test } = randomSplit(corpus.clips);
  const order = shuffledIndices(train.length, seededRandom('validation')).map((i) => train[i] ?? 0);
  const validated = Math.round((architecture.validationShare ?? LEAST_VALIDATION_SHARE) * order.length);
  return measureSplit(architecture, corpus, cacheFolder, {
    name: 'random-80-20',
    training: order.slice(validated),
    development: order.slice(0, validated),
    test,
    teacher: new Float32Array(corpus.clips.length * CLASSES),
    trainingVariants: ['clean-stretched'],
    conditions: ['clean'],
    variantOf: () => 'clean-stretched',
  });
}

/** The network that ships, trained on all actors for as long as the schedule says. */
export async function shippedNetwork(
  architecture: Architecture,
  corpus: NetworkCorpus,
  cacheFolder: string,
): Promise<Pick<NetworkOutcome, 'trained' | 'standardisation'>> {
  const training = Int32Array.from(corpus.clips, (_, row) => row);
  return trainSplit(
    { ...architecture, schedule: { ...architecture.schedule, keep: 'last' } },
    corpus,
    cacheFolder,
    {
      name: 'all',
      training,
      development: new Int32Array(),
      teacher: corpus.teacherOf(null),
      trainingVariants: NETWORK_VARIANTS[architecture.frontEnd],
      conditions: CONDITIONS,
      variantOf: evaluationVariant,
    },
  );
}

async function measureSplit(
  architecture: Architecture,
  corpus: NetworkCorpus,
  cacheFolder: string,
  split: Split,
): Promise<NetworkOutcome> {
  const { trained, standardisation } = await trainSplit(architecture, corpus, cacheFolder, split);
  const model = networkOf(architecture, trained.weights);
  const predict = (condition: Condition, rows: Int32Array) => {
    const table = tableOf(corpus, split.variantOf(condition));
    return predictNetwork(architecture, model, standardisation, table, rows);
  };
  const { conditions } = split;
  const labels = Int32Array.from(split.development, (row) => corpus.labels[row] ?? 0);
  const development = {
    logits: joinFloats(conditions.map((condition) => predict(condition, split.development))),
    labels: joinIntegers(conditions.map(() => labels)),
  };
  const temperature = fitTemperature(development.logits, development.labels, CLASSES);
  const clips = [...split.test].flatMap((row) => corpus.clips[row] ?? []);
  const predictions = new Map(
    conditions.map((condition) => [
      condition,
      { clips, probabilities: softmaxRows(predict(condition, split.test), CLASSES, temperature) },
    ]),
  );
  model.dispose();
  return { trained, standardisation, temperature, development, predictions };
}

async function trainSplit(
  architecture: Architecture,
  corpus: NetworkCorpus,
  cacheFolder: string,
  split: Omit<Split, 'test'>,
): Promise<Pick<NetworkOutcome, 'trained' | 'standardisation'>> {
  const { frontEnd, name, schedule } = architecture;
  const training = split.trainingVariants.map((variant) => tableOf(corpus, variant));
  const standardisation =
    frontEnd === 'waveform' ? null : fitOn(training, split.training, INPUT_SHAPES[frontEnd]);
  const development = split.conditions.map((condition) => tableOf(corpus, split.variantOf(condition)));
  const data = {
    training,
    development,
    trainingRows: split.training,
    developmentRows: split.development,
    labels: corpus.labels,
    teacher: split.teacher,
    standardisation,
  };
  const folder = join(cacheFolder, 'networks');
  await mkdir(folder, { recursive: true });
  const file = join(folder, `${name}-${split.name}-${keyOf(architecture, corpus, split)}.state`);
  const progress = startProgress(`${name} ${split.name}`, schedule.epochs, 'epochs');
  let shown = 0;
  const trained = await trainNetwork(architecture, data, split.name, file, (done) => {
    progress.add(done - shown);
    shown = done;
  });
  progress.stop();
  return { trained, standardisation };
}

/** Counts up when the way networks are trained changes, so that old ones are not mistaken for new ones. */
const TRAINER = 2;

function keyOf(architecture: Architecture, corpus: NetworkCorpus, split: Omit<Split, 'test'>): string {
  const layers = architecture.build(1);
  const facts = [
    TRAINER,
    architecture.schedule,
    namelessJson(layers),
    corpus.clips.map((clip) => clip.id),
    [...split.training],
    split.trainingVariants,
    architecture.schedule.teacherShare > 0
      ? Array.from(split.teacher, (value) => Math.round(value * 255))
      : [],
  ];
  layers.dispose();
  return createHash('sha256').update(JSON.stringify(facts)).digest('hex').slice(0, 12);
}

/** A network's layers as JSON, under numbers: TensorFlow.js counts names up over everything that a process builds. */
function namelessJson(model: tf.LayersModel): string {
  return model.layers.reduce(
    (json, layer, i) => json.replaceAll(`"${layer.name}"`, `"${i}"`),
    JSON.stringify({ ...model.getConfig(), name: undefined }),
  );
}

function tableOf(corpus: NetworkCorpus, variant: Variant): Float32Array {
  const table = corpus.tables.get(variant);
  if (table === undefined) throw new Error(`The features of ${variant} have not been read.`);
  return table;
}

function fitOn(tables: readonly Float32Array[], rows: Int32Array, shape: readonly number[]): Standardisation {
  const size = shape.reduce((product, length) => product * length, 1);
  function* parts() {
    for (const table of tables) for (const row of rows) yield table.subarray(row * size, (row + 1) * size);
  }
  return fitStandardisation(parts(), shape.at(-1) ?? 1);
}
