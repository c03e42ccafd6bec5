// A model on its way into memory, tried again where it fails.

import { errorOf } from '../analysis/caught.ts';
import type { StartedEngine } from '../extension/engine/started-engine.ts';

export interface LoadOptions {
  /** Begins to load the model. */
  readonly start: () => StartedEngine;
  /** The wait before the attempt that follows so many failures, in milliseconds; null gives the model up. */
  readonly waitMsAfter: (failures: number) => number | null;
  /** The engine is ready. `model` as records call it. */
  readonly onLoaded: (engine: StartedEngine, model: string) => void;
  /** An attempt failed; `isLast` when no other follows. */
  readonly onFailed: (reason: Error, isLast: boolean) => void;
}

/**
 * Loads a model.
 * @returns stops it: no further attempt, what is loading is closed, and nothing more is told
 */
export function loadModel({ start, waitMsAfter, onLoaded, onFailed }: LoadOptions): () => void {
  let stopped = false;
  let loading: StartedEngine | null = null;
  let timer: ReturnType<typeof setTimeout> | undefined;

  const attempt = (failures: number) => {
    const engine = start();
    loading = engine;
    engine.ready.then(
      ({ model }) => {
        if (stopped) return;
        loading = null;
        onLoaded(engine, model);
      },
      (error: unknown) => {
        engine.close();
        if (stopped) return;
        const waitMs = waitMsAfter(failures + 1);
        onFailed(errorOf(error), waitMs === null);
        if (waitMs !== null && !stopped) attemptIn(waitMs, failures + 1);
      },
    );
  };
  const attemptIn = (waitMs: number, failures: number) => {
    // At once means before this returns: whoever begins a load may look at it.
    if (waitMs === 0) attempt(failures);
    else timer = setTimeout(() => attempt(failures), waitMs);
  };

  const firstWaitMs = waitMsAfter(0);
  if (firstWaitMs !== null) attemptIn(firstWaitMs, 0);
  return () => {
    stopped = true;
    clearTimeout(timer);
    loading?.close();
  };
}
