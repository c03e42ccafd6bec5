// An engine that outlives its worker: one that crashes, freezes or fails is replaced, and what it had in hand is done
// again by the next.

import { errorMessage } from '../analysis/caught.ts';
import type { WindowJob, WindowResult } from '../analysis/emotion/engine.ts';
import { EngineCrash } from '../extension/engine/engine-crash.ts';
import type { StartedEngine } from '../extension/engine/started-engine.ts';

/** Wait before an engine is started again, doubled after every failure up to the longest. */
export const FIRST_RESTART_MS = 250;
export const LONGEST_RESTART_MS = 30_000;
/** Loads before a model counts as one that can't be loaded: memory may be short for a moment. */
const FIRST_LOADS = 3;
/** Engines that one window may break before it is given up: the call goes on without it. */
const ENGINES_PER_WINDOW = 2;

/** A window that has no answer yet, and its own copy of the audio: a worker takes what it is sent with it. */
interface OpenJob {
  readonly job: WindowJob;
  readonly resolve: (result: WindowResult) => void;
  readonly reject: (reason: unknown) => void;
  /** Engines that broke at it. */
  broken: number;
  /** It was in hand when an engine broke. */
  waited: boolean;
}

export class RestartingEngine implements StartedEngine {
  readonly ready: StartedEngine['ready'];
  readonly #start: () => StartedEngine;
  readonly #onOutage: (outage: string | null) => void;
  /** Null while the next one is loading. */
  #engine: StartedEngine | null = null;
  #loading: StartedEngine | null = null;
  /** In the order in which they came. */
  readonly #open = new Set<OpenJob>();
  /** Streams that the engine of this moment has heard. */
  readonly #streams = new Set<string>();
  /** Memory that came back from a worker, for the next copy. */
  readonly #spare: Float32Array<ArrayBuffer>[] = [];
  #timer: ReturnType<typeof setTimeout> | null = null;
  #restartMs = FIRST_RESTART_MS;
  #closed = false;

  /**
   * @param start begins to load the model
   * @param onOutage told a sentence for the agent while the engine is down, and null when it works again
   */
  constructor(start: () => StartedEngine, onOutage: (outage: string | null) => void) {
    this.#start = start;
    this.#onOutage = onOutage;
    this.ready = this.#loadFirst();
    // Whoever awaits `ready` hears of a failure.
    this.ready.catch(() => {});
  }

  get warm(): boolean {
    return this.#engine?.warm ?? false;
  }

  async analyse(job: WindowJob): Promise<WindowResult> {
    await this.ready;
    if (this.#closed) throw new EngineCrash('');
    return new Promise((resolve, reject) => {
      const open: OpenJob = { job, resolve, reject, broken: 0, waited: false };
      this.#open.add(open);
      this.#send(open);
    });
  }

  async release(stream: string): Promise<void> {
    this.#streams.delete(stream);
    // An engine that is gone has nothing to forget.
    await this.#engine?.release(stream).catch(() => {});
  }

  /** Windows that it has not answered are rejected with an `EngineCrash`. */
  close(): void {
    this.#closed = true;
    if (this.#timer !== null) clearTimeout(this.#timer);
    this.#loading?.close();
    this.#engine?.close();
    this.#engine = null;
    for (const { reject } of this.#open) reject(new EngineCrash(''));
    this.#open.clear();
  }

  async #loadFirst(): StartedEngine['ready'] {
    for (let load = 1; ; load++) {
      try {
        return await this.#load();
      } catch (error) {
        if (load === FIRST_LOADS || this.#closed) throw error;
        await new Promise((resolve) => setTimeout(resolve, FIRST_RESTART_MS));
      }
    }
  }

  /** Loads an engine, which then takes up the work. */
  async #load(): StartedEngine['ready'] {
    const engine = this.#start();
    this.#loading = engine;
    try {
      const loaded = await engine.ready;
      this.#engine = engine;
      for (const open of this.#open) this.#send(open);
      return loaded;
    } catch (error) {
      engine.close();
      throw error;
    } finally {
      this.#loading = null;
    }
  }

  #send(open: OpenJob): void {
    const engine = this.#engine;
    if (engine === null) return;
    const { job } = open;
    const copy = this.#spare.pop() ?? new Float32Array(job.window.length);
    copy.set(job.window);
    // An engine that joins in the middle of a stream begins with the whole window, so that its gate has heard it too.
    const freshSamples = this.#streams.has(job.stream) ? job.freshSamples : job.window.length;
    this.#streams.add(job.stream);
    // What came while an engine stood still, or while the next makes up for it, seemed too late to be classified. As long
    // as any of it is open, the oldest has waited.
    const [oldest] = this.#open;
    const classify = job.classify || oldest?.waited === true;
    engine.analyse({ ...job, window: copy, freshSamples, classify }).then(
      (result) => {
        this.#spare.push(result.window);
        this.#restartMs = FIRST_RESTART_MS;
        this.#open.delete(open);
        open.resolve({ ...result, window: job.window });
      },
      (error: unknown) => this.#replace(engine, open, error),
    );
  }

  /** @param open the window that the engine broke at */
  #replace(engine: StartedEngine, open: OpenJob, error: unknown): void {
    // It had more windows in hand than one; the first one that failed has said so.
    if (engine !== this.#engine) return;
    engine.close();
    this.#engine = null;
    this.#streams.clear();
    for (const waiting of this.#open) waiting.waited = true;
    open.broken++;
    if (open.broken === ENGINES_PER_WINDOW) {
      this.#open.delete(open);
      open.reject(error);
    }
    this.#onOutage(
      'The analysis stopped and is starting again by itself; the call goes on. If this happens often, close other tabs, or choose a smaller model on the settings page.',
    );
    this.#restartLater();
  }

  #restartLater(): void {
    if (this.#closed) return;
    this.#timer = setTimeout(() => void this.#restart(), this.#restartMs);
    this.#restartMs = Math.min(2 * this.#restartMs, LONGEST_RESTART_MS);
  }

  async #restart(): Promise<void> {
    try {
      await this.#load();
      this.#onOutage(null);
    } catch (error) {
      const reason = errorMessage(error);
      this.#onOutage(`The analysis stopped and can’t be started again yet; it is tried on. ${reason}`);
      this.#restartLater();
    }
  }
}
