// Processes that analyse recordings, one at a time each: one core each, and a crash harms one recording only.

import pLimit from 'p-limit';
import Tinypool from 'tinypool';
import type { CustomerChannel } from '../audio/customer-channel.ts';
import type { AnalysisJob } from './analyse-worker.ts';
import type { Outcome } from './outcome.ts';
import type { Runtime } from './runtime.ts';

export interface AnalysisPool {
  /** @throws Error in a sentence when no recording can be analysed, such as for want of the model */
  analyse(file: string, customer: CustomerChannel): Promise<Outcome>;
  close(): Promise<void>;
}

/** What Tinypool says of a process that has died. */
const DIED = 'Worker exited unexpectedly';

const LONG_MS = 60_000;

/** The processes start with the first recording. */
export function openAnalysisPool(processes: number, runtime: Runtime): AnalysisPool {
  let pool: Tinypool | undefined;
  // No more than there are processes: what Tinypool has to keep waiting is lost when it can't start another process.
  const limit = pLimit(processes);
  return {
    async analyse(file, customer) {
      pool ??= startPool(processes);
      const job: AnalysisJob = { file, customer, runtime };
      try {
        return (await limit((running) => running.run(job), pool)) as Outcome;
      } catch (error) {
        // What went wrong in another process comes as a plain object.
        const { message } = error as Error;
        if (message !== DIED) throw new Error(message, { cause: error });
        const sentence = `${file}: the process that analysed it has died. See whether this machine is short of memory.`;
        return { file, error: sentence, mayPass: true };
      }
    },
    async close() {
      // Tinypool's processes keep nobody waiting, and whoever closes the pool has something to say afterwards.
      const stay = setInterval(() => {}, LONG_MS);
      await pool?.destroy();
      clearInterval(stay);
    },
  };
}

function startPool(processes: number): Tinypool {
  const pool = new Tinypool({
    filename: new URL('./analyse-worker.ts', import.meta.url).href,
    runtime: 'child_process',
    execArgv: ['--import', import.meta.resolve('tsx')],
    minThreads: 0,
    maxThreads: processes,
  });
  // One that dies while it has nothing to do is missed by nobody: the next recording starts another.
  pool.on('error', () => {});
  return pool;
}
