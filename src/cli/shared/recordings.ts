// Finds the recordings that a command line names: files, folders, patterns, and lists of these.

import { readFile, stat } from 'node:fs/promises';
import path from 'node:path';
import { text } from 'node:stream/consumers';
import { glob, isDynamicPattern } from 'tinyglobby';

/**
 * Every recording once, in the order in which it is named; those of a folder or a pattern by their names. A name
 * without a file is kept: reading it later says what is wrong, and the others go on.
 *
 * @param named files, folders (all WAV files below them) and patterns
 * @param list a file with one of these a line, "-" for standard input; null for none
 * @throws Error in a sentence when the list can't be read or is empty
 */
export async function findRecordings(named: readonly string[], list: string | null): Promise<string[]> {
  const found = new Set<string>();
  for (const name of [...named, ...(list === null ? [] : await readList(list))]) {
    for (const recording of await expand(name)) found.add(recording);
  }
  if (found.size === 0) throw new Error(`--from ${list}: the list names no recording.`);
  return [...found];
}

async function expand(name: string): Promise<string[]> {
  const status = await stat(name).catch(() => null);
  if (status?.isDirectory()) {
    const below = await glob('**/*.wav', { cwd: name, caseSensitiveMatch: false });
    return below.length === 0 ? [name] : below.sort().map((file) => path.join(name, file));
  }
  // A file may have brackets in its name.
  if (status !== null || !isDynamicPattern(name)) return [name];
  const matching = await glob(name, { expandDirectories: false, absolute: path.isAbsolute(name) });
  return matching.length === 0 ? [name] : matching.sort();
}

async function readList(list: string): Promise<string[]> {
  const content =
    list === '-'
      ? await text(process.stdin)
      : await readFile(list, 'utf8').catch((cause: NodeJS.ErrnoException) => {
          throw new Error(`--from ${list}: the list can't be read (${cause.code}).`, { cause });
        });
  return content.split(/\r?\n/).filter((line) => line.trim() !== '');
}
