// `evenkeel analyse` as its users run it: another process, files on disk.

import { mkdir, mkdtemp, readdir, readFile, rm, stat, utimes, writeFile } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import * as v from 'valibot';
import { afterAll, beforeAll, describe, expect, it, onTestFinished, vi } from 'vitest';
import { analysisSchema } from '../../src/analysis/call/record.ts';
import { analysingProcesses, evenkeel, startEvenkeel } from '../support/command-line.ts';
import { DEMO_CALL } from '../support/demo-call.ts';
import { encodeWav } from '../support/encode-wav.ts';

const analyse = (...parameters: string[]) => evenkeel('analyse', ...parameters);

describe('evenkeel analyse', { timeout: 180_000 }, () => {
  let folder: string;
  let windowsOfRight: unknown;

  beforeAll(async () => {
    folder = await mkdtemp(path.join(os.tmpdir(), 'evenkeel-analyse-'));
  });
  afterAll(() => rm(folder, { recursive: true }));

  it('prints one document a file by the contract, goes on after a bad file and exits with 1', async () => {
    const bad = path.join(folder, 'notes.wav');
    await writeFile(bad, 'not a recording');
    const quiet = path.join(folder, 'quiet.wav');
    await writeFile(quiet, encodeWav([new Float32Array(16_000 * 4)], 16_000));
    const signed = 'http://127.0.0.1:9/call.wav?X-Amz-Signature=secret';
    const { status, stdout, stderr } = await analyse('--json', '--jobs', '2', bad, DEMO_CALL, quiet, signed);
    expect(status).toBe(1);
    const [failed, demo, silent, notFetched] = stdout
      .trim()
      .split('\n')
      .map((line) => JSON.parse(line));
    expect(failed).toEqual({ file: bad, error: expect.stringContaining('not a WAV file') });
    expect(notFetched).toEqual({
      file: 'http://127.0.0.1:9/call.wav',
      error: expect.stringContaining("can't be reached"),
    });
    expect(stdout + stderr).not.toContain('secret');

    const analysis = v.parse(analysisSchema, demo);
    windowsOfRight = demo.windows;
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
    expect(JSON.parse(stdout).windows).not.toEqual(windowsOfRight);
  });

  it('prints a table with --csv, its rows only those of windows', async () => {
    const quiet = path.join(folder, '=quiet.wav');
    await writeFile(quiet, encodeWav([new Float32Array(16_000 * 4)], 16_000));
    const { status, stdout } = await analyse('--csv', quiet);
    expect(status).toBe(0);
    expect(stdout.split('\r\n')).toEqual([
      expect.stringMatching(/^recording,start,speech,anger,/),
      expect.stringContaining('=quiet.wav,0.000,0.0000,,,,,,,'),
      expect.stringContaining('=quiet.wav,1.000,0.0000,,,,,,,'),
      '',
    ]);
  });

  it('writes a file a recording with --out, and in the next run only those that are missing or out of date', async () => {
    const calls = path.join(folder, 'calls');
    const out = path.join(folder, 'results');
    await mkdir(calls);
    for (const name of ['a.wav', 'b.wav']) {
      await writeFile(path.join(calls, name), encodeWav([new Float32Array(16_000 * 4)], 16_000));
    }
    await writeFile(path.join(calls, 'c.wav'), 'not a recording');
    const run = () => analyse('--out', out, '--jobs', '1', calls);
    const written = async () => {
      const names = (await readdir(out)).sort();
      return Promise.all(
        names.map(async (name) => ({ name, at: (await stat(path.join(out, name))).mtimeMs })),
      );
    };

    const { status, stdout, stderr } = await run();
    expect({ status, stdout }).toEqual({ status: 1, stdout: '' });
    expect(stderr).toContain('not a WAV file');
    const [a, b] = await written();
    expect([a?.name, b?.name]).toEqual([
      expect.stringMatching(/^a\.wav\.[0-9a-f]{32}\.json$/),
      expect.stringMatching(/^b\.wav\.[0-9a-f]{32}\.json$/),
    ]);
    v.parse(analysisSchema, JSON.parse(await readFile(path.join(out, a?.name ?? ''), 'utf8')));

    const later = new Date(Date.now() + 5000);
    await utimes(path.join(calls, 'b.wav'), later, later);
    await run();
    const [aAfter, bAfter] = await written();
    expect(aAfter?.at).toBe(a?.at);
    expect(bAfter?.at).toBeGreaterThan(b?.at ?? 0);
  });

  it('goes on when the process that analyses a recording dies', async () => {
    const long = path.join(folder, 'long.wav');
    await writeFile(long, encodeWav([new Float32Array(8000 * 60)], 8000));
    const quiet = path.join(folder, 'short.wav');
    await writeFile(quiet, encodeWav([new Float32Array(8000 * 4)], 8000));
    const running = startEvenkeel('analyse', '--jobs', '1', long, quiet);
    onTestFinished(() => void running.process.kill());
    const [child = 0] = await vi.waitUntil(
      () => {
        const processes = analysingProcesses(running);
        return processes.length > 0 && processes;
      },
      { timeout: 60_000 },
    );
    process.kill(child, 'SIGKILL');
    expect(await running.ended).toBe(1);
    expect(running.printed()).toContain(`${long}: The process that analysed it has died.`);
    expect(running.printed()).toContain(`${quiet}: not enough speech for a score (4 s, 0 s of speech)`);
  });

  it('refuses what it cannot do in a sentence', async () => {
    const { status, stderr } = await analyse('--customer', 'middle', 'a.wav');
    expect(status).toBe(2);
    expect(stderr).toContain('--customer is one of left, right, mix; got "middle".');
  });
});
