import { expect, it, onTestFinished } from 'vitest';
import type { PoolJob } from '../../tests/support/pool-worker.ts';
import { openWorkerPool, WorkerDied } from './worker-pool.ts';

function openPool(processes: number) {
  const worker = new URL('../../tests/support/pool-worker.ts', import.meta.url);
  const pool = openWorkerPool<PoolJob, number>(worker, { processes });
  onTestFinished(() => pool.close());
  return pool;
}

it('does jobs in no more processes than it may, and the same ones again', async () => {
  const pool = openPool(2);
  const pids = await Promise.all(Array.from({ length: 6 }, () => pool.run('pid')));
  expect(new Set(pids).size).toBe(2);
  expect(pids).toContain(await pool.run('pid'));
});

it('tells how far a job is before it is done', async () => {
  const counts: number[] = [];
  await openPool(1).run('progress', (count) => counts.push(count));
  expect(counts).toEqual([1, 2, 3]);
});

it('goes on in the same process after a job that failed, with the worker’s sentence', async () => {
  const pool = openPool(1);
  const pid = await pool.run('pid');
  await expect(pool.run('throw')).rejects.toThrow('This job can’t be done.');
  expect(await pool.run('pid')).toBe(pid);
});

it('goes on in another process after one that died', async () => {
  const pool = openPool(1);
  const pid = await pool.run('pid');
  const [died, next] = await Promise.allSettled([pool.run('die'), pool.run('pid')]);
  expect(died).toMatchObject({ status: 'rejected', reason: expect.any(WorkerDied) });
  expect(next).toMatchObject({ status: 'fulfilled', value: expect.not.toBeOneOf([pid]) });
});

it('ends jobs in hand when it is closed', async () => {
  const pool = openPool(1);
  let hanging: Promise<unknown> = Promise.resolve();
  await new Promise((begun) => {
    hanging = expect(pool.run('hang', begun)).rejects.toThrow(WorkerDied);
  });
  await pool.close();
  await hanging;
});
