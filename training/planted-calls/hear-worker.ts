// A worker process of hear.ts.

import { serveJobs } from '../../src/node/worker-pool.ts';
import { MOONSHINE_BASE } from '../encoder/encoders.ts';
import { loadEncoder } from '../features/feature-sources.ts';
import { type Ears, type HearingJob, hear, loadGate } from './hear.ts';

let ears: Promise<Ears> | undefined;

async function loadEars(): Promise<Ears> {
  return { newGate: await loadGate(), featuresOf: await loadEncoder(MOONSHINE_BASE, 'served') };
}

serveJobs<HearingJob, void>(async (job, onDone) => {
  ears ??= loadEars();
  await hear(job, await ears);
  onDone(Math.round(job.call.seconds));
});
