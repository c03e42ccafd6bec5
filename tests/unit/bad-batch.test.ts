// Bad recordings among good ones, as the users of the command line meet them.

import { execFileSync } from 'node:child_process';
import { chmod, mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import * as v from 'valibot';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { analysisSchema } from '../../src/analysis/call/record.ts';
import { openFileSource } from '../../src/node/file-source.ts';
import { wavAt } from '../support/bad-recordings.ts';
import { evenkeel } from '../support/command-line.ts';
import { encodeWav } from '../support/encode-wav.ts';

let folder: string;
const at = (name: string) => path.join(folder, name);
/** Root reads everything, and Windows knows no such right. */
const rightsCount = process.getuid !== undefined && process.getuid() !== 0;

beforeAll(async () => {
  folder = await mkdtemp(path.join(os.tmpdir(), 'evenkeel-bad-batch-'));
  await writeFile(at('empty.wav'), '');
  await mkdir(at('folder.wav'));
  await writeFile(at('good.wav'), encodeWav([new Float32Array(16_000 * 4)], 16_000));
  await writeFile(at('notes.wav'), 'Recording failed: licence exceeded');
  await writeFile(at('studio.wav'), wavAt(768_000));
  await writeFile(at('unreadable.wav'), encodeWav([new Float32Array(16_000 * 4)], 16_000));
  if (rightsCount) await chmod(at('unreadable.wav'), 0o000);
  else {
    await rm(at('unreadable.wav'));
    console.warn('This user may read every file: the unreadable recording is left out of the batch.');
  }
});
afterAll(() => rm(folder, { recursive: true }));

describe('evenkeel analyse', () => {
  it('says of every bad recording of a folder what is wrong with it, and analyses the good one', async () => {
    const { status, stdout } = await evenkeel('analyse', '--json', '--jobs', '2', at('gone.wav'), folder);
    expect(status).toBe(1);
    const outcomes = stdout
      .trim()
      .split('\n')
      .map((line) => JSON.parse(line));
    const failed = (name: string, sentence: string) => ({
      file: at(name),
      error: expect.stringContaining(sentence),
    });
    const good = outcomes.find(({ file }) => file === at('good.wav'));
    expect(v.parse(analysisSchema, good)).toMatchObject({ seconds: 4, verdict: 'not-enough-speech' });
    // A folder with a recording's name is a folder, with nothing in it.
    expect(outcomes.filter((outcome) => outcome !== good)).toEqual([
      failed('gone.wav', `${at('gone.wav')} can't be opened (ENOENT): there is no such file.`),
      failed('empty.wav', 'The file is empty (0 bytes).'),
      failed('notes.wav', 'it begins with "Reco" instead of "RIFF…WAVE".'),
      failed('studio.wav', 'a sample rate of 768000 Hz; 8000 to 192000 Hz can be read.'),
      ...(rightsCount
        ? [failed('unreadable.wav', "can't be opened (EACCES): this user may not read it.")]
        : []),
    ]);
  });
});

describe('a file source', () => {
  it('refuses a folder in a sentence', async () => {
    await expect(openFileSource(at('folder.wav'))).rejects.toThrow(
      `${at('folder.wav')} is a folder, not a file. Name a recording in it.`,
    );
  });

  it.skipIf(process.platform === 'win32')(
    'refuses a pipe at once, rather than wait for its writer',
    async () => {
      const pipe = path.join(await mkdtemp(path.join(os.tmpdir(), 'evenkeel-pipe-')), 'pipe.wav');
      execFileSync('mkfifo', [pipe]);
      await expect(openFileSource(pipe)).rejects.toThrow(
        'is a pipe or a device. Copy the recording to a file.',
      );
      await rm(path.dirname(pipe), { recursive: true });
    },
  );

  it('names the cause of what no sentence is made for', async () => {
    await expect(openFileSource(path.join(at('notes.wav'), 'call.wav'))).rejects.toThrow(
      "can't be opened (ENOTDIR): check its name, and its disk or network drive.",
    );
  });
});
