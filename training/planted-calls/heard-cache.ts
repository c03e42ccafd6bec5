// Caches what the model hears of planted calls: workers compute it once, because every head reads the same features.

import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { deserialize } from 'node:v8';
import { startProgress } from '../../src/node/progress.ts';
import { encoderKey, MOONSHINE_BASE } from '../encoder/encoders.ts';
import { readIfThere } from '../shared/read-if-there.ts';
import { runInWorkers } from '../shared/run-in-workers.ts';
import type { Condition } from '../sound/conditions.ts';
import { nameOf, type PlantedCall } from './plan.ts';
import type { HeardCall, HearingJob } from './run-model.ts';

/** Counts up when the analysis or the calls change, so that older files are not used. */
const VERSION = 5;

/** Makes sure that all the calls are in the cache. */
export async function hearCalls(
  calls: readonly PlantedCall[],
  conditions: readonly Condition[],
  cacheFolder: string,
  processes: number,
): Promise<void> {
  for (const condition of conditions) {
    const jobs: HearingJob[] = [];
    for (const call of calls) {
      const file = fileOf(call, condition, cacheFolder);
      if ((await readIfThere(file)) === undefined) jobs.push({ call, condition, file });
    }
    if (jobs.length === 0) continue;
    await mkdir(folderOf(condition, cacheFolder), { recursive: true });
    const seconds = jobs.reduce((sum, { call }) => sum + Math.round(call.seconds), 0);
    const progress = startProgress(`planted calls, ${condition}`, seconds, 'seconds of calls');
    try {
      await runInWorkers(new URL('./run-model-worker.ts', import.meta.url), jobs, processes, (count) =>
        progress.add(count),
      );
    } finally {
      progress.stop();
    }
  }
}

/**
 * What was heard of a call.
 * @throws Error when it is not in the cache
 */
export async function readHeard(
  call: PlantedCall,
  condition: Condition,
  cacheFolder: string,
): Promise<HeardCall> {
  const file = fileOf(call, condition, cacheFolder);
  const bytes = await readIfThere(file);
  if (bytes === undefined) throw new Error(`The call ${file} is not in the cache. Run npm run bench:score.`);
  return deserialize(bytes) as HeardCall;
}

function folderOf(condition: Condition, cacheFolder: string): string {
  return join(cacheFolder, 'planted-calls', encoderKey(MOONSHINE_BASE).slice(0, 12), condition);
}

function fileOf(call: PlantedCall, condition: Condition, cacheFolder: string): string {
  return join(folderOf(condition, cacheFolder), `${nameOf(call)}-v${VERSION}.call`);
}
