// A worker process of hear.ts.

import { serveJobs } from '../worker-pool.ts';
import { type Ears, type HearingJob, hear, loadGate, loadServedEncoder } from './hear.ts';

let ears: Promise<Ears> | undefined;

async function loadEars(): Promise<Ears> {
  return { newGate: await loadGate(), featuresOf: await loadServedEncoder() };
}

serveJobs<HearingJob>(async (job, onDone) => {
  ears ??= loadEars();
  await hear(job, await ears);
  onDone(Math.round(job.call.seconds));
});
