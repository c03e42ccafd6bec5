// A speaker's clips one after the other, as a call would have them.

import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { openWav } from '../../src/analysis/audio/wav.ts';
import { SAMPLE_RATE_HZ } from '../../src/analysis/emotion/manifest.ts';
import { openFileSource } from '../../src/node/file-source.ts';
import { joinFloats } from '../shared/join-arrays.ts';
import { resampleAll } from '../sound/pcm.ts';
import { readClip } from './corpus.ts';
import { clipsOf, type NaturalSet } from './natural.ts';

export interface JoinedSpeaker {
  readonly speaker: string;
  readonly sex: string | null;
  /** 16 kHz mono in [-1, 1]. */
  readonly samples: Float32Array;
}

/** Silence after every prompt. */
const PROMPT_PAUSE_SAMPLES = 0.3 * SAMPLE_RATE_HZ;

/**
 * The clips of each speaker of a set, in the order of their names.
 * @throws Error when the set is missing or names no speakers.
 */
export async function joinedSpeakers(
  folder: string,
  set: NaturalSet,
  isWanted: (speaker: string) => boolean = () => true,
): Promise<JoinedSpeaker[]> {
  const bySpeaker = new Map<string, { sex: string | null; parts: Float32Array[] }>();
  for (const { speaker, sex, path } of await clipsOf(folder, set)) {
    if (speaker === null || !isWanted(speaker)) continue;
    const known = bySpeaker.get(speaker) ?? { sex, parts: [] };
    bySpeaker.set(speaker, known);
    known.parts.push(await readClip(path));
  }
  if (bySpeaker.size === 0) throw new Error(`The set "${set}" names no speakers in ${folder}.`);
  return [...bySpeaker].map(([speaker, { sex, parts }]) => ({ speaker, sex, samples: joinFloats(parts) }));
}

/**
 * The prompts of a telephone system, all of one voice: every WAV file of a folder, by name, with short pauses.
 * @throws Error when there are none, or one can't be read.
 */
export async function joinedPrompts(folder: string): Promise<JoinedSpeaker> {
  const names = (await readdir(folder)).filter((name) => name.endsWith('.wav')).sort();
  if (names.length === 0) throw new Error(`${folder} has no WAV files.`);
  const parts: Float32Array[] = [];
  for (const name of names)
    parts.push(await readPrompt(join(folder, name)), new Float32Array(PROMPT_PAUSE_SAMPLES));
  return { speaker: 'prompts', sex: null, samples: joinFloats(parts) };
}

async function readPrompt(path: string): Promise<Float32Array> {
  const source = await openFileSource(path);
  try {
    const wav = await openWav(source);
    for await (const [samples] of wav.blocks(wav.frames))
      return resampleAll(samples ?? new Float32Array(), wav.sampleRateHz, SAMPLE_RATE_HZ);
    return new Float32Array();
  } finally {
    await source.close();
  }
}
