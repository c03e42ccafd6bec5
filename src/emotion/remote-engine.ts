// The engine as the offscreen document sees it: the same interface, with the work done in a worker.

import { transfer, wrap } from 'comlink';
import type { EmotionEngine } from './engine.ts';
import type { WorkerEngine } from './engine-worker.ts';

export interface RemoteEngine extends EmotionEngine {
  /** Settles when the model is loaded and warm, or says in a sentence why it can't be. */
  readonly ready: Promise<{ readonly model: string; readonly loadMs: number }>;
}

/** Loads the engine in a worker. Windows sent before it is ready wait for it. */
export function startRemoteEngine(worker: Worker): RemoteEngine {
  const remote = wrap<WorkerEngine>(worker);
  const crashed = new Promise<never>((_, reject) => {
    worker.addEventListener('error', (event) => reject(new Error(`The analysis stopped: ${event.message}.`)));
  });
  const ready = Promise.race([remote.load(), crashed]);
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
  };
}
