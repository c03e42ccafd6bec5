// The command line as its users run it: another process, files on disk.

import { execFile } from 'node:child_process';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import * as v from 'valibot';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { encodeWav } from '../../src/audio/wav.ts';
import { analysisSchema } from '../../src/call/record.ts';
import { DEMO_CALL } from '../demo/demo-call.ts';

const CLI = fileURLToPath(new URL('../../src/cli/analyse.ts', import.meta.url));
const TSX = fileURLToPath(new URL('../../node_modules/tsx/dist/cli.mjs', import.meta.url));

interface Finished {
  readonly status: number;
  readonly stdout: string;
  readonly stderr: string;
}

function analyse(...parameters: string[]): Promise<Finished> {
  return new Promise((resolve) => {
    execFile(process.execPath, [TSX, CLI, ...parameters], (error, stdout, stderr) => {
      resolve({ status: typeof error?.code === 'number' ? error.code : 0, stdout, stderr });
    });
  });
}

describe('npm run analyse', () => {
  let folder: string;

  beforeAll(async () => {
    folder = await mkdtemp(path.join(os.tmpdir(), 'evenkeel-analyse-'));
  });
  afterAll(() => rm(folder, { recursive: true }));

  it('prints one document a file by the contract, goes on after a bad file and exits with 1', async () => {
    const bad = path.join(folder, 'notes.wav');
    await writeFile(bad, 'not a recording');
    const quiet = path.join(folder, 'quiet.wav');
    await writeFile(quiet, encodeWav([new Float32Array(16_000 * 4)], 16_000));
    const { status, stdout } = await analyse('--json', bad, DEMO_CALL, quiet);
    expect(status).toBe(1);
    const [failed, demo, silent] = stdout
      .trim()
      .split('\n')
      .map((line) => JSON.parse(line));
    expect(failed).toEqual({ file: bad, error: expect.stringContaining('not a WAV file') });

    const analysis = v.parse(analysisSchema, demo);
    expect(analysis.score).toBeGreaterThan(1);
    expect(analysis.interval?.[0]).toBeLessThanOrEqual(analysis.score ?? 0);
    expect(analysis.speechSeconds).toBeGreaterThan(15);
    expect(analysis.reasons.map(({ term }) => term)).toEqual(['now', 'relief', 'restraint', 'time']);

    expect(v.parse(analysisSchema, silent)).toMatchObject({
      score: null,
      verdict: 'not-enough-speech',
      seconds: 4,
    });
  });

  it('hears the customer on the channel it is told', async () => {
    const { stdout } = await analyse('--json', '--customer', 'left', DEMO_CALL);
    const right = await analyse('--json', DEMO_CALL);
    expect(JSON.parse(stdout).windows).not.toEqual(JSON.parse(right.stdout).windows);
  });

  it.each([
    [['--customer', 'middle', 'a.wav'], '--customer is one of left, right, mix; got "middle".'],
    [[], 'No recording named.'],
    [['--fast', 'a.wav'], '--fast'],
  ])('refuses %j in a sentence', async (parameters, sentence) => {
    const { status, stderr } = await analyse(...parameters);
    expect(status).toBe(2);
    expect(stderr).toContain(sentence);
  });
});
