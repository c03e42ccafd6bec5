// One engine for all calls, whatever happens to the workers behind it. A worker that crashes, freezes or fails is
// replaced, and a change of model is a restart that was planned: the next engine is loaded, what is open is sent to it
// again, and the old one is closed.

import { DEFAULT_MODEL, type ModelName } from '../analysis/emotion/catalogue.ts';
import type { EmotionEngine, WindowJob, WindowResult } from '../analysis/emotion/engine.ts';
import type { ContextRequest } from '../analysis/emotion/window-reading.ts';
import type { EngineState, ModelChange } from '../extension/engine/engine-state.ts';
import type { StartedEngine } from '../extension/engine/started-engine.ts';
import { loadModel } from './model-load.ts';
import { AFTER_CRASH, type RequestStanding } from './request-standing.ts';

/** Wait before an engine is started again, doubled after every failure up to the longest. */
export const FIRST_RESTART_MS = 250;
export const LONGEST_RESTART_MS = 30_000;
/** Waits before the loads of a chosen model, the last of which gives it up: memory may be short for a moment. */
const LOAD_WAITS_MS = [0, FIRST_RESTART_MS, FIRST_RESTART_MS] as const;
export const FIRST_LOADS = LOAD_WAITS_MS.length;
/** How soon the default model is tried again when not even that can be loaded: memory may be free by then. */
export const RETRY_MS = 30_000;

export interface EngineSupervisorOptions {
  /** Begins to load a model. */
  readonly start: (name: ModelName) => StartedEngine;
  readonly onState: (state: EngineState) => void;
}

/** What was asked and has no answer yet. */
interface OpenRequest {
  /** Sends it to an engine and gives what hands the answer on; rejects where the engine breaks. */
  readonly send: (engine: StartedEngine) => Promise<() => void>;
  readonly refuse: (reason: unknown) => void;
  standing: RequestStanding;
}

interface ModelInUse {
  readonly name: ModelName;
  /** As records call it. */
  readonly model: string;
  /** Null while it is down. */
  engine: StartedEngine | null;
}

export class EngineSupervisor implements EmotionEngine {
  readonly #options: EngineSupervisorOptions;
  #inUse: ModelInUse | null = null;
  /** The chosen model, while it is loading. */
  #loading: ModelName | null = null;
  #stopLoading = () => {};
  /** Ends the restart of the model in use. */
  #stopRestart = () => {};
  #restartMs = FIRST_RESTART_MS;
  #change: ModelChange | null = null;
  /** Why nothing could be loaded; null again when something was, or another model is chosen. */
  #failure: Error | null = null;
  /** Why the model in use is down; null while it works. */
  #outage: string | null = null;
  /** In the order in which they came. */
  readonly #open = new Set<OpenRequest>();
  /** Streams that the engine of this moment has heard. */
  readonly #streams = new Set<string>();
  /** Memory that came back from a worker, for the next copy. */
  readonly #spare: Float32Array<ArrayBuffer>[] = [];

  constructor(options: EngineSupervisorOptions) {
    this.#options = options;
  }

  get warm(): boolean {
    return this.#inUse?.engine?.warm ?? false;
  }

  /**
   * Changes to a model: running calls are heard by it from the windows on that have no answer yet. Until it is loaded,
   * and for good when it can't be, the one in use goes on; without one, the default model takes its place. The last
   * choice wins.
   */
  use(name: ModelName): void {
    if (this.#loading === name) return;
    this.#failure = null;
    this.#stopLoading();
    this.#loading = null;
    if (this.#inUse?.name === name) this.#tell(null);
    else this.#load(name, null);
  }

  /** A window that breaks two engines is rejected with what the second one said; the others are sent again. */
  analyse(job: WindowJob): Promise<WindowResult> {
    return this.#ask((engine) => {
      const copy = this.#spare.pop() ?? new Float32Array(job.window.length);
      copy.set(job.window);
      // An engine that joins in the middle of a stream begins with the whole window, so that its gate has heard it too.
      const freshSamples = this.#streams.has(job.stream) ? job.freshSamples : job.window.length;
      this.#streams.add(job.stream);
      const classify = job.classify || this.#catchesUp;
      return engine.analyse({ ...job, window: copy, freshSamples, classify }).then((result) => {
        this.#spare.push(result.window);
        return { ...result, window: job.window };
      });
    });
  }

  readInContext(request: ContextRequest): Promise<Float32Array<ArrayBuffer> | null> {
    return this.#ask((engine) => engine.readInContext(request));
  }

  async release(stream: string): Promise<void> {
    this.#streams.delete(stream);
    // An engine that is gone has nothing to forget.
    await this.#inUse?.engine?.release(stream).catch(() => {});
  }

