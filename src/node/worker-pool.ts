// Processes that do jobs, one at a time each: every process takes a core, and a crash costs one job only.

import { type ChildProcess, fork } from 'node:child_process';
import { createRequire } from 'node:module';
import { fileURLToPath, pathToFileURL } from 'node:url';
import pLimit from 'p-limit';

export interface WorkerPool<Job, Result> {
  /**
   * Does a job as soon as a process is free. Processes start with the first jobs.
   * @param job anything that can be cloned
   * @param onProgress told how much more is done, in the worker's own units
   * @throws `WorkerDied`, or an Error with the worker's own sentence
   */
  run(job: Job, onProgress?: (count: number) => void): Promise<Result>;
  /** Ends the processes. Jobs that they have in hand reject with `WorkerDied`; jobs that wait stay undone. */
  close(): Promise<void>;
}

export interface WorkerPoolOptions {
  readonly processes: number;
  /** For Node, before the module. */
  readonly execArgv?: readonly string[];
  /** Added to this process's environment. */
  readonly env?: Readonly<Record<string, string>>;
}

/** Rejects a job whose process ended before it was done. */
export class WorkerDied extends Error {}

type Answer<Result> =
  | { readonly progress: number }
  | { readonly result: Result }
  | { readonly error: { readonly message: string; readonly stack: string | undefined } };

/** A worker that loads a model takes seconds to start: it waits so long for another job. */
const IDLE_MS = 600_000;
/** A worker that does not end when told to is killed after this long. */
const ENDING_MS = 1000;

/** @param module what each process runs: a module that calls `serveJobs` */
export function openWorkerPool<Job, Result>(
  module: URL,
  { processes, execArgv = [], env = {} }: WorkerPoolOptions,
): WorkerPool<Job, Result> {
  const limit = pLimit(processes);
  const running = new Set<ChildProcess>();
  const idle = new Map<ChildProcess, NodeJS.Timeout>();

  const start = (): ChildProcess => {
    const tsx = pathToFileURL(createRequire(import.meta.url).resolve('tsx')).href;
    const worker = fork(fileURLToPath(module), {
      execArgv: [...execArgv, '--import', tsx],
      env: { ...process.env, ...env },
      serialization: 'advanced',
    });
    // A job in hand has a listener of its own. Without a job, only the process's exit matters.
    worker.on('error', () => {});
    running.add(worker);
    worker.once('exit', () => {
      running.delete(worker);
      stopWaiting(worker);
    });
    return worker;
  };
  const stopWaiting = (worker: ChildProcess) => {
    clearTimeout(idle.get(worker));
    idle.delete(worker);
  };
  const wait = (worker: ChildProcess) => {
    if (running.has(worker))
      idle.set(
        worker,
        setTimeout(() => void end(worker), IDLE_MS),
      );
  };

  return {
    run: (job, onProgress = () => {}) =>
      limit(async () => {
        const worker = [...idle.keys()].at(-1) ?? start();
        stopWaiting(worker);
        try {
          return await runJob<Job, Result>(worker, job, onProgress);
        } finally {
          wait(worker);
        }
      }),
    async close() {
      limit.clearQueue();
      await Promise.all([...running].map(end));
    },
  };
}

/**
 * The worker's side: does the jobs that it is sent, until the process that sends them is gone.
 * @param run does one; tells how much of it is done as it gets on
 */
export function serveJobs<Job, Result>(
  run: (job: Job, onProgress: (count: number) => void) => Promise<Result>,
): void {
  const answer = (message: Answer<Result>) => process.send?.(message);
  process.once('disconnect', () => process.exit());
  process.on('message', async (job: Job) => {
    try {
      answer({ result: await run(job, (progress) => answer({ progress })) });
    } catch (error) {
      const { message, stack } = error instanceof Error ? error : new Error(String(error));
      answer({ error: { message, stack } });
    }
  });
}

function runJob<Job, Result>(
  worker: ChildProcess,
  job: Job,
  onProgress: (count: number) => void,
): Promise<Result> {
  return new Promise<Result>((resolve, reject) => {
    const fail = (error: Error) => {
      settle();
      reject(error);
    };
    const onMessage = (answer: Answer<Result>) => {
      if ('progress' in answer) return onProgress(answer.progress);
      if ('error' in answer) return fail(Object.assign(new Error(answer.error.message), answer.error));
      settle();
      resolve(answer.result);
    };
    const onExit = (code: number | null, signal: string | null) =>
      fail(new WorkerDied(`The process that worked on it has ended (${signal ?? code}).`));
    const onError = (cause: Error) => fail(new WorkerDied(cause.message, { cause }));
    const settle = () => worker.off('message', onMessage).off('exit', onExit).off('error', onError);
    worker.on('message', onMessage).once('exit', onExit).once('error', onError);
    worker.send(job as object);
  });
}

async function end(worker: ChildProcess): Promise<void> {
  const ended = new Promise((resolve) => worker.once('exit', resolve));
  worker.disconnect();
  const kill = setTimeout(() => worker.kill('SIGKILL'), ENDING_MS);
  await ended;
  clearTimeout(kill);
}
