// Recordings that wait for their turn, one after the other, with what is known of each.

import { type ChannelGuess, guessChannel } from '../../analysis/audio/channel-guess.ts';
import type { CustomerChannel } from '../../analysis/audio/customer-channel.ts';
import type { Recording } from '../../analysis/audio/recording.ts';
import { analyseRecording } from '../../analysis/call/analyse-recording.ts';
import type { Analysis } from '../../analysis/call/record.ts';
import { errorMessage } from '../../analysis/caught.ts';
import { EngineCrash } from '../../extension/engine/engine-crash.ts';
import type { StartedEngine } from '../../extension/engine/started-engine.ts';
import { meteredBlocks, type RecordingLevels } from './recording-levels.ts';

/** Which channel is the customer's: said, or to be guessed from the recording. */
export const CUSTOMER_CHOICES = ['guess', 'left', 'right', 'mix'] as const;
export type CustomerChoice = (typeof CUSTOMER_CHOICES)[number];

/** The channel of a recording of several that is taken for the customer's. */
export interface TakenChannel {
  readonly customer: CustomerChannel;
  /** Null where somebody has said which. */
  readonly guess: ChannelGuess | null;
}

export type RecordingState =
  | { readonly kind: 'waiting' }
  /** Seconds of the recording; `beganAt` in milliseconds since the epoch. */
  | { readonly kind: 'analysing'; readonly seconds: number; readonly total: number; readonly beganAt: number }
  | { readonly kind: 'analysed'; readonly analysis: Analysis; readonly levels: RecordingLevels }
  /** `problem` is a sentence. */
  | { readonly kind: 'failed'; readonly problem: string }
  | { readonly kind: 'cancelled' };

export interface QueuedRecording {
  readonly id: string;
  readonly file: File;
  readonly choice: CustomerChoice;
  /** Null until the recording is open. */
  readonly channels: number | null;
  /** Null until it is known, and for a recording of one channel, where there is no choice. */
  readonly taken: TakenChannel | null;
  readonly state: RecordingState;
}

export interface RecordingQueueOptions {
  /**
   * Loads an engine; rejects with a sentence when it can't. Asked with the first recording (whoever only looks at
   * calls needs none), and again after an engine crashed or couldn't be loaded.
   */
  readonly loadEngine: () => Promise<StartedEngine>;
  readonly open: (file: Blob) => Promise<Recording>;
  /** Milliseconds since the epoch. */
  readonly clock: () => number;
  readonly onChange: (recordings: readonly QueuedRecording[]) => void;
}

/** Blocks may be as short as 20 ms of sound. */
const SHOWN_EVERY_MS = 250;

export class RecordingQueue {
  readonly #options: RecordingQueueOptions;
  #recordings: readonly QueuedRecording[] = [];
  /** Ends the analysis that is running. */
  #running: { readonly id: string; readonly abort: AbortController } | null = null;
  #engine: Promise<StartedEngine> | null = null;

  constructor(options: RecordingQueueOptions) {
    this.#options = options;
  }

  /** Puts recordings at the end. Gives their ids. */
  add(files: readonly File[], choice: CustomerChoice): string[] {
    const added = files.map(
      (file): QueuedRecording => ({
        id: crypto.randomUUID(),
        file,
        choice,
        channels: null,
        taken: null,
        state: { kind: 'waiting' },
      }),
    );
    this.#show([...this.#recordings, ...added]);
    void this.#goOn();
    return added.map(({ id }) => id);
  }

  /** Analyses a recording anew, with another channel or after it was cancelled or failed. */
  again(id: string, choice: CustomerChoice): void {
    this.cancel(id);
    this.#change(id, { choice, taken: null, state: { kind: 'waiting' } });
    void this.#goOn();
  }

  cancel(id: string): void {
    const { kind } = this.#recordings.find((recording) => recording.id === id)?.state ?? {};
    if (kind === 'waiting' || kind === 'analysing') this.#become(id, { kind: 'cancelled' });
    if (this.#running?.id === id) this.#running.abort.abort();
  }

  remove(id: string): void {
    this.cancel(id);
    this.#show(this.#recordings.filter((recording) => recording.id !== id));
  }

  async #goOn(): Promise<void> {
    if (this.#running !== null) return;
    const next = this.#recordings.find(({ state }) => state.kind === 'waiting');
    if (next === undefined) return;
    const abort = new AbortController();
    this.#running = { id: next.id, abort };
    const outcome = await this.#analyse(next, abort.signal).catch((error: unknown): RecordingState => {
      if (error instanceof EngineCrash) this.#forgetEngine();
      return { kind: 'failed', problem: errorMessage(error) };
    });
    this.#running = null;
    // What was cancelled has its state already, and may be waiting again.
    if (!abort.signal.aborted) this.#become(next.id, outcome);
    void this.#goOn();
  }

  async #analyse({ id, file, choice }: QueuedRecording, signal: AbortSignal): Promise<RecordingState> {
    const { open, clock } = this.#options;
    const beganAt = clock();
    const begun: RecordingState = { kind: 'analysing', seconds: 0, total: 0, beganAt };
    this.#become(id, begun);
    const recording = await open(file);
    try {
      const { sampleRateHz, channels } = recording;
      signal.throwIfAborted();
      this.#change(id, { channels });
      const taken = channels > 1 ? await takenOf(recording, choice, signal) : null;
      signal.throwIfAborted();
      this.#change(id, { taken });
      const metered = meteredBlocks(recording.blocks(), sampleRateHz, taken?.customer ?? 'mix');
      let shownAt = beganAt;
      const show = (seconds: number) => {
        if (signal.aborted || clock() - shownAt < SHOWN_EVERY_MS) return;
        shownAt = clock();
        this.#become(id, { ...begun, seconds, total: recording.seconds });
      };
      const engine = await this.#loadedEngine();
      const analysis = await analyseRecording(
        { file: file.name, sampleRateHz, blocks: metered.blocks },
        engine,
        (await engine.ready).model,
        show,
        signal,
      );
      return { kind: 'analysed', analysis, levels: metered.levels() };
    } finally {
      recording.close();
    }
  }

  async #loadedEngine(): Promise<StartedEngine> {
    this.#engine ??= this.#options.loadEngine();
    try {
      return await this.#engine;
    } catch (error) {
      this.#engine = null;
      throw error;
    }
  }

  #forgetEngine(): void {
    this.#engine?.then(
      (engine) => engine.close(),
      () => {},
    );
    this.#engine = null;
  }

  #become(id: string, state: RecordingState): void {
    this.#change(id, { state });
  }

  #change(id: string, change: Partial<QueuedRecording>): void {
    this.#show(
      this.#recordings.map((recording) => (recording.id === id ? { ...recording, ...change } : recording)),
    );
  }

  #show(recordings: readonly QueuedRecording[]): void {
    this.#recordings = recordings;
    this.#options.onChange(recordings);
  }
}

async function takenOf(
  recording: Recording,
  choice: CustomerChoice,
  signal: AbortSignal,
): Promise<TakenChannel> {
  if (choice !== 'guess') return { customer: choice, guess: null };
  const guess = await guessChannel(recording.blocks(), recording.sampleRateHz, signal);
  return { customer: guess.customer, guess };
}
