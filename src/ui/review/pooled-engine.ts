// Several engines as one: a recording is classified by all of them, a window each.

import { DEFAULT_MODEL, type ModelName } from '../../analysis/emotion/catalogue.ts';
import type { WindowJob, WindowResult } from '../../analysis/emotion/engine.ts';
import type { StartedEngine } from '../../extension/engine/started-engine.ts';

/**
 * Loads a model several times over, as one engine that is ready; the default model where that one can't be loaded.
 *
 * @param start begins to load a model once
 * @param count of engines, at least one
 * @throws Error in a sentence when the default model can't be loaded either
 */
export async function loadPool(
  start: (name: ModelName) => StartedEngine,
  name: ModelName,
  count: number,
): Promise<StartedEngine> {
  const pool = poolEngines(Array.from({ length: count }, () => start(name)));
  try {
    await pool.ready;
    return pool;
  } catch (error) {
    pool.close();
    if (name === DEFAULT_MODEL) throw error;
    return loadPool(start, DEFAULT_MODEL, count);
  }
}

/**
 * Every engine's speech gate hears every window, so that it keeps its place in the stream; the windows with speech are
 * classified in turns. A gate costs an eighth of a classification at most. Results come back in the order of the jobs.
 *
 * @param engines at least one, all with the same model
 */
export function poolEngines(engines: readonly StartedEngine[]): StartedEngine {
  let turn = 0;
  let lastResult: Promise<unknown> = Promise.resolve();
  const analyse = async (job: WindowJob): Promise<WindowResult> => {
    const chosen = turn++ % engines.length;
    // Copied first: an engine takes the memory of its job.
    const jobs = engines.map((_, i) =>
      i === chosen ? job : { ...job, window: job.window.slice(), classify: false },
    );
    const results = await Promise.all(engines.map((engine, i) => engine.analyse(jobs[i] as WindowJob)));
    return results[chosen] as WindowResult;
  };
  return {
    ready: Promise.all(engines.map(({ ready }) => ready)).then(
      ([first]) => first as Awaited<StartedEngine['ready']>,
    ),
    get warm() {
      return engines.every(({ warm }) => warm);
    },
    analyse(job) {
      const result = analyse(job);
      const inTurn = lastResult.then(() => result);
      lastResult = inTurn.catch(() => {});
      return inTurn;
    },
    // An embedding is the same whichever of them made it.
    readInContext: (request) => (engines[0] as StartedEngine).readInContext(request),
    async release(stream) {
      await Promise.all(engines.map((engine) => engine.release(stream)));
    },
    close() {
      for (const engine of engines) engine.close();
    },
  };
}
