// The recordings that a command line names: files, folders, patterns, and lists of these.

import { readFile, stat } from 'node:fs/promises';
import path from 'node:path';
import { text } from 'node:stream/consumers';
import { glob, isDynamicPattern } from 'tinyglobby';

/**
 * Every recording once, in the order in which it is named; those of a folder or a pattern by their names. What is no
 * folder and no pattern is taken for a recording, whether there is one or not: reading it says what is wrong.
 *
 * @param named files, folders (all WAV files below them) and patterns
 * @param list a file with one of these a line, "-" for standard input; null for none
 * @throws Error in a sentence when the list can't be read, or nothing lies where a folder or a pattern says
 */
export async function findRecordings(named: readonly string[], list: string | null): Promise<string[]> {
  const found = new Set<string>();
  for (const name of [...named, ...(list === null ? [] : await readList(list))]) {
    for (const recording of await expand(name)) found.add(recording);
  }
  return [...found];
}

async function expand(name: string): Promise<string[]> {
  const status = await stat(name).catch(() => null);
  if (status?.isDirectory()) {
    const below = await glob('**/*.wav', { cwd: name, caseSensitiveMatch: false });
    if (below.length === 0) throw new Error(`${name}: there is no WAV file in this folder or below it.`);
    return below.sort().map((file) => path.join(name, file));
  }
  // A file may have brackets in its name.
  if (status !== null || !isDynamicPattern(name)) return [name];
  const matching = await glob(name, { expandDirectories: false, absolute: path.isAbsolute(name) });
  if (matching.length === 0) throw new Error(`${name}: no file fits this pattern.`);
  return matching.sort();
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
