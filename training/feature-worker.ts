// A worker process of features.ts: asks for a job, computes its windows one at a time, writes its file, asks again.

import { windowOf } from './conditions.ts';
import { readClip } from './corpus.ts';
import { loadGraph } from './encoder.ts';
import { type FeatureJob, writeRows } from './features.ts';
import { FEATURE_COUNT, FEATURES, featureGraph, readMoonshine } from './moonshine.ts';

const run = await loadGraph(featureGraph(await readMoonshine()), FEATURES);

process.on('message', async (job: FeatureJob) => {
  try {
    const rows = new Float32Array(job.clips.length * FEATURE_COUNT);
    for (const [i, clip] of job.clips.entries()) {
      const window = windowOf(await readClip(clip.path), clip.id, job.variant);
      rows.set(await run(window), i * FEATURE_COUNT);
      process.send?.(1);
    }
    await writeRows(job, rows);
    process.send?.('next');
  } catch (error) {
    console.error(error);
    process.exit(1);
  }
});
process.send?.('next');
