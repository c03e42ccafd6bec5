// Keeps finished heads, so that an interrupted run does not train them again.

import { createHash } from 'node:crypto';
import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { writeAtomically } from '../../src/node/atomic-files.ts';
import { readIfThere } from '../shared/read-if-there.ts';
import type { Head } from './head.ts';
import { decodeHead, encodeHead } from './head-file.ts';

/** The description in a head file of the cache; its name already says everything. */
const NO_FACTS = {
  temperature: 1,
  encoderKey: '',
  fold: null,
  trainActors: [],
  developmentActors: [],
  testActors: [],
};

/**
 * A head from the cache, or else made and put there.
 * @param name begins the file's name, such as "fold1"
 * @param ingredients everything that the head depends on; another list is another file
 */
export async function cachedHead(
  cacheFolder: string,
  name: string,
  ingredients: readonly unknown[],
  make: () => Head,
): Promise<Head> {
  const folder = join(cacheFolder, 'heads');
  const key = createHash('sha256').update(JSON.stringify(ingredients)).digest('hex');
  const path = join(folder, `${name}-${key.slice(0, 12)}.head`);
  const known = await readIfThere(path);
  if (known !== undefined) return decodeHead(known).head;
  const head = make();
  await mkdir(folder, { recursive: true });
  await writeAtomically(path, encodeHead({ head, ...NO_FACTS }));
  return head;
}