  /** What comes while an engine makes up for an outage seems too late to its sender, and isn't. */
  get #catchesUp(): boolean {
    const [oldest] = this.#open;
    return oldest !== undefined && oldest.standing !== 'in-time';
  }

  #ask<Answer>(send: (engine: StartedEngine) => Promise<Answer>): Promise<Answer> {
    if (this.#failure !== null) return Promise.reject(this.#failure);
    return new Promise((resolve, refuse) => {
      const request: OpenRequest = {
        send: async (engine) => {
          const answer = await send(engine);
          return () => resolve(answer);
        },
        refuse,
        standing: 'in-time',
      };
      this.#open.add(request);
      this.#send(request);
    });
  }

  #send(request: OpenRequest): void {
    const engine = this.#inUse?.engine;
    if (engine == null) return;
    request.send(engine).then(
      (handOn) => {
        // Another engine has been asked meanwhile.
        if (engine !== this.#inUse?.engine) return;
        // The engine answers, so the next crash is a new one.
        this.#restartMs = FIRST_RESTART_MS;
        this.#open.delete(request);
        handOn();
      },
      (error: unknown) => this.#replace(engine, request, error),
    );
  }

  #sendAgain(): void {
    this.#streams.clear();
    for (const request of this.#open) this.#send(request);
  }

  /** @param brokenAt what the engine broke at */
  #replace(engine: StartedEngine, brokenAt: OpenRequest, error: unknown): void {
    const inUse = this.#inUse;
    // It had more in hand than one; the first one that failed has said so.
    if (inUse === null || engine !== inUse.engine) return;
    engine.close();
    inUse.engine = null;
    for (const request of this.#open) {
      const next = AFTER_CRASH[request.standing][request === brokenAt ? 'brokenAt' : 'inHand'];
      if (next !== 'given-up') {
        request.standing = next;
        continue;
      }
      this.#open.delete(request);
      request.refuse(error);
    }
    this.#tellOutage(
      'The analysis stopped and is starting again by itself; the call goes on. If this happens often, close other tabs, or choose a smaller model on the settings page.',
    );
    this.#restart(inUse);
  }

  #restart(inUse: ModelInUse): void {
    this.#stopRestart = loadModel({
      start: () => this.#options.start(inUse.name),
      waitMsAfter: () => {
        const waitMs = this.#restartMs;
        this.#restartMs = Math.min(2 * waitMs, LONGEST_RESTART_MS);
        return waitMs;
      },
      onLoaded: (engine) => {
        inUse.engine = engine;
        this.#sendAgain();
        this.#tellOutage(null);
      },
      onFailed: ({ message }) =>
        this.#tellOutage(`The analysis stopped and can’t be started again yet; it is tried on. ${message}`),
    });
  }

  /** @param failed the choice in whose place this one is loaded */
  #load(name: ModelName, failed: ModelChange | null): void {
    this.#loading = name;
    this.#tell({ kind: 'loading', name });
    this.#stopLoading = loadModel({
      start: () => this.#options.start(name),
      waitMsAfter: (failures) => LOAD_WAITS_MS[failures] ?? null,
      onLoaded: (engine, model) => {
        this.#loading = null;
        this.#takeOver({ name, model, engine });
        this.#tell(failed);
      },
      onFailed: (reason, isLast) => {
        if (!isLast) return;
        this.#loading = null;
        this.#giveUp(name, reason);
      },
    });
  }

  #takeOver(next: ModelInUse): void {
    const before = this.#inUse;
    this.#stopRestart();
    this.#restartMs = FIRST_RESTART_MS;
    this.#inUse = next;
    this.#failure = null;
    this.#outage = null;
    this.#sendAgain();
    before?.engine?.close();
  }

  /** A model can't be loaded. */
  #giveUp(name: ModelName, reason: Error): void {
    const failed = { kind: 'failed', name, problem: reason.message } as const;
    if (this.#inUse !== null) {
      this.#tell(failed);
    } else if (name !== DEFAULT_MODEL) {
      this.#load(DEFAULT_MODEL, failed);
    } else {
      this.#failure = reason;
      for (const { refuse } of this.#open) refuse(reason);
      this.#open.clear();
      this.#options.onState({ kind: 'failed', problem: reason.message });
      setTimeout(() => {
        if (this.#failure !== null && this.#loading === null) this.#load(DEFAULT_MODEL, null);
      }, RETRY_MS);
    }
  }

  #tellOutage(outage: string | null): void {
    this.#outage = outage;
    this.#tell(this.#change);
  }

  #tell(change: ModelChange | null): void {
    const { onState } = this.#options;
    this.#change = change;
    if (this.#inUse === null) {
      if (this.#failure === null) onState({ kind: 'loading' });
      return;
    }
    const { name, model } = this.#inUse;
    const outage = this.#outage;
    onState({ kind: 'ready', name, model, change, ...(outage === null ? {} : { outage }) });
  }
}
