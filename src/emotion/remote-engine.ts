// The engine as the offscreen document sees it: the same interface, with the work done in a worker.

import { transfer, wrap } from 'comlink';
import type { ModelName } from './catalogue.ts';
import type { WorkerEngine } from './engine-worker.ts';
import type { StartedEngine } from './switchable-engine.ts';

/** Loads a model in a worker of its own. Windows sent before it is ready wait for it. */
export function startRemoteEngine(worker: Worker, name: ModelName): StartedEngine {
  const remote = wrap<WorkerEngine>(worker);
  const crashed = new Promise<never>((_, reject) => {
    worker.addEventListener('error', (event) => reject(new Error(`The analysis stopped: ${event.message}.`)));
  });
  const ready = Promise.race([remote.load(name), crashed]);
  let warm = false;
  // Whoever awaits `ready` hears of a failure; one that nobody awaits yet is not an accident.
  ready.then(
    () => {
      warm = true;
    },
    () => {},
  );
  return {
    ready,
    get warm() {
      return warm;
    },
    async analyse(job) {
      await ready;
      return remote.analyse(transfer(job, [job.window.buffer]));
    },
    async release(stream) {
      await ready;
      await remote.release(stream);
    },
    close: () => worker.terminate(),
  };
}
