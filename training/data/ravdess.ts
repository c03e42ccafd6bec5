// RAVDESS (Livingstone and Russo, PLOS ONE 13(5), 2018): acted speech of another studio. Its licence allows measuring and
// choosing; nothing of it is trained or fitted on.

import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { EMOTIONS, type Emotion } from '../../src/analysis/emotion/emotions.ts';

/** Recipes are chosen on the first twelve actors; the others are only reported. */
export const RAVDESS_PARTS = {
  choosing: { first: 1, last: 12 },
  reporting: { first: 13, last: 24 },
} as const;
export type RavdessPart = keyof typeof RAVDESS_PARTS;

export interface RavdessClip {
  /** File name without its ending, such as 03-01-05-01-01-01-01. */
  readonly id: string;
  readonly path: string;
  /** 1 to 24. */
  readonly actor: number;
  readonly emotion: Emotion;
  /** Position of `emotion` in EMOTIONS. */
  readonly label: number;
}

/** The corpus's calm and surprised clips are of none of the six emotions. */
const EMOTION_OF_CODE: Readonly<Record<string, Emotion>> = {
  '01': 'neutral',
  '03': 'happy',
  '04': 'sadness',
  '05': 'anger',
  '06': 'fear',
  '07': 'disgust',
};

/** A clip's name taken apart, or undefined when it is not a spoken clip of one of the six emotions. */
export function parseRavdessId(id: string): Pick<RavdessClip, 'actor' | 'emotion'> | undefined {
  const [, code = '', actor] = /^03-01-(\d\d)-\d\d-\d\d-\d\d-(\d\d)$/.exec(id) ?? [];
  const emotion = EMOTION_OF_CODE[code];
  return emotion === undefined ? undefined : { actor: Number(actor), emotion };
}

/**
 * Lists one part's spoken clips of the six emotions, in this folder and the folders in it, sorted by name.
 * @param folder of WAV files, 16 kHz mono
 * @throws Error when there are none.
 */
export async function readRavdess(folder: string, part: RavdessPart): Promise<RavdessClip[]> {
  const { first, last } = RAVDESS_PARTS[part];
  const entries = await readdir(folder, { recursive: true, withFileTypes: true }).catch((cause: unknown) => {
    throw new Error(`The folder of RAVDESS, ${folder}, can't be read.`, { cause });
  });
  const clips = entries
    .flatMap((entry): RavdessClip[] => {
      if (!entry.isFile() || !entry.name.endsWith('.wav')) return [];
      const id = entry.name.slice(0, -'.wav'.length);
      const parsed = parseRavdessId(id);
      if (parsed === undefined || parsed.actor < first || parsed.actor > last) return [];
      const label = EMOTIONS.indexOf(parsed.emotion);
      return [{ id, path: join(entry.parentPath, entry.name), ...parsed, label }];
    })
    .sort((a, b) => (a.id < b.id ? -1 : 1));
  if (clips.length === 0) {
    throw new Error(
      `No clips of RAVDESS by actors ${first} to ${last} in ${folder}. They are named like 03-01-05-01-01-01-01.wav, 16 kHz mono.`,
    );
  }
  return clips;
}
