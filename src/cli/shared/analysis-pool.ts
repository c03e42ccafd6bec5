// Several processes that analyse recordings: one core each, and a crash harms one recording only.

import type { CustomerChannel } from '../../analysis/audio/customer-channel.ts';
import { PassingError } from '../../node/passing-error.ts';
import type { Runtime } from '../../node/runtime.ts';
import { openWorkerPool, WorkerDied } from '../../node/worker-pool.ts';
import type { AnalysisJob } from './analyse-worker.ts';
import { failureOf, type Outcome } from './outcome.ts';

export interface AnalysisPool {
  /**
   * Sees whether recordings can be analysed here at all.
   * @throws Error in a sentence when they can't, such as for want of the model
   */
  prepare(): Promise<void>;
  /** @throws Error in a sentence when no recording can be analysed, such as for want of the model */
  analyse(file: string, customer: CustomerChannel): Promise<Outcome>;
  close(): Promise<void>;
}

/**
 * A process works on one core, and there are as many as cores: to compile the runtime on more threads at once only costs
 * memory. What they have used goes back to the system, instead of staying in a heap a thread (read by glibc only).
 */
const ONE_CORE = ['--v8-pool-size=1', '--max-semi-space-size=2'];
const ONE_HEAP = { MALLOC_ARENA_MAX: '1', MALLOC_TRIM_THRESHOLD_: '1000000' };

/** The processes start with the first recordings. */
export function openAnalysisPool(processes: number, runtime: Runtime): AnalysisPool {
  const pool = openWorkerPool<AnalysisJob, Outcome | null>(new URL('./analyse-worker.ts', import.meta.url), {
    processes,
    execArgv: ONE_CORE,
    env: ONE_HEAP,
  });
  return {
    async prepare() {
      await pool.run({ runtime, recording: null });
    },
    async analyse(file, customer) {
      try {
        return (await pool.run({ runtime, recording: { file, customer } })) as Outcome;
      } catch (error) {
        if (!(error instanceof WorkerDied)) throw error;
        const sentence =
          'The process that analysed it has died. See whether this machine is short of memory.';
        return failureOf(file, new PassingError(sentence));
      }
    },
    close: () => pool.close(),
  };
}
