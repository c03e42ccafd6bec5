// The engine as its page sees it: the same interface, with the work done in a worker.

import { transfer, wrap } from 'comlink';
import type { ModelName } from '../../analysis/emotion/catalogue.ts';
import { EngineCrash } from './engine-crash.ts';
import type { WorkerEngine } from './engine-worker.ts';
import type { StartedEngine } from './started-engine.ts';
import { Watchdog } from './watchdog.ts';

/** Silence after which a worker that has work counts as frozen. A window takes a second on the slowest machine. */
export const FROZEN_AFTER_SECONDS = 10;
/** The same while it loads: tens of megabytes from a slow disk, and their compilation. */
export const LOADING_LIMIT_SECONDS = 60;

/**
 * Loads a model in a worker of its own. Windows sent before it is ready wait for it. When the worker crashes or stops
 * answering, whatever it has not answered, and every window after that, is rejected with an `EngineCrash`.
 */
export function startRemoteEngine(worker: Worker, name: ModelName): StartedEngine {
  const remote = wrap<WorkerEngine>(worker);
  let crash: EngineCrash | null = null;
  let warm = false;
  // Not a race with one promise of the crash: that would hold on to every answer of a call.
  const open = new Set<(reason: EngineCrash) => void>();
  const stop = (reason: string) => {
    crash ??= new EngineCrash(reason);
    warm = false;
    watchdog.rest();
    for (const reject of open) reject(crash);
    open.clear();
  };
  const watchdog = new Watchdog((seconds) => stop(`it gave no answer for ${seconds} seconds`));
  worker.addEventListener('error', ({ message }) => stop(message ?? ''));
  worker.addEventListener('messageerror', () => stop('an answer could not be read'));

  function unlessItCrashes<Answer>(limitSeconds: number, ask: () => Promise<Answer>): Promise<Answer> {
    return new Promise((resolve, reject) => {
      if (crash !== null) {
        reject(crash);
        return;
      }
      if (open.size === 0) watchdog.watch(limitSeconds);
      open.add(reject);
      ask()
        .then(resolve, reject)
        .finally(() => {
          // An answer that comes after all, from a worker that counts as gone.
          if (!open.delete(reject)) return;
          if (open.size === 0) watchdog.rest();
          else watchdog.watch(limitSeconds);
        });
    });
  }

  const ready = unlessItCrashes(LOADING_LIMIT_SECONDS, () => remote.load(name));
  // Whoever awaits `ready` hears of a failure; one that nobody awaits yet is not an accident.
  ready.then(
    () => {
      warm = crash === null;
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
      return unlessItCrashes(FROZEN_AFTER_SECONDS, () => remote.analyse(transfer(job, [job.window.buffer])));
    },
    async readInContext(request) {
      await ready;
      return unlessItCrashes(FROZEN_AFTER_SECONDS, () => remote.readInContext(request));
    },
    async release(stream) {
      await ready;
      // A worker that is gone has nothing to forget.
      await unlessItCrashes(FROZEN_AFTER_SECONDS, () => remote.release(stream)).catch((error: unknown) => {
        if (!(error instanceof EngineCrash)) throw error;
      });
    },
    close() {
      watchdog.rest();
      worker.terminate();
    },
  };
}
