// Features of every clip, computed once: one file of float32 rows per source, variant and actor, so that an
// interrupted run loses a few seconds of work at most.

import { createHash } from 'node:crypto';
import { mkdir, readFile, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { startProgress } from '../../src/node/progress.ts';
import { isPassage, type Speech } from '../data/read-window.ts';
import { runInWorkers } from '../shared/run-in-workers.ts';
import type { Variant } from '../sound/conditions.ts';
import type { FeatureJob } from './feature-job.ts';
import { FEATURE_SOURCES, type FeatureSourceName } from './feature-sources.ts';

/** The cache's default place, in the training folder and ignored by git. */
export const DEFAULT_CACHE = fileURLToPath(new URL('../.cache', import.meta.url));

/**
 * Makes sure that features of all clips in all the variants are in the cache.
 * @param processes worker processes; each takes a core and about 300 MB
 * @throws Error when a clip can't be read or a worker dies.
 */
export async function extractFeatures(
  source: FeatureSourceName,
  clips: readonly Speech[],
  variants: readonly Variant[],
  cacheFolder: string,
  processes: number,
): Promise<void> {
  for (const variant of variants) {
    const jobs: FeatureJob[] = [];
    for (const job of jobsOf(source, clips, variant, cacheFolder))
      if (!(await isComplete(job))) jobs.push(job);
    if (jobs.length === 0) continue;
    await mkdir(join(cacheFolder, FEATURE_SOURCES[source].folder, variant), { recursive: true });
    const windows = jobs.reduce((sum, job) => sum + job.clips.length, 0);
    const progress = startProgress(`${source} ${variant}`, windows, 'windows');
    try {
      await runInWorkers(new URL('./feature-worker.ts', import.meta.url), jobs, processes, (count) =>
        progress.add(count),
      );
    } finally {
      progress.stop();
    }
  }
}

/** Rows of features in the order of the clips they were asked for. */
export interface FeatureTable {
  /** rows × width, row-major. */
  readonly values: Float32Array;
  readonly rows: number;
  /** Numbers in a row. */
  readonly width: number;
}

/**
 * Reads the features of clips in one variant from the cache, in the order of `clips`.
 * @throws Error when they have not been extracted.
 */
export async function readFeatures(
  source: FeatureSourceName,
  clips: readonly Speech[],
  variant: Variant,
  cacheFolder: string,
): Promise<FeatureTable> {
  const rowOf = new Map(clips.map((clip, row) => [clip.id, row]));
  const { width } = FEATURE_SOURCES[source];
  const values = new Float32Array(clips.length * width);
  for (const job of jobsOf(source, clips, variant, cacheFolder)) {
    const bytes = await readFile(job.file).catch((cause: unknown) => {
      throw new Error(`Features ${source} ${variant} are not in the cache: ${job.file}. Run npm run train.`, {
        cause,
      });
    });
    const rows = new Float32Array(bytes.buffer, bytes.byteOffset, bytes.byteLength / 4);
    job.clips.forEach((clip, i) => {
      const row = rowOf.get(clip.id) ?? 0;
      values.set(rows.subarray(i * width, (i + 1) * width), row * width);
    });
  }
  return { values, rows: clips.length, width };
}

/** Passages of ordinary speech in one file. */
const PASSAGES_PER_FILE = 250;

/** By actor, or by set and number; sorted by id, so that the same speech is always in the same file. */
function groupsOf(speech: readonly Speech[]): Map<string, Speech[]> {
  const groups = new Map<string, Speech[]>();
  const passages = new Map<string, number>();
  for (const one of [...speech].sort((a, b) => (a.id < b.id ? -1 : 1))) {
    let group: string;
    if (isPassage(one)) {
      const before = passages.get(one.set) ?? 0;
      passages.set(one.set, before + 1);
      group = `${one.set}-${Math.floor(before / PASSAGES_PER_FILE)}`;
    } else group = String(one.actor);
    const members = groups.get(group);
    if (members === undefined) groups.set(group, [one]);
    else members.push(one);
  }
  return groups;
}

/** The file's name tells what is in it: a changed list of an actor's clips is another file. */
function jobsOf(
  source: FeatureSourceName,
  clips: readonly Speech[],
  variant: Variant,
  cacheFolder: string,
): FeatureJob[] {
  return [...groupsOf(clips)].map(([group, members]) => {
    const list = createHash('sha256')
      .update(members.map(({ id }) => id).join())
      .digest('hex');
    const name = `${group}-${list.slice(0, 8)}-v${FEATURE_SOURCES[source].version}.f32`;
    const file = join(cacheFolder, FEATURE_SOURCES[source].folder, variant, name);
    return { source, variant, clips: members, file };
  });
}

async function isComplete(job: FeatureJob): Promise<boolean> {
  const size = await stat(job.file).then(
    (stats) => stats.size,
    () => 0,
  );
  return size === job.clips.length * FEATURE_SOURCES[job.source].width * 4;
}
