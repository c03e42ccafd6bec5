// An engine from the moment it is started: while it loads, while it works, until it is closed.

import type { EmotionEngine } from '../../analysis/emotion/engine.ts';

/** An engine that is being loaded, somewhere of its own: closing it frees everything it holds. */
export interface StartedEngine extends EmotionEngine {
  /** Settles when the model is loaded and warm, or says in a sentence why it can't be. `model` as records call it. */
  readonly ready: Promise<{ readonly model: string; readonly loadMs: number }>;
  /** Stops it. Jobs and loads that are under way are rejected, or never come back. */
  close(): void;
}
