// A worker thread of the command line: analyses one recording after the other with an engine of its own.

import type { CustomerChannel } from '../audio/customer-channel.ts';
import type { RecordingAnalysis } from '../call/analyse-recording.ts';
import { analyseFile } from './analyse-file.ts';
import { loadNodeEngine } from './node-engine.ts';

export interface AnalysisJob {
  readonly file: string;
  readonly customer: CustomerChannel;
}

/** What became of a recording: its analysis, or in a sentence why there is none. */
export type Outcome = RecordingAnalysis | { readonly file: string; readonly error: string };

let loading: ReturnType<typeof loadNodeEngine> | undefined;

/** @throws Error when the engine can't be loaded: no recording will fare better */
export default async function analyse({ file, customer }: AnalysisJob): Promise<Outcome> {
  loading ??= loadNodeEngine();
  const { engine, model } = await loading;
  try {
    return await analyseFile(file, customer, engine, model);
  } catch (error) {
    return { file, error: error instanceof Error ? error.message : String(error) };
  }
}
