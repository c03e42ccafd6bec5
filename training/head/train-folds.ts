// Five speaker-disjoint heads. For each fold, a first head that leaves the development actors out finds the
// temperatures; then a head of the same recipe is trained on all actors but the test actors, and measured on those.
// Every head is the average of several that differ in their seed, and all of them learn from the same ordinary speech.

import { startProgress } from '../../src/node/progress.ts';
import type { Clip } from '../data/corpus.ts';
import { type Fold, rowsOfActors } from '../data/folds.ts';
import { sentencesLeftOut } from '../data/sentences.ts';
import { encoderKey, MOONSHINE_BASE } from '../encoder/encoders.ts';
import {
  fitTemperature,
  type Judged,
  type JudgedInCall,
  softmaxInCall,
  temperaturesOf,
} from '../evaluation/calibration.ts';
import { type ContextMix, drawContexts, readInCall } from '../evaluation/in-call.ts';
import { softmaxRows } from '../evaluation/metrics.ts';
import type { FoldPredictions, Protocol } from '../evaluation/report.ts';
import type { SentencePredictions } from '../evaluation/sentence-document.ts';
import { CLASSES } from '../shared/classes.ts';
import { joinFloats, joinIntegers } from '../shared/join-arrays.ts';
import { CONDITIONS, type Condition, evaluationVariant } from '../sound/conditions.ts';
import { type CallHead, embed, embeddingSize, readEmbedding } from './call-head.ts';
import type { CallHeadFile } from './call-head-file.ts';
import type { Dataset } from './dataset.ts';
import { actedExamples, naturalExamples, usualVoiceOf } from './examples.ts';
import { averageHeads, type Head } from './head.ts';
import { cachedHead } from './head-cache.ts';
import {
  NATURAL_VARIANTS,
  type Recipe,
  SEEDS,
  standardisationOf,
  TRAINING_VARIANTS,
  trainHead,
} from './train-head.ts';

/** What was made of some clips, in each condition. */
export type ByCondition = Readonly<Record<Condition, FoldPredictions>>;

/** How the clips of a fold are read. */
export const FOLD_PROTOCOLS = [
  'speaker-disjoint-5fold',
  'speaker-disjoint-5fold-in-call',
  'speaker-disjoint-5fold-in-call-steady',
] as const satisfies readonly Protocol[];

/** A fold's head, what it predicts for its test clips, and what its first head made of the development clips. */
export interface FoldOutcome {
  readonly head: CallHeadFile;
  /** At the fold's own temperatures. */
  readonly predictions: Readonly<Record<(typeof FOLD_PROTOCOLS)[number], ByCondition>>;
  readonly development: Development;
}

/** What a head made of clips of actors that it has not heard, without and with context, in all conditions together. */
export interface Development {
  readonly cold: Judged;
  readonly inCall: JudgedInCall;
}

/** Trains and measures one fold. Heads that an interrupted run finished are taken from `cacheFolder`. */
export async function trainFold(
  data: Dataset,
  fold: Fold,
  recipe: Recipe,
  cacheFolder: string,
): Promise<FoldOutcome> {
  const teacher = data.teacherOf(fold);
  const trainRows = rowsOfActors(data.clips, fold.train);
  const first = await trainCallHead(data, trainRows, teacher, recipe, `fold${fold.number}`, cacheFolder);
  const development = await readDevelopment(data, fold, first);
  const temperature = temperaturesOf([development]);
  const heard = [...fold.train, ...fold.development];
  const heardRows = rowsOfActors(data.clips, heard);
  const head = await trainCallHead(data, heardRows, teacher, recipe, `refit${fold.number}`, cacheFolder);
  const file: CallHeadFile = {
    head,
    temperature,
    encoderKey: encoderKey(MOONSHINE_BASE),
    fold: fold.number,
    trainActors: heard,
    developmentActors: fold.development,
    testActors: fold.test,
  };
  return {
    head: file,
    predictions: await predictTestClips(data, file, rowsOfActors(data.clips, fold.test)),
    development,
  };
}

/** The head that ships, trained on all actors. */
export function headOfAllActors(data: Dataset, recipe: Recipe, cacheFolder: string): Promise<CallHead> {
  const rows = Int32Array.from(data.clips.keys());
  return trainCallHead(data, rows, data.teacherOf(null), recipe, 'all', cacheFolder);
}

/** Trains a fold's head anew without some sentences, and measures what they were worth, without context. */
export async function trainWithoutSentences(
  data: Dataset,
  fold: Fold,
  recipe: Recipe,
  cacheFolder: string,
): Promise<SentencePredictions> {
  const { head, temperature } = (await trainFold(data, fold, recipe, cacheFolder)).head;
  const leftOut = sentencesLeftOut(fold);
  const isLeftOut = (row: number) => leftOut.includes(data.clips[row]?.sentence ?? '');
  const heard = rowsOfActors(data.clips, [...fold.train, ...fold.development]);
  const name = `sentences${fold.number}`;
  const rows = heard.filter((row) => !isLeftOut(row));
  const unaware = await trainCallHead(data, rows, data.teacherOf(fold), recipe, name, cacheFolder);
  const measured = rowsOfActors(data.clips, fold.test).filter(isLeftOut);
  const predict = (asked: CallHead) =>
    byCondition((condition) => {
      const { clips, cold } = readCold(data, asked, measured, condition);
      return { clips, probabilities: softmaxRows(cold, CLASSES, temperature.cold) };
    });
  return { known: await predict(head), unknown: await predict(unaware) };
}

