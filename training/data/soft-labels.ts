// Soft labels in a file, so that a head can be trained without the teacher's encoders: training/data/soft-labels.json.

import { createHash } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import * as v from 'valibot';
import { CLASSES } from '../shared/classes.ts';
import type { Clip } from './corpus.ts';

export const SOFT_LABELS_FILE = fileURLToPath(new URL('./soft-labels.json', import.meta.url));

const schema = v.object({
  schemaVersion: v.literal(1),
  /** The encoders whose features the teacher was trained on. */
  teacher: v.array(v.string()),
  /** Unweighted average recall of the teacher on each fold, clean. */
  teacherUar: v.array(v.number()),
  /** SHA-256 of the clips' names, one a line, in their order. */
  clips: v.string(),
  /** By test fold, or "all": clips × 6 probabilities as bytes (255 is 1), in base64. */
  folds: v.record(v.string(), v.string()),
});

export type SoftLabelsFile = v.InferOutput<typeof schema>;

/** Names the clips that soft labels belong to. */
export function clipListHash(clips: readonly Clip[]): string {
  return createHash('sha256')
    .update(clips.map((clip) => clip.id).join('\n'))
    .digest('hex');
}

/** Probabilities as bytes in base64. */
export function encodeProbabilities(probabilities: Float32Array): string {
  return Buffer.from(Uint8Array.from(probabilities, (value) => Math.round(value * 255))).toString('base64');
}

/**
 * Reads the soft labels that were trained for exactly these clips.
 * @returns clips × 6 by the number of the test fold, or null for the model that ships
 * @throws Error when the file is missing or belongs to other clips.
 */
export async function readSoftLabels(
  clips: readonly Clip[],
  file = SOFT_LABELS_FILE,
): Promise<(fold: number | null) => Float32Array> {
  const text = await readFile(file, 'utf8').catch((cause: unknown) => {
    throw new Error(`The teacher's soft labels are not at ${file}. Run "npm run train:teacher".`, { cause });
  });
  const labels = v.parse(schema, JSON.parse(text));
  if (labels.clips !== clipListHash(clips)) {
    throw new Error(
      `${file} has soft labels for other clips than the ${clips.length} in this folder; it was made for all of CREMA-D. Run "npm run train:teacher" to make it anew.`,
    );
  }
  return (fold) => {
    const bytes = Buffer.from(labels.folds[String(fold ?? 'all')] ?? '', 'base64');
    if (bytes.length !== clips.length * CLASSES) {
      throw new Error(
        `${file} has ${bytes.length} numbers for fold ${fold ?? 'all'}; expected ${clips.length * CLASSES}.`,
      );
    }
    return Float32Array.from(bytes, (byte) => byte / 255);
  };
}
