import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { findRecordings } from './recordings.ts';

let folder: string;
const at = (...parts: string[]) => path.join(folder, ...parts);

beforeEach(async () => {
  folder = await mkdtemp(path.join(os.tmpdir(), 'evenkeel-recordings-'));
  await mkdir(at('2026', 'may'), { recursive: true });
  await mkdir(at('empty'));
  for (const file of ['b.wav', 'a [2].wav', 'notes.txt', '2026/c.WAV', '2026/may/d.wav']) {
    await writeFile(at(file), '');
  }
});
afterEach(() => rm(folder, { recursive: true }));

describe('the recordings of a command line', () => {
  it('are the files that are named, there or not, each once and in order', async () => {
    const named = [at('b.wav'), at('gone.wav'), at('b.wav')];
    expect(await findRecordings(named, null)).toEqual([at('b.wav'), at('gone.wav')]);
  });

  it('are a file with brackets in its name, and not the pattern that it looks like', async () => {
    expect(await findRecordings([at('a [2].wav')], null)).toEqual([at('a [2].wav')]);
  });

  it('are all WAV files below a folder', async () => {
    expect(await findRecordings([folder], null)).toEqual([
      at('2026', 'c.WAV'),
      at('2026', 'may', 'd.wav'),
      at('a [2].wav'),
      at('b.wav'),
    ]);
  });

  it('are what fits a pattern', async () => {
    expect(await findRecordings([at('*.wav')], null)).toEqual([at('a [2].wav'), at('b.wav')]);
  });

  it('are the lines of a list, of which empty ones say nothing', async () => {
    await writeFile(at('list.txt'), `${at('b.wav')}\r\n\n${at('2026', 'may')}\n`);
    expect(await findRecordings([], at('list.txt'))).toEqual([at('b.wav'), at('2026', 'may', 'd.wav')]);
  });

  it.each(['empty', '*.mp3'])('are the name itself where there is nothing behind it: %s', async (name) => {
    expect(await findRecordings([at(name)], null)).toEqual([at(name)]);
  });

  it('are missed in a sentence: a list of none', async () => {
    await writeFile(at('list.txt'), '\n');
    await expect(findRecordings([], at('list.txt'))).rejects.toThrow('the list names no recording');
  });

  it('are missed in a sentence: a list that is not there', async () => {
    await expect(findRecordings([], at('gone.txt'))).rejects.toThrow("the list can't be read (ENOENT)");
  });
});
