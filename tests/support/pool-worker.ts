// A worker of a pool: says who it is, how far it is, what went wrong, or nothing any more.

import { serveJobs } from '../../src/node/worker-pool.ts';

export type PoolJob = 'pid' | 'progress' | 'throw' | 'die' | 'hang';

serveJobs<PoolJob, number>(async (job, onProgress) => {
  if (job === 'progress') for (const count of [1, 2, 3]) onProgress(count);
  if (job === 'throw') throw new Error('This job can’t be done.');
  if (job === 'die') process.kill(process.pid, 'SIGKILL');
  if (job === 'hang') {
    onProgress(1);
    await new Promise(() => {});
  }
  return process.pid;
});
