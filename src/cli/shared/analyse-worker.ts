// A process of the command line's pool: analyses one recording after the other with an engine of its own.

import type { CustomerChannel } from '../../analysis/audio/customer-channel.ts';
import { loadNodeEngine } from '../../node/node-engine.ts';
import type { Runtime } from '../../node/runtime.ts';
import { analyseFile } from './analyse-file.ts';
import { failureOf, type Outcome } from './outcome.ts';

export interface AnalysisJob {
  /** A path or an address. */
  readonly file: string;
  readonly customer: CustomerChannel;
  readonly runtime: Runtime;
}

let analysing = false;
// The process that asks decides when to stop: it may want what is being analysed. When it is gone, so is the work.
process.on('SIGINT', () => {});
process.on('SIGTERM', () => {
  if (!analysing) process.exit();
});
process.once('disconnect', () => process.exit());

let loading: ReturnType<typeof loadNodeEngine> | undefined;

/** @throws Error in a sentence when the engine can't be loaded: no recording will fare better */
function load(runtime: Runtime): ReturnType<typeof loadNodeEngine> {
  loading ??= loadNodeEngine(runtime);
  return loading;
}

/** Loads the engine before there is a recording; throws as `load` does. */
export async function prepare(runtime: Runtime): Promise<void> {
  await load(runtime);
}

/** @throws Error as `load` does */
export default async function analyse({ file, customer, runtime }: AnalysisJob): Promise<Outcome> {
  const { engine, model } = await load(runtime);
  analysing = true;
  try {
    return await analyseFile(file, customer, engine, model);
  } catch (error) {
    return failureOf(file, error);
  } finally {
    analysing = false;
  }
}
