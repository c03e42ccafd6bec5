// Files of the cache: there whole or not at all, so that an interrupted run can be resumed.

import { readFile, rename, writeFile } from 'node:fs/promises';

/** Writes a file aside and puts it in its place in one go. */
export async function writeWhole(path: string, bytes: Uint8Array): Promise<void> {
  // Two runs may share a cache.
  const unfinished = `${path}.${process.pid}.part`;
  await writeFile(unfinished, bytes);
  await rename(unfinished, path);
}

/** A file's bytes, or undefined when it is not there. */
export async function readIfThere(path: string): Promise<Buffer | undefined> {
  return readFile(path).catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'ENOENT') return undefined;
    throw error;
  });
}
