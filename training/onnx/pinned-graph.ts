// Reads graphs that other people made, and checks them by their checksums.

import { createHash } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { decodeModel, type Model } from './onnx-graph.ts';

export interface PinnedGraph {
  /** For messages. */
  readonly name: string;
  readonly place: URL | string;
  readonly sha256: string;
  /** What to do where it is missing or another file, as a sentence. */
  readonly advice: string;
}

/** @throws Error when it is missing or is another file, with what to do. */
export async function readPinnedGraph({ name, place, sha256, advice }: PinnedGraph): Promise<Model> {
  const bytes = await readFile(place).catch((cause: unknown) => {
    throw new Error(`${name} is not at ${place}. ${advice}`, { cause });
  });
  const found = createHash('sha256').update(bytes).digest('hex');
  if (found !== sha256) {
    throw new Error(`${name} at ${place} has the sha256 ${found}; expected ${sha256}. ${advice}`);
  }
  return decodeModel(bytes);
}
