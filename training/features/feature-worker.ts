// A worker process of feature-cache.ts: computes an actor's windows one at a time and writes their file.

import { writeAtomically } from '../../src/node/atomic-files.ts';
import { serveJobs } from '../../src/node/worker-pool.ts';
import { readWindow } from '../data/read-window.ts';
import type { FeatureJob } from './feature-job.ts';
import { type ComputeRow, FEATURE_SOURCES } from './feature-sources.ts';

let compute: ComputeRow | undefined;

serveJobs<FeatureJob, void>(async (job, onDone) => {
  const source = FEATURE_SOURCES[job.source];
  compute ??= await source.load();
  const rows = new Float32Array(job.clips.length * source.width);
  for (const [i, clip] of job.clips.entries()) {
    const window = await readWindow(clip, job.clips, job.variant);
    rows.set(await compute(window), i * source.width);
    onDone(1);
  }
  await writeAtomically(job.file, new Uint8Array(rows.buffer));
});
