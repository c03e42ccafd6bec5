// Ordinary speech: people who simply speak, without an emotion being asked of them. A folder holds one folder of WAV
// files (16 kHz mono) a set. What is known of its speakers stands in tables beside this file.
//
// Sources: LibriSpeech (Panayotov, Chen, Povey, Khudanpur, ICASSP 2015), Mozilla Common Voice v1, Picovoice's
// speech-to-intent benchmark.

import { readFileSync } from 'node:fs';
import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import Papa from 'papaparse';
import { SAMPLE_RATE_HZ, WINDOW_SAMPLES } from '../../src/analysis/emotion/manifest.ts';
import { seededRandom, shuffledIndices } from '../shared/random.ts';
import { readClip } from './corpus.ts';

/** Sets that heads learn from. */
export const NATURAL_TRAINING_SETS = ['librispeech', 'common-voice', 'picovoice'] as const;
/** Sets that are only ever measured. */
export const NATURAL_TEST_SETS = ['librispeech-test-other', 'asterisk'] as const;
export type NaturalSet = (typeof NATURAL_TRAINING_SETS | typeof NATURAL_TEST_SETS)[number];

/** LibriSpeech speakers that choices are made on; no head learns from them. Half of them are women. */
const DEVELOPMENT_SPEAKERS = 80;
/** Where the passages of a clip begin: every so many seconds, for training and for choosing. */
const HOP_SECONDS = { training: 2, development: 1 } as const;
/** A passage after the first holds at least so much of its clip. */
const LEAST_SECONDS = 2;

/** Three seconds of a clip, or all of a shorter one: what becomes a window. */
export interface Passage {
  /** Set, clip and second, such as common-voice/sample-000008@2. */
  readonly id: string;
  readonly path: string;
  readonly firstSample: number;
  readonly set: NaturalSet;
  /** File name of the clip without its ending. */
  readonly clip: string;
  /** Null where nobody says who speaks. */
  readonly speaker: string | null;
  readonly sex: 'female' | 'male' | null;
  /** As Common Voice's contributors state it; null elsewhere and where they don't. */
  readonly accent: string | null;
}

type Row = Readonly<Record<string, string>>;

function readTable(name: string): Row[] {
  const text = readFileSync(new URL(name, import.meta.url), 'utf8');
  return Papa.parse<Row>(text, { header: true, skipEmptyLines: true }).data;
}

const SEX = { F: 'female', M: 'male', female: 'female', male: 'male' } as const;

function sexOf(word: string | undefined): Passage['sex'] {
  return SEX[word as keyof typeof SEX] ?? null;
}

/** The speakers of the set `librispeech` that choices are made on: a seeded draw, as many women as men. */
export function developmentSpeakers(): ReadonlySet<string> {
  const speakers = readTable('./librispeech-speakers.csv');
  return new Set(
    ['F', 'M'].flatMap((sex) => {
      const own = speakers.filter((row) => row.sex === sex);
      const order = shuffledIndices(own.length, seededRandom('natural development', sex));
      const drawn = [...order].map((i) => own[i] as Row).filter(({ set }) => set === 'librispeech');
      return drawn.slice(0, DEVELOPMENT_SPEAKERS / 2).map(({ speaker }) => speaker ?? '');
    }),
  );
}

/** Ordinary speech to learn from, and to choose on. */
export interface NaturalSpeech {
  readonly training: readonly Passage[];
  readonly development: readonly Passage[];
}

/**
 * Lists the passages of the training sets.
 * @param folder holds a folder of WAV files for each of `NATURAL_TRAINING_SETS`
 * @throws Error naming a set that is missing or empty, or a clip that can't be read.
 */
export async function readNaturalSpeech(folder: string): Promise<NaturalSpeech> {
  const speakers = developmentSpeakers();
  const training: Passage[] = [];
  const development: Passage[] = [];
  for (const set of NATURAL_TRAINING_SETS) {
    for (const clip of await clipsOf(folder, set)) {
      const isDevelopment = set === 'librispeech' && speakers.has(clip.speaker ?? '');
      const { length } = await readClip(clip.path);
      if (isDevelopment)
        development.push(...passagesOf(clip, length, HOP_SECONDS.development, WINDOW_SAMPLES));
      else training.push(...passagesOf(clip, length, HOP_SECONDS.training, LEAST_SECONDS * SAMPLE_RATE_HZ));
    }
  }
  return { training, development };
}

/** A whole clip of ordinary speech. */
export type NaturalClip = Omit<Passage, 'id' | 'firstSample'>;

/**
 * The clips of one set, sorted by name.
 * @throws Error when the set's folder is missing or has no WAV files.
 */
export async function clipsOf(folder: string, set: NaturalSet): Promise<NaturalClip[]> {
  const place = join(folder, set);
  const names = await readdir(place).catch((cause: unknown) => {
    throw new Error(
      `There is no set "${set}" in the folder of ordinary speech, ${folder}. Name it by --natural DIR or NATURAL_DIR.`,
      { cause },
    );
  });
  const clips = names.filter((name) => name.endsWith('.wav')).sort();
  if (clips.length === 0) throw new Error(`${place} has no WAV files.`);
  const sexOfSpeaker = new Map(readTable('./librispeech-speakers.csv').map((row) => [row.speaker, row.sex]));
  const voices = new Map(readTable('./common-voice.csv').map((row) => [row.clip, row]));
  return clips.map((name) => {
    const clip = name.slice(0, -'.wav'.length);
    const speaker = set.startsWith('librispeech') ? (clip.split('-')[0] ?? null) : null;
    const voice = set === 'common-voice' ? voices.get(clip) : undefined;
    const sex = sexOf(speaker === null ? voice?.sex : sexOfSpeaker.get(speaker));
    return { path: join(place, name), set, clip, speaker, sex, accent: voice?.accent || null };
  });
}

function passagesOf(clip: NaturalClip, samples: number, hopSeconds: number, leastSamples: number): Passage[] {
  const passages: Passage[] = [];
  const hop = hopSeconds * SAMPLE_RATE_HZ;
  for (let firstSample = 0; firstSample === 0 || firstSample + leastSamples <= samples; firstSample += hop) {
    const second = firstSample / SAMPLE_RATE_HZ;
    passages.push({ ...clip, id: `${clip.set}/${clip.clip}@${second}`, firstSample });
  }
  return passages;
}
