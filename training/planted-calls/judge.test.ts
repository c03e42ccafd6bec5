import { beforeAll, describe, expect, it } from 'vitest';
import { KNOWN_AFTER_WINDOWS } from '../../src/analysis/call/voice-reader.ts';
import { calibrate } from '../../src/analysis/emotion/calibration.ts';
import {
  type CallVoice,
  calmOf,
  contextOf,
  hearVoice,
  temperatureOf,
  unknownVoice,
} from '../../src/analysis/emotion/call-voice.ts';
import { LEVEL_WINDOWS, SCORE_VERSION } from '../../src/analysis/score/constants.ts';
import { embed, embeddingSize, readEmbedding } from '../head/call-head.ts';
import type { CallHeadFile } from '../head/call-head-file.ts';
import { type Head, quantiseColumns } from '../head/head.ts';
import { CLASSES } from '../shared/classes.ts';
import { gaussian, seededRandom } from '../shared/random.ts';
import { startTensorFlow } from '../tensorflow/tensorflow.ts';
import { scoreVersionOf, windowsOf } from './judge.ts';
import type { HeardCall } from './run-model.ts';

beforeAll(startTensorFlow);

const WIDTH = 12;
const UNITS = 8;
const SPEECH_WINDOWS = KNOWN_AFTER_WINDOWS + 5;

const random = seededRandom('judge');
const numbers = (count: number, sd: number) =>
  Float32Array.from({ length: count }, () => sd * gaussian(random));

function randomHead(): Head {
  const { values, scales } = quantiseColumns(numbers(WIDTH * UNITS, 0.5), UNITS);
  return {
    hiddenUnits: UNITS,
    featureMean: new Float32Array(WIDTH),
    featureScale: new Float32Array(WIDTH).fill(1),
    hiddenWeights: values,
    hiddenScales: scales,
    hiddenBias: numbers(UNITS, 0.1),
    outputWeights: numbers(UNITS * CLASSES, 0.5),
    outputBias: numbers(CLASSES, 0.1),
  };
}

const file: CallHeadFile = {
  head: { cold: randomHead(), known: randomHead(), context: { share: 0.9, priorWindows: 2 } },
  temperature: { cold: 1.2, known: 0.8 },
  encoderKey: 'abc',
  fold: 1,
  trainActors: [],
  developmentActors: [],
  testActors: [1001],
};

/** Speech, but for a pause after the third window. */
const features = numbers(SPEECH_WINDOWS * WIDTH, 1);
const heard: HeardCall = {
  windows: Array.from({ length: SPEECH_WINDOWS + 1 }, (_, i) => ({
    start: i,
    speech: i === 3 ? 0 : 0.8,
    row: i === 3 ? null : i < 3 ? i : i - 1,
  })),
  features,
};

describe('a planted call by the heads of a fold', () => {
  it('has every window read in the context of those before, and the first ones once more', async () => {
    const windows = await windowsOf(heard, file);
    expect(windows.map(({ start }) => start)).toEqual(heard.windows.map(({ start }) => start));
    expect(windows[3]?.probabilities).toBeNull();

    const settings = {
      context: { ...file.head.context, size: embeddingSize(file.head) },
      temperature: file.temperature,
    };
    const rows = Int32Array.from({ length: SPEECH_WINDOWS }, (_, row) => row);
    const embeddings = embed(file.head, { values: features, rows: SPEECH_WINDOWS, width: WIDTH }, rows);
    const readWith = (voice: CallVoice, row: number) =>
      calibrate(
        readEmbedding(file.head, embeddings[row] as Float32Array, contextOf(voice, settings.context)),
        temperatureOf(voice, settings),
      );
    const voices = [unknownVoice(settings.context.size)];
    for (const embedding of embeddings) {
      const cold = calibrate(readEmbedding(file.head, embedding), file.temperature.cold);
      voices.push(hearVoice(voices.at(-1) as CallVoice, embedding, calmOf(cold)));
    }
    const speech = windows.flatMap(({ probabilities }) => probabilities ?? []);
    speech.forEach((probabilities, row) => {
      const voice = voices[row < LEVEL_WINDOWS ? KNOWN_AFTER_WINDOWS : row] as CallVoice;
      const expected = readWith(voice, row);
      expect(Math.abs(probabilities.anger - expected.anger)).toBeLessThan(1e-6);
    });
    const unread = calibrate(readEmbedding(file.head, embeddings[0] as Float32Array), file.temperature.cold);
    expect(Math.abs((speech[0]?.anger ?? 0) - unread.anger)).toBeGreaterThan(1e-3);
  });

  it('is scored by the version that goes with its heads', () => {
    expect(scoreVersionOf(file)).toBe(SCORE_VERSION.inContext);
    const { encoderKey, fold, trainActors, developmentActors, testActors } = file;
    const plain = {
      encoderKey,
      fold,
      trainActors,
      developmentActors,
      testActors,
      temperature: 1,
      head: file.head.cold,
    };
    expect(scoreVersionOf(plain)).toBe(SCORE_VERSION.withoutContext);
  });
});
