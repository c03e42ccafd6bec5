// A process that analyses one recording after the other, and has a successor when it dies.

import Tinypool from 'tinypool';
import { PassingError } from '../../node/passing-error.ts';
import type { Runtime } from '../../node/runtime.ts';
import type { AnalysisJob } from './analyse-worker.ts';
import { failureOf, type Outcome } from './outcome.ts';

/** What Tinypool says of a process that died at its work, and of work that waited for a process that never came up. */
const DIED = ['Worker exited unexpectedly', 'Terminating worker thread'];

/** To load a model takes seconds: a process waits for the next recording for so long. */
const IDLE_MS = 600_000;

/**
 * A process works on one core, and there are as many as cores: to compile the runtime on more threads at once only costs
 * memory. What they have used goes back to the system, instead of staying in a heap a thread (read by glibc only).
 */
const ONE_CORE = ['--v8-pool-size=1', '--max-semi-space-size=2'];
const ONE_HEAP = { MALLOC_ARENA_MAX: '1', MALLOC_TRIM_THRESHOLD_: '1000000' };

export class AnalysisProcess {
  #pool: Tinypool | undefined;

  /**
   * One at a time. The process starts with the first one.
   * @throws Error in a sentence when no recording can be analysed, such as for want of the model
   */
  async analyse(job: AnalysisJob): Promise<Outcome> {
    this.#pool ??= this.#start();
    try {
      return (await this.#pool.run(job)) as Outcome;
    } catch (error) {
      // What went wrong in another process comes as a plain object.
      const { message } = error as Error;
      if (!DIED.includes(message)) throw new Error(message, { cause: error });
      const sentence = 'The process that analysed it has died. See whether this machine is short of memory.';
      return failureOf(job.file, new PassingError(sentence));
    }
  }

  /**
   * Loads the model before there is a recording.
   * @throws Error in a sentence when that doesn't go
   */
  async prepare(runtime: Runtime): Promise<void> {
    this.#pool ??= this.#start();
    await this.#pool.run(runtime, { name: 'prepare' }).catch((error: Error) => {
      throw new Error(error.message, { cause: error });
    });
  }

  async close(): Promise<void> {
    await this.#pool?.destroy();
  }

  /** A pool of one, since in a larger one work is lost when a process dies before it is up. */
  #start(): Tinypool {
    const pool = new Tinypool({
      filename: new URL('./analyse-worker.ts', import.meta.url).href,
      runtime: 'child_process',
      execArgv: [...ONE_CORE, '--import', import.meta.resolve('tsx')],
      env: { ...(process.env as Record<string, string>), ...ONE_HEAP },
      minThreads: 0,
      maxThreads: 1,
      idleTimeout: IDLE_MS,
    });
    // It died before it was up, or while it had nothing to do.
    pool.on('error', () => {
      this.#pool = undefined;
      void pool.destroy();
    });
    return pool;
  }
}
