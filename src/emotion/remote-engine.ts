// The engine as its page sees it: the same interface, with the work done in a worker.

import { transfer, wrap } from 'comlink';
import type { ModelName } from './catalogue.ts';
import { EngineCrash } from './engine-crash.ts';
import type { WorkerEngine } from './engine-worker.ts';
import type { StartedEngine } from './switchable-engine.ts';

/**
 * Loads a model in a worker of its own. Windows sent before it is ready wait for it. When the worker crashes, whatever
 * it has not answered, and every window after that, is rejected with an `EngineCrash`.
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
    for (const reject of open) reject(crash);
    open.clear();
  };
  worker.addEventListener('error', ({ message }) => stop(message ?? ''));
  worker.addEventListener('messageerror', () => stop('an answer could not be read'));

  function unlessItCrashes<Answer>(ask: () => Promise<Answer>): Promise<Answer> {
    return new Promise((resolve, reject) => {
      if (crash !== null) {
        reject(crash);
        return;
      }
      open.add(reject);
      ask()
        .then(resolve, reject)
        .finally(() => open.delete(reject));
    });
  }

  const ready = unlessItCrashes(() => remote.load(name));
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
      return unlessItCrashes(() => remote.analyse(transfer(job, [job.window.buffer])));
    },
    async release(stream) {
      await ready;
      // A worker that is gone has nothing to forget.
      await unlessItCrashes(() => remote.release(stream)).catch((error: unknown) => {
        if (!(error instanceof EngineCrash)) throw error;
      });
    },
    close: () => worker.terminate(),
  };
}
