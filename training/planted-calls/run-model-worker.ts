// A worker process of heard-cache.ts.

import { serveJobs } from '../../src/node/worker-pool.ts';
import { MOONSHINE_BASE } from '../encoder/encoders.ts';
import { loadEncoder } from '../features/feature-sources.ts';
import { type Ears, type HearingJob, loadGate, runModel } from './run-model.ts';

let ears: Promise<Ears> | undefined;

async function loadEars(): Promise<Ears> {
  return { newGate: await loadGate(), featuresOf: await loadEncoder(MOONSHINE_BASE, 'served') };
}

serveJobs<HearingJob, void>(async (job, onDone) => {
  ears ??= loadEars();
  await runModel(job, await ears);
  onDone(Math.round(job.call.seconds));
});
