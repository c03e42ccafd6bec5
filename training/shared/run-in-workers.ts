import { openWorkerPool } from '../../src/node/worker-pool.ts';

/**
 * Works a list of jobs off.
 * @param worker the module that each process runs
 * @param processes at most; each takes a core
 * @param onProgress told how much more is done, in the worker's own units
 * @throws Error when a job fails or its process dies; the others are ended
 */
export async function runInWorkers<Job>(
  worker: URL,
  jobs: readonly Job[],
  processes: number,
  onProgress: (count: number) => void,
): Promise<void> {
  const pool = openWorkerPool<Job, void>(worker, { processes });
  try {
    await Promise.all(jobs.map((job) => pool.run(job, onProgress)));
  } finally {
    await pool.close();
  }
}
