// npm run bench:gate -- [--crema-d DIR] [--music DIR]: what of tones, music and speech gets past the speech gate and is
// scored, in the WASM build that serves. Writes the table in docs/score.md.
// Tones and some music are made up; --music names a folder of WAV files with more of it, such as those that Debian's
// package asterisk-moh-opsound-wav installs.

import { readdir, readFile, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { openWav } from '../../src/analysis/audio/wav.ts';
import { HOP_SAMPLES } from '../../src/analysis/call/timing.ts';
import { SAMPLE_RATE_HZ, WINDOW_SAMPLES } from '../../src/analysis/emotion/manifest.ts';
import { WASM_SESSION } from '../../src/analysis/emotion/ort.ts';
import { MIN_VOICED_SHARE, SpeechGate } from '../../src/analysis/emotion/speech-gate.ts';
import { soundOfWindow } from '../../src/analysis/emotion/window-sound.ts';
import { openFileSource } from '../../src/node/file-source.ts';
import { nodeOrt, SPEECH_GATE_FILE } from '../../src/node/node-engine.ts';
import { readClip, readCorpus } from '../../training/data/corpus.ts';
import { seededRandom, shuffledIndices } from '../../training/shared/random.ts';
import { resampleAll } from '../../training/sound/pcm.ts';
import { overTelephone } from '../../training/sound/telephone.ts';
import { HOLD_MUSIC, holdMusic } from '../support/hold-music.ts';
import { LINE_TONES, lineTone } from '../support/line-tones.ts';

const MADE_SECONDS = 30;
/** Of a recording of music, from its beginning. */
const MUSIC_SECONDS = 180;
/** What a browser plays and what tones and music are made at. */
const MADE_RATE_HZ = 48_000;
const CLIPS_AN_ACTOR = 6;
const PAUSE_SECONDS = 0.3;
/** Of music behind speech. */
const BEHIND_DB = 10;

const PAGE = fileURLToPath(new URL('../../docs/score.md', import.meta.url));
const START = '<!-- sounds: written by npm run bench:gate -->';
const END = '<!-- end of sounds -->';

/** 16 kHz mono in [-1, 1]. */
type Sound = Float32Array;

interface Counts {
  readonly windows: number;
  /** Those that Silero VAD alone takes for speech. */
  readonly voiced: number;
  /** Those that are scored. */
  readonly heard: number;
}

const { values } = parseArgs({ options: { 'crema-d': { type: 'string' }, music: { type: 'string' } } });

const ort = await nodeOrt();
const session = await ort.InferenceSession.create(
  new Uint8Array(await readFile(SPEECH_GATE_FILE)),
  WASM_SESSION,
);

async function count(sound: Sound): Promise<Counts> {
  const gate = new SpeechGate(ort, session);
  let windows = 0;
  let voiced = 0;
  let heard = 0;
  for (let end = HOP_SAMPLES; end <= sound.length; end += HOP_SAMPLES) {
    await gate.push(sound.subarray(end - HOP_SAMPLES, end));
    if (end < WINDOW_SAMPLES) continue;
    windows++;
    if (gate.voicedShare() >= MIN_VOICED_SHARE) voiced++;
    if (soundOfWindow(gate, sound.subarray(end - WINDOW_SAMPLES, end)).heard) heard++;
  }
  return { windows, voiced, heard };
}

const sumOf = (counts: readonly Counts[]): Counts => ({
  windows: counts.reduce((sum, { windows }) => sum + windows, 0),
  voiced: counts.reduce((sum, { voiced }) => sum + voiced, 0),
  heard: counts.reduce((sum, { heard }) => sum + heard, 0),
});

async function* tones(): AsyncGenerator<Sound> {
  for (const tone of LINE_TONES) {
    yield resampleAll(lineTone(tone, MADE_SECONDS, MADE_RATE_HZ), MADE_RATE_HZ, SAMPLE_RATE_HZ);
  }
}

async function* madeMusic(): AsyncGenerator<Sound> {
  for (const piece of HOLD_MUSIC) {
    yield resampleAll(holdMusic(piece, MADE_SECONDS, MADE_RATE_HZ), MADE_RATE_HZ, SAMPLE_RATE_HZ);
  }
}

async function* recordedMusic(folder: string): AsyncGenerator<Sound> {
  for (const name of (await readdir(folder)).filter((file) => file.endsWith('.wav')).sort()) {
    const source = await openFileSource(path.join(folder, name));
    try {
      const { sampleRateHz, blocks } = await openWav(source);
      const { value: channels = [] } = await blocks(MUSIC_SECONDS * sampleRateHz).next();
      const [left = new Float32Array(), right = left] = channels;
      const mono = left.map((sample, i) => (sample + (right[i] ?? 0)) / 2);
      yield resampleAll(mono, sampleRateHz, SAMPLE_RATE_HZ);
    } finally {
      await source.close();
    }
  }
}

/** A turn of each actor: some clips with short pauses. */
async function* speech(folder: string): AsyncGenerator<Sound> {
  const { clips } = await readCorpus(folder);
  for (const actor of new Set(clips.map((clip) => clip.actor))) {
    const own = clips.filter((clip) => clip.actor === actor);
    const chosen = shuffledIndices(own.length, seededRandom('gate bench', actor)).slice(0, CLIPS_AN_ACTOR);
    const parts: number[] = [];
    for (const index of chosen) {
      parts.push(
        ...(await readClip(own[index]?.path ?? '')),
        ...new Float32Array(PAUSE_SECONDS * SAMPLE_RATE_HZ),
      );
    }
    yield Float32Array.from(parts);
  }
}

async function* speechOverMusic(folder: string): AsyncGenerator<Sound> {
  const rmsOf = (sound: Sound) =>
    Math.sqrt(sound.reduce((sum, sample) => sum + sample ** 2, 0) / sound.length);
  const band = holdMusic('whole band', MADE_SECONDS, SAMPLE_RATE_HZ);
  for await (const voice of speech(folder)) {
    const gain = (rmsOf(voice) / rmsOf(band)) * 10 ** (-BEHIND_DB / 20);
    yield voice.map((sample, i) => sample + gain * (band[i % band.length] ?? 0));
  }
}

const corpus = values['crema-d'] ?? process.env.CREMA_D_DIR ?? null;
const rows: readonly (readonly [name: string, sounds: AsyncIterable<Sound>])[] = [
  ['tones of the line and of the keypad', tones()],
  ['music, synthesised', madeMusic()],
  ...(values.music === undefined ? [] : [['music, recorded', recordedMusic(values.music)] as const]),
  ...(corpus === null
    ? []
    : ([
        ['speech of 91 actors', speech(corpus)],
        [`the same with music behind it, ${BEHIND_DB} dB quieter`, speechOverMusic(corpus)],
      ] as const)),
];

const share = (part: number, of: number) => `${((100 * part) / of).toFixed(1)} %`;
const cells = ({ windows, voiced, heard }: Counts) => [share(voiced, windows), share(heard, windows)];

const lines: string[] = [
  '| sound | windows | taken for speech by Silero VAD alone | scored | over the telephone: by Silero VAD alone | scored |',
  '|---|---|---|---|---|---|',
];
for (const [name, sounds] of rows) {
  const wide: Counts[] = [];
  const phone: Counts[] = [];
  for await (const sound of sounds) {
    wide.push(await count(sound));
    phone.push(await count(overTelephone(sound, name)));
  }
  const sum = sumOf(wide);
  lines.push(`| ${[name, sum.windows, ...cells(sum), ...cells(sumOf(phone))].join(' | ')} |`);
  console.log(lines.at(-1));
}

const page = await readFile(PAGE, 'utf8');
const [before, rest = ''] = page.split(START);
const [, after] = rest.split(END);
if (before === undefined || after === undefined)
  throw new Error(`${PAGE} lacks the marks ${START} and ${END}.`);
await writeFile(PAGE, [before, START, '\n\n', lines.join('\n'), '\n\n', END, after].join(''));
