// Several processes that analyse recordings: one core each, and a crash harms one recording only.

import pLimit from 'p-limit';
import type { CustomerChannel } from '../../analysis/audio/customer-channel.ts';
import type { Runtime } from '../../node/runtime.ts';
import { AnalysisProcess } from './analysis-process.ts';
import type { Outcome } from './outcome.ts';

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

const LONG_MS = 60_000;

/** The processes start with the first recordings. */
export function openAnalysisPool(processes: number, runtime: Runtime): AnalysisPool {
  const all = Array.from({ length: processes }, () => new AnalysisProcess());
  const idle = [...all];
  const limit = pLimit(processes);
  // The processes don't keep this one alive, and one that dies may have been all that it waits for.
  const stay = setInterval(() => {}, LONG_MS);
  return {
    prepare: async () => all.at(-1)?.prepare(runtime),
    analyse: (file, customer) =>
      limit(async () => {
        // There is one: no more are at work than there are.
        const process = idle.pop() as AnalysisProcess;
        try {
          return await process.analyse({ file, customer, runtime });
        } finally {
          idle.push(process);
        }
      }),
    async close() {
      await Promise.all(all.map((process) => process.close()));
      clearInterval(stay);
    },
  };
}
