// An archive as its users run it: a Redis, workers in processes of their own, and one that is killed.

import { copyFile, mkdir, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { QueueEvents } from 'bullmq';
import Papa from 'papaparse';
import * as v from 'valibot';
import { afterAll, afterEach, beforeAll, describe, expect, it, vi } from 'vitest';
import { analysisSchema } from '../../src/analysis/call/record.ts';
import { type ArchiveQueue, connect, openQueue } from '../../src/cli/archive/queue.ts';
import { queueState } from '../../src/cli/archive/queue-state.ts';
import { analysingProcesses, evenkeel, type Running, startEvenkeel } from '../support/command-line.ts';
import { encodeWav } from '../support/encode-wav.ts';
import { hasRedis, type RedisServer, startRedis } from '../support/redis.ts';

const RECORDINGS = 200;
const WORKERS = 3;
const SHORT_SECONDS = 3;
/** Long enough to be killed over. */
const LONG_SECONDS = 60;
const RATE_HZ = 8000;

/** Waits for something to come true. */
const until = <T>(condition: () => Promise<T>) => vi.waitUntil(condition, { timeout: 120_000, interval: 50 });

describe.skipIf(!hasRedis())('an archive', () => {
  let redis: RedisServer;
  let queue: ArchiveQueue;
  let folder: string;
  const calls = () => path.join(folder, 'calls');
  const results = () => path.join(folder, 'results');
  const state = () => queueState(queue);
  const running = new Set<Running>();
  const startWorker = (): Running => {
    const where = ['--redis', redis.url, '--out', results()];
    const worker = startEvenkeel('worker', ...where, '--jobs', '1', '--takeover', '5');
    running.add(worker);
    return worker;
  };
  afterEach(() => {
    for (const worker of running) worker.process.kill('SIGKILL');
    running.clear();
  });

  /** The first worker that is seen with a recording in hand, and the id of its job. */
  const busyOne = (workers: readonly Running[]) =>
    until(async () => {
      const [job] = await queue.getActive();
      const worker = workers.find(({ process: { pid } }) => job?.processedBy?.endsWith(`:${pid}`));
      return worker && { worker, jobId: job?.id };
    });
  beforeAll(async () => {
    folder = await mkdtemp(path.join(os.tmpdir(), 'evenkeel-archive-'));
    await mkdir(calls());
    for (let i = 0; i < RECORDINGS; i++) {
      const seconds = i < WORKERS ? LONG_SECONDS : SHORT_SECONDS;
      const name = `${String(i).padStart(3, '0')}.wav`;
      await writeFile(path.join(calls(), name), encodeWav([new Float32Array(RATE_HZ * seconds)], RATE_HZ));
    }
    redis = await startRedis();
    queue = openQueue(await connect(redis.url), 'evenkeel');
  }, 180_000);
  afterAll(async () => {
    await queue?.close();
    await queue?.disconnect();
    await redis?.stop();
    await rm(folder, { recursive: true });
  });

  it('has one result a recording after a worker was killed over one', async () => {
    const poison = path.join(folder, 'poison.wav');
    await writeFile(poison, 'not a recording');
    const queued = await evenkeel(
      'enqueue',
      '--redis',
      redis.url,
      calls(),
      poison,
      path.join(calls(), '000.wav'),
    );
    expect(queued).toEqual({
      status: 0,
      stdout: `${RECORDINGS + 1} recordings are on the queue "evenkeel".\n`,
      stderr: '',
    });

    const events = new QueueEvents('evenkeel', { connection: { url: redis.url } });
    const takenOver: string[] = [];
    events.on('stalled', ({ jobId }) => takenOver.push(jobId));
    await events.waitUntilReady();
    const workers = Array.from({ length: WORKERS }, () => startWorker());
    const { worker: victim, jobId } = await busyOne(workers);
    victim.process.kill('SIGKILL');

    const watched = await evenkeel('queue', '--redis', redis.url, '--watch');
    expect(watched.status).toBe(1);
    expect(watched.stdout).toContain(`${poison}`);
    expect(watched.stdout).toContain('1 were set aside');
    const survivors = workers.filter((worker) => worker !== victim);
    for (const worker of survivors) worker.process.kill('SIGTERM');
    expect(await Promise.all(survivors.map(({ ended }) => ended))).toEqual([0, 0]);
    await events.close();
    expect(takenOver).toContain(jobId);

    const names = await readdir(results());
    expect(names).toHaveLength(RECORDINGS);
    const collected = await evenkeel('collect', results());
    const found = collected.stdout
      .trim()
      .split('\n')
      .map((line) => v.parse(analysisSchema, JSON.parse(line)));
    expect(new Set(found.map(({ file }) => file)).size).toBe(RECORDINGS);

    const rows = await evenkeel('collect', '--rows', results(), results());
    const { data, errors } = Papa.parse<Record<string, string>>(rows.stdout, {
      header: true,
      skipEmptyLines: true,
    });
    expect(errors).toEqual([]);
    expect(data.map(({ result }) => result)).toEqual(names.sort());
    expect(data[0]).toMatchObject({ seconds: String(LONG_SECONDS), score: '', verdict: 'not-enough-speech' });
  }, 300_000);

  it('puts what was set aside on the queue again, does not do again what is done, and finishes what it has begun', async () => {
    const { setAside, reasons } = await state();
    expect(setAside).toBe(1);
    expect(reasons[0]).toContain('not a WAV file');
    const again = path.join(calls(), '100.wav');
    await copyFile(again, path.join(folder, 'poison.wav'));
    await evenkeel('queue', '--redis', redis.url, '--retry');
    const long = path.join(folder, 'long.wav');
    await copyFile(path.join(calls(), '000.wav'), long);
    await evenkeel('enqueue', '--redis', redis.url, again, long);
    const [done = ''] = (await readdir(results())).filter((name) => name.startsWith('100.wav.'));
    const content = () => readFile(path.join(results(), done), 'utf8');
    await writeFile(path.join(results(), done), `${await content()} `);

    const worker = startWorker();
    await until(async () => {
      const { waiting, setAside } = await state();
      return waiting + setAside === 0;
    });
    const processes = analysingProcesses(worker);
    expect(processes).toHaveLength(1);
    worker.process.kill('SIGTERM');
    // As the terminal does it with Ctrl-C: all processes of the group.
    for (const pid of processes) process.kill(pid, 'SIGINT');
    expect(await worker.ended).toBe(0);
    for (const pid of processes) expect(() => process.kill(pid, 0)).toThrow('ESRCH');

    expect(worker.printed()).toContain('3 analysed, 0 set aside.');
    expect(await readdir(results())).toHaveLength(RECORDINGS + 2);
    // The blank is still there: nobody wrote it anew.
    expect(await content()).toMatch(/ $/);
  }, 180_000);
});

it('says in a sentence what is missing', async () => {
  const { status, stderr } = await evenkeel(
    'worker',
    '--redis',
    'redis://:secret@127.0.0.1:1',
    '--out',
    os.tmpdir(),
  );
  expect(status).toBe(1);
  expect(stderr).toContain('No Redis can be used at redis://127.0.0.1:1 (ECONNREFUSED).');
  expect(stderr).not.toContain('secret');
  expect(await evenkeel('enlist')).toMatchObject({
    status: 2,
    stderr: expect.stringContaining('There is no command "enlist".'),
  });
});
