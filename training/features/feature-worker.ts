// A worker process of feature-cache.ts: asks for a job, computes its windows one at a time, writes its file, asks again.

import { readClip } from '../data/corpus.ts';
import { windowOf } from '../sound/conditions.ts';
import { writeWhole } from '../whole-files.ts';
import type { FeatureJob } from './feature-cache.ts';
import { type ComputeRow, FEATURE_SOURCES } from './feature-sources.ts';

let compute: ComputeRow | undefined;

process.on('message', async (job: FeatureJob) => {
  try {
    const source = FEATURE_SOURCES[job.source];
    compute ??= await source.load();
    const rows = new Float32Array(job.clips.length * source.width);
    for (const [i, clip] of job.clips.entries()) {
      const window = windowOf(await readClip(clip.path), clip.id, job.variant);
      rows.set(await compute(window), i * source.width);
      process.send?.(1);
    }
    await writeWhole(job.file, new Uint8Array(rows.buffer));
    process.send?.('next');
  } catch (error) {
    console.error(error);
    process.exit(1);
  }
});
process.send?.('next');
