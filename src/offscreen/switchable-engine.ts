// An engine whose model can be changed while calls are running: the old model serves until the new one is loaded.

import { errorOf } from '../analysis/caught.ts';
import { DEFAULT_MODEL, type ModelName } from '../analysis/emotion/catalogue.ts';
import type { EmotionEngine, WindowJob, WindowResult } from '../analysis/emotion/engine.ts';
import type { EngineState, ModelChange } from '../extension/engine/engine-state.ts';
import type { StartedEngine } from '../extension/engine/started-engine.ts';

/** How soon the default model is tried again when not even that can be loaded: memory may be free by then. */
export const RETRY_MS = 30_000;

export interface SwitchableEngineOptions {
  /** Begins to load a model. `onOutage` is told why it is down once it was loaded, and null when it works again. */
  readonly start: (name: ModelName, onOutage: (outage: string | null) => void) => StartedEngine;
  readonly onState: (state: EngineState) => void;
}

/** An engine in its turn. */
interface Turn {
  /** The engine, as soon as it may work: when it is loaded and the turn before has answered its last job. */
  readonly engine: Promise<EmotionEngine>;
  /** Streams that this engine has heard. */
  readonly streams: Set<string>;
  /** What it has not answered yet. */
  readonly open: Set<Promise<unknown>>;
}

const turnOf = (engine: Promise<EmotionEngine>): Turn => ({ engine, streams: new Set(), open: new Set() });

interface ModelInUse {
  readonly name: ModelName;
  readonly model: string;
  readonly engine: StartedEngine;
}

export class SwitchableEngine implements EmotionEngine {
  readonly #options: SwitchableEngineOptions;
  #turn: Turn;
  /** Opens the first turn, or says why nothing can; null when it has done so. */
  #first: { open(engine: EmotionEngine): void; refuse(reason: Error): void } | null = null;
  #inUse: ModelInUse | null = null;
  #loading: { readonly name: ModelName; readonly engine: StartedEngine } | null = null;
  #change: ModelChange | null = null;
  /** Nothing could be loaded; that stays the state until something is, or is chosen. */
  #hasFailed = false;
  /** Why the model in use is down; null while it works. */
  #outage: string | null = null;

  constructor(options: SwitchableEngineOptions) {
    this.#options = options;
    const first = new Promise<EmotionEngine>((open, refuse) => {
      this.#first = { open, refuse };
    });
    // Jobs that wait for the first engine hear of its failure; with none waiting it is no accident.
    first.catch(() => {});
    this.#turn = turnOf(first);
  }

  get warm(): boolean {
    return this.#inUse?.engine.warm ?? false;
  }

  /**
   * Changes to a model: from its next window on every running call is heard by it. Until it is loaded, and for good
   * when it can't be, the one in use goes on; without one, the default model takes its place. The last choice wins.
   */
  use(name: ModelName): void {
    if (this.#loading?.name === name) return;
    this.#hasFailed = false;
    this.#loading?.engine.close();
    this.#loading = null;
    if (this.#inUse?.name === name) this.#tell(null);
    else this.#load(name, null);
  }

  analyse(job: WindowJob): Promise<WindowResult> {
    const turn = this.#turn;
    // An engine that joins in the middle of a stream begins with the whole window, so that its gate has heard it too.
    const freshSamples = turn.streams.has(job.stream) ? job.freshSamples : job.window.length;
    turn.streams.add(job.stream);
    return this.#track(
      turn,
      turn.engine.then((engine) => engine.analyse({ ...job, freshSamples })),
    );
  }

  release(stream: string): Promise<void> {
    const turn = this.#turn;
    turn.streams.delete(stream);
    return this.#track(
      turn,
      turn.engine.then(
        (engine) => engine.release(stream),
        // An engine that never came has nothing to forget.
        () => {},
      ),
    );
  }

  /** @param failed the choice in whose place this one is loaded */
  #load(name: ModelName, failed: ModelChange | null): void {
    const engine = this.#options.start(name, (outage) => {
      if (this.#inUse?.engine !== engine) {
        // The next one waits for what this one has in hand, and may hold the memory that it would start again with.
        if (outage !== null) engine.close();
        return;
      }
      this.#outage = outage;
      this.#tell(this.#change);
    });
    const loading = { name, engine };
    this.#loading = loading;
    this.#tell({ kind: 'loading', name });
    engine.ready.then(
      ({ model }) => {
        if (this.#loading !== loading) return;
        this.#loading = null;
        this.#takeOver({ name, model, engine });
        this.#tell(failed);
      },
      (error: unknown) => {
        engine.close();
        if (this.#loading !== loading) return;
        this.#loading = null;
        this.#fail(name, error);
      },
    );
  }

  #fail(name: ModelName, error: unknown): void {
    const reason = errorOf(error);
    const failed = { kind: 'failed', name, problem: reason.message } as const;
    if (this.#inUse !== null) {
      this.#tell(failed);
    } else if (name !== DEFAULT_MODEL) {
      this.#load(DEFAULT_MODEL, failed);
    } else {
      this.#first?.refuse(reason);
      this.#first = null;
      this.#hasFailed = true;
      this.#options.onState({ kind: 'failed', problem: reason.message });
      setTimeout(() => {
        if (this.#hasFailed && this.#loading === null) this.#load(DEFAULT_MODEL, null);
      }, RETRY_MS);
    }
  }

  /**
   * The old engine answers what it has; then the new one begins, so that no window overtakes another. One that is
   * down gives up what it has: it may never come back.
   */
  #takeOver(next: ModelInUse): void {
    const before = this.#inUse;
    if (this.#outage !== null) before?.engine.close();
    this.#inUse = next;
    this.#hasFailed = false;
    this.#outage = null;
    if (this.#first !== null) {
      this.#first.open(next.engine);
      this.#first = null;
      return;
    }
    const answered = Promise.allSettled([...this.#turn.open]);
    this.#turn = turnOf(answered.then(() => next.engine));
    void answered.then(() => before?.engine.close());
  }

  #track<Result>(turn: Turn, answer: Promise<Result>): Promise<Result> {
    turn.open.add(answer);
    const answered = () => turn.open.delete(answer);
    answer.then(answered, answered);
    return answer;
  }

  #tell(change: ModelChange | null): void {
    const { onState } = this.#options;
    this.#change = change;
    if (this.#inUse === null) {
      if (!this.#hasFailed) onState({ kind: 'loading' });
      return;
    }
    const { name, model } = this.#inUse;
    const outage = this.#outage;
    onState({ kind: 'ready', name, model, change, ...(outage === null ? {} : { outage }) });
  }
}
