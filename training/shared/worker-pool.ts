// Worker processes that take jobs from one list. A worker is a module that asks for a job by sending 'next', and sends
// numbers as it gets on (see `serveJobs`).

import { type ChildProcess, fork } from 'node:child_process';
import { createRequire } from 'node:module';
import { fileURLToPath, pathToFileURL } from 'node:url';

/**
 * Works the jobs off.
 * @param worker the module that each process runs
 * @param jobs plain data, taken from the front
 * @param processes at most; each takes a core
 * @param onDone told how much more is done, in the worker's own units
 * @throws Error when a worker dies
 */
export async function runInWorkers(
  worker: URL,
  jobs: readonly object[],
  processes: number,
  onDone: (count: number) => void,
): Promise<void> {
  const left = [...jobs];
  await Promise.all(
    Array.from({ length: Math.min(processes, left.length) }, () => work(worker, left, onDone)),
  );
}

/**
 * The worker's side: does jobs one after the other until there are none.
 * @param run does one; tells how much of it is done as it gets on
 */
export function serveJobs<Job>(run: (job: Job, onDone: (count: number) => void) => Promise<void>): void {
  process.on('message', async (job: Job) => {
    try {
      await run(job, (count) => process.send?.(count));
      process.send?.('next');
    } catch (error) {
      console.error(error);
      process.exit(1);
    }
  });
  process.send?.('next');
}

function work(module: URL, left: object[], onDone: (count: number) => void): Promise<void> {
  return new Promise((resolve, reject) => {
    const worker: ChildProcess = fork(fileURLToPath(module), {
      execArgv: ['--import', pathToFileURL(createRequire(import.meta.url).resolve('tsx')).href],
    });
    worker.on('message', (message: number | 'next') => {
      if (message !== 'next') return onDone(message);
      const job = left.shift();
      if (job === undefined) worker.disconnect();
      else worker.send(job);
    });
    worker.on('error', reject);
    worker.on('exit', (code) => {
      if (code === 0) resolve();
      else reject(new Error(`A worker ended with status ${code}; its message is above.`));
    });
  });
}
