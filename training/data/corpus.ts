// CREMA-D as its official repository lays it out: a folder AudioWAV of clips that carry their label in their name.
// Source: Cao et al., "CREMA-D: Crowd-sourced Emotional Multimodal Actors Dataset", IEEE TAC 5(4), 2014.

import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { openWav } from '../../src/analysis/audio/wav.ts';
import { EMOTIONS, type Emotion } from '../../src/analysis/emotion/emotions.ts';
import { SAMPLE_RATE_HZ } from '../../src/analysis/emotion/manifest.ts';
import { errorMessage } from '../../src/analysis/errors.ts';
import { openFileSource } from '../../src/node/file-source.ts';

export interface Clip {
  /** File name without its ending, such as 1001_DFA_ANG_XX. */
  readonly id: string;
  readonly path: string;
  readonly actor: number;
  /** Code of the sentence that is spoken, one of twelve, such as DFA ("Don't forget a jacket"). */
  readonly sentence: string;
  readonly emotion: Emotion;
  /** Position of `emotion` in `EMOTIONS`, which is that of its logit. */
  readonly label: number;
}

export interface Corpus {
  /** Sorted by id. */
  readonly clips: readonly Clip[];
  /** Clips that are there and were left out, with the reason. */
  readonly leftOut: readonly { readonly id: string; readonly reason: string }[];
}

const EMOTION_OF_CODE: Readonly<Record<string, Emotion>> = {
  ANG: 'anger',
  DIS: 'disgust',
  FEA: 'fear',
  HAP: 'happy',
  NEU: 'neutral',
  SAD: 'sadness',
};

/** Clips that would teach or measure something wrong. */
const BAD_CLIPS: Readonly<Record<string, string>> = {
  '1076_MTI_SAD_XX': 'silent',
  '1006_TIE_HAP_XX': 'same audio as 1006_TIE_NEU_XX under another label',
  '1006_TIE_NEU_XX': 'same audio as 1006_TIE_HAP_XX under another label',
  '1013_WSI_DIS_XX': 'same audio as 1013_WSI_SAD_XX under another label',
  '1013_WSI_SAD_XX': 'same audio as 1013_WSI_DIS_XX under another label',
  '1017_IWW_ANG_XX': 'same audio as 1017_IWW_FEA_XX under another label',
  '1017_IWW_FEA_XX': 'same audio as 1017_IWW_ANG_XX under another label',
};

/** A clip's name taken apart, or undefined when it is not one of CREMA-D's. */
export function parseClipId(id: string): Pick<Clip, 'actor' | 'sentence' | 'emotion'> | undefined {
  const [, actor, sentence = '', code = ''] = /^(1\d{3})_([A-Z]{3})_([A-Z]{3})_[A-Z]{1,2}$/.exec(id) ?? [];
  const emotion = EMOTION_OF_CODE[code];
  return emotion === undefined ? undefined : { actor: Number(actor), sentence, emotion };
}

/**
 * Lists the clips of a CREMA-D folder.
 * @param folder the official repository, the folder that holds AudioWAV, or AudioWAV itself.
 * @throws Error when there are no clips, or when they are Git LFS pointers instead of audio.
 */
export async function readCorpus(folder: string): Promise<Corpus> {
  const audioFolder = await findAudioFolder(folder);
  const names = (await readdir(audioFolder)).filter((name) => name.endsWith('.wav')).sort();
  const clips: Clip[] = [];
  const leftOut: { id: string; reason: string }[] = [];
  for (const name of names) {
    const id = name.slice(0, -'.wav'.length);
    const parsed = parseClipId(id);
    const reason = parsed === undefined ? 'not named like a clip of CREMA-D' : BAD_CLIPS[id];
    if (parsed === undefined || reason !== undefined) {
      leftOut.push({ id, reason: reason ?? '' });
      continue;
    }
    clips.push({ id, path: join(audioFolder, name), ...parsed, label: EMOTIONS.indexOf(parsed.emotion) });
  }
  if (clips.length === 0) {
    throw new Error(
      `No clips of CREMA-D in ${audioFolder}. Name the folder of the official repository (github.com/CheyneyComputerScience/CREMA-D), with its LFS files fetched.`,
    );
  }
  return { clips, leftOut };
}

async function findAudioFolder(folder: string): Promise<string> {
  const entries = await readdir(folder).catch((cause: unknown) => {
    throw new Error(`The CREMA-D folder ${folder} can't be read. Name it by --crema-d DIR or CREMA_D_DIR.`, {
      cause,
    });
  });
  return entries.includes('AudioWAV') ? join(folder, 'AudioWAV') : folder;
}

/**
 * All samples of a clip: mono, 16 kHz, in [-1, 1].
 * @throws Error naming the clip when it is no WAV file (an LFS pointer, say) or not 16 kHz mono.
 */
export async function readClip(path: string): Promise<Float32Array> {
  const source = await openFileSource(path);
  try {
    const wav = await openWav(source);
    if (wav.sampleRateHz !== SAMPLE_RATE_HZ || wav.channels !== 1) {
      throw new Error(
        `It is ${wav.sampleRateHz} Hz with ${wav.channels} channels; CREMA-D is 16000 Hz mono.`,
      );
    }
    for await (const [samples] of wav.blocks(wav.frames)) return samples ?? new Float32Array();
    return new Float32Array();
  } catch (cause) {
    const hint =
      source.size < 200 ? ' It may be a Git LFS pointer: run "git lfs pull" in the CREMA-D folder.' : '';
    throw new Error(`${path}: ${errorMessage(cause)}${hint}`, { cause });
  } finally {
    await source.close();
  }
}