/** Each condition's, one after the other. */
async function byCondition(
  make: (condition: Condition) => FoldPredictions | Promise<FoldPredictions>,
): Promise<ByCondition> {
  return { clean: await make('clean'), phone: await make('phone'), opus: await make('opus') };
}

/** Some clips without context. */
function readCold(data: Dataset, head: CallHead, rows: Int32Array, condition: Condition) {
  const embeddings = embed(head, data.tables[evaluationVariant(condition)], rows);
  const logits = embeddings.map((embedding) => readEmbedding(head, embedding));
  const clips = Array.from(rows, (row) => data.clips[row] as Clip);
  return { clips, embeddings, logits, cold: joinFloats(logits) };
}

/** Some clips after other windows of the same voices. */
async function readKnown(
  { clips, embeddings, logits }: ReturnType<typeof readCold>,
  head: CallHead,
  temperature: number,
  mix: ContextMix,
) {
  const readings = await readInCall(
    { embeddings, logits, read: (embedding, known) => readEmbedding(head, embedding, known) },
    drawContexts(clips, mix),
    { ...head.context, size: embeddingSize(head) },
    temperature,
  );
  return {
    logits: joinFloats(readings.map((reading) => Float32Array.from(reading.logits))),
    known: Float32Array.from(readings, (reading) => reading.known),
  };
}

async function predictTestClips(
  data: Dataset,
  { head, temperature }: CallHeadFile,
  rows: Int32Array,
): Promise<FoldOutcome['predictions']> {
  const cold = (condition: Condition): FoldPredictions => {
    const { clips, cold: logits } = readCold(data, head, rows, condition);
    return { clips, probabilities: softmaxRows(logits, CLASSES, temperature.cold) };
  };
  const inCall = (mix: ContextMix) => async (condition: Condition) => {
    const read = readCold(data, head, rows, condition);
    const { logits, known } = await readKnown(read, head, temperature.cold, mix);
    return { clips: read.clips, probabilities: softmaxInCall(logits, known, temperature) };
  };
  return {
    'speaker-disjoint-5fold': await byCondition(cold),
    'speaker-disjoint-5fold-in-call': await byCondition(inCall('usual')),
    'speaker-disjoint-5fold-in-call-steady': await byCondition(inCall('steady')),
  };
}

/** Development clips in all conditions alike: one pair of temperatures has to serve them all. */
async function readDevelopment(data: Dataset, fold: Fold, head: CallHead): Promise<Development> {
  const rows = rowsOfActors(data.clips, fold.development);
  const labels = Int32Array.from(rows, (row) => data.labels[row] ?? 0);
  const reads = CONDITIONS.map((condition) => readCold(data, head, rows, condition));
  const cold = { logits: joinFloats(reads.map((read) => read.cold)), labels: repeat(labels) };
  const temperature = fitTemperature(cold.logits, cold.labels, CLASSES);
  const known = [];
  for (const read of reads) known.push(await readKnown(read, head, temperature, 'usual'));
  return {
    cold,
    inCall: {
      logits: joinFloats(known.map(({ logits }) => logits)),
      labels: repeat(labels),
      known: joinFloats(known.map((read) => read.known)),
    },
  };
}

function repeat(labels: Int32Array): Int32Array {
  return joinIntegers(CONDITIONS.map(() => labels));
}

/** Counts up when the way heads are trained changes, so that old ones are not mistaken for new ones. */
const TRAINER = 3;

/**
 * Trains both heads, each the average of several seeds, or takes them from the cache.
 * @param rows clips that may be heard
 */
async function trainCallHead(
  data: Dataset,
  rows: Int32Array,
  teacher: Float32Array,
  recipe: Recipe,
  name: string,
  cacheFolder: string,
): Promise<CallHead> {
  const train = (kind: 'cold' | 'known') =>
    trainAverage(data, rows, teacher, recipe, kind, name, cacheFolder);
  return { cold: await train('cold'), known: await train('known'), context: recipe.context };
}

async function trainAverage(
  data: Dataset,
  rows: Int32Array,
  teacher: Float32Array,
  recipe: Recipe,
  kind: 'cold' | 'known',
  name: string,
  cacheFolder: string,
): Promise<Head> {
  const softLabels = Array.from(teacher, (value) => Number(value.toFixed(3)));
  const heard = {
    acted: [...rows].map((row) => data.clips[row]?.id),
    natural: data.natural.speech.map(({ id }) => id),
    variants: [TRAINING_VARIANTS, NATURAL_VARIANTS],
  };
  const ingredients = [TRAINER, encoderKey(MOONSHINE_BASE), heard, recipe, kind, softLabels];
  const heads: Head[] = [];
  for (let seed = 1; seed <= SEEDS; seed++) {
    const seedName = `${name}-${kind}-seed${seed}`;
    const head = await cachedHead(cacheFolder, seedName, ingredients, () => {
      const mean = usualVoiceOf(data);
      const acted = actedExamples(data, rows, teacher, mean, recipe);
      const examples = [...acted, ...naturalExamples(data, mean, recipe, () => true)];
      const standardisation = { mean, scale: standardisationOf(acted).scale };
      const fitting = { ...recipe.fitting, leastKnown: recipe.leastKnown[kind] };
      const progress = startProgress(`head ${seedName}`, fitting.epochs, 'epochs');
      const trained = trainHead(examples, standardisation, fitting, seedName, () => progress.add(1));
      progress.stop();
      return trained;
    });
    heads.push(head);
  }
  return averageHeads(heads);
}
