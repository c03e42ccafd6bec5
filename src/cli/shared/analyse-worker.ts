// A process of the command line's pool: analyses one recording after the other with an engine of its own.

import type { CustomerChannel } from '../../analysis/audio/customer-channel.ts';
import { loadNodeEngine } from '../../node/node-engine.ts';
import type { Runtime } from '../../node/runtime.ts';
import { serveJobs } from '../../node/worker-pool.ts';
import { analyseFile } from './analyse-file.ts';
import { failureOf, type Outcome } from './outcome.ts';

export interface AnalysisJob {
  readonly runtime: Runtime;
  /** A path or an address, and its customer. Null only loads the engine. */
  readonly recording: { readonly file: string; readonly customer: CustomerChannel } | null;
}

let analysing = false;
// The process that asks decides when to stop: it may want what is being analysed.
process.on('SIGINT', () => {});
process.on('SIGTERM', () => {
  if (!analysing) process.exit();
});

let loading: ReturnType<typeof loadNodeEngine> | undefined;

// An engine that can't be loaded is an error of the job: no recording will fare better.
serveJobs<AnalysisJob, Outcome | null>(async ({ runtime, recording }) => {
  loading ??= loadNodeEngine(runtime);
  const { engine, model } = await loading;
  if (recording === null) return null;
  const { file, customer } = recording;
  analysing = true;
  try {
    return await analyseFile(file, customer, engine, model);
  } catch (error) {
    return failureOf(file, error);
  } finally {
    analysing = false;
  }
});
