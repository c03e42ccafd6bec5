// From the audio blocks of one leg to its windows: resample, cut, gate, classify.
// Live calls and recordings both come this way, so they get the same windows.

import type { AudioBlock } from '../audio/block.ts';
import { createResampler, type Resampler } from '../audio/resampler.ts';
import { type AudioWindow, WindowRing } from '../audio/window-ring.ts';
import { errorOf } from '../caught.ts';
import type { EmotionEngine, WindowResult } from '../emotion/engine.ts';
import { SAMPLE_RATE_HZ, WINDOW_SAMPLES } from '../emotion/manifest.ts';
import type { ColdStart, HeardWindow } from './record.ts';
import { HOP_SAMPLES, WINDOW_SECONDS } from './timing.ts';
import { type RereadWindow, VoiceReader } from './voice-reader.ts';
import { mayBeClassified, standingOf, WHAT_FOLLOWS, type WindowStanding } from './window-standing.ts';

/** Audio that starts this far from where the last block ended has a hole in front of it. */
const CONTINUITY_TOLERANCE_SECONDS = 0.005;
/** Windows that may wait, for the engine to load or for the speech gate, before audio is left out altogether. */
const MAX_WINDOWS_WAITING = 30;

export interface LegAnalyserOptions {
  readonly engine: EmotionEngine;
  /** Unique among everything the engine analyses. */
  readonly leg: string;
  /** `live` drops windows, and says so, rather than fall behind; `recording` takes the time it needs. */
  readonly pace: 'live' | 'recording';
  /** Why nothing is known of the voice at first: `call` when left out. */
  readonly beginsBecause?: 'call' | 'crash';
  /** `model` is the one that heard the window, as records call it; `tonal`, that it is tones or music. */
  readonly onWindow: (window: HeardWindow, model: string, tonal: boolean) => void;
  /**
   * A stretch of audio that never arrived (`lost`), could not be classified in time (`late`), or that the engine was
   * down for (`interrupted`). In seconds.
   */
  readonly onGap: (gap: { start: number; end: number; cause: 'lost' | 'late' | 'interrupted' }) => void;
  readonly onError: (error: Error) => void;
  /** Nothing is known of the voice from here on: told before the first window that is read so. */
  readonly onColdStart?: (start: ColdStart) => void;
  /** The voice is known: windows that were told of before, as they are read now. */
  readonly onVoiceKnown?: (reread: readonly RereadWindow[]) => void;
}

interface PendingWindow {
  /** What it stands for, in seconds. */
  readonly start: number;
  readonly end: number;
  /** Where its audio begins, in seconds. */
  readonly windowStart: number;
  standing: WindowStanding;
}

/** A stretch of audio without holes. */
interface Stretch {
  readonly stream: string;
  readonly startSeconds: number;
  readonly sampleRateHz: number;
  readonly resampler: Resampler;
  readonly ring: WindowRing;
  endSeconds: number;
}

export class LegAnalyser {
  readonly #options: LegAnalyserOptions;
  #stretch: Stretch | null = null;
  #stretches = 0;
  /** Where the last block ended, across stretches. */
  #endSeconds: number | null = null;
  /** Windows that were sent to the engine and are not yet back. */
  readonly #pending = new Set<PendingWindow>();
  #settled: Promise<void> = Promise.resolve();
  /** Settles when the last window was told of: windows are, in their order. */
  #told: Promise<void> = Promise.resolve();
  readonly #voice: VoiceReader;
  #hasGivenUp = false;
  readonly #pool: Float32Array<ArrayBuffer>[] = [];

  constructor(options: LegAnalyserOptions) {
    this.#options = options;
    const { engine, onError, onColdStart, onVoiceKnown } = options;
    const unlessGivenUp =
      <Told>(tell: ((told: Told) => void) | undefined) =>
      (told: Told) => {
        if (!this.#hasGivenUp) tell?.(told);
      };
    this.#voice = new VoiceReader({
      engine,
      onError: unlessGivenUp(onError),
      onColdStart: unlessGivenUp(onColdStart),
      onKnown: unlessGivenUp(onVoiceKnown),
    });
  }

  /** Where the audio so far ends, in seconds from the leg's first sample. */
  get endSeconds(): number {
    return this.#endSeconds ?? 0;
  }

  /** Windows that were sent to the engine and are not back. */
  get pendingWindows(): number {
    return this.#pending.size;
  }

  /** @throws Error naming the rate when no resampler takes it */
  accept(block: AudioBlock): void {
    const start = block.startSample / block.sampleRateHz;
    const expected = this.#endSeconds;
    if (expected === null) {
      this.#voice.restart({ time: start, because: this.#options.beginsBecause ?? 'call' });
    }
    if (expected !== null && Math.abs(start - expected) > CONTINUITY_TOLERANCE_SECONDS) {
      this.breakStretch();
      if (start > expected) this.#options.onGap({ start: expected, end: start, cause: 'lost' });
    }
    if (this.#stretch?.sampleRateHz !== block.sampleRateHz) this.breakStretch();
    this.#stretch ??= this.#startStretch(start, block.sampleRateHz);
    const stretch = this.#stretch;
    stretch.endSeconds = (block.startSample + block.pcm.length) / block.sampleRateHz;
    this.#endSeconds = stretch.endSeconds;
    stretch.resampler.push(block.pcm, (samples) => stretch.ring.push(samples));
  }

  /** Audio after this is not continuous with audio before: no window may span the two. */
  breakStretch(): void {
    if (this.#stretch === null) return;
    const { stream } = this.#stretch;
    this.#stretch = null;
    this.#settled = this.#settled.then(() => this.#options.engine.release(stream));
  }

  /** Another customer is speaking from here on: what is known of the voice is no longer theirs. */
  beginVoice(): void {
    this.#voice.restart({ time: this.endSeconds, because: 'customer' });
  }

  /** The audio is over, somewhere in its last window. */
  end(): void {
    this.breakStretch();
    this.#told = this.#told.then(() => this.#voice.end());
    this.#settled = Promise.all([this.#settled, this.#told]).then(() => {});
  }

  /** The audio is over: pushes the resampler's tail through. Only for recordings, where the end is known. */
  finish(): void {
    const stretch = this.#stretch;
    stretch?.resampler.flush((samples) => stretch.ring.push(samples));
    this.end();
  }

  /** Resolves when every window so far has come back. */
  async settled(): Promise<void> {
    let seen: Promise<void> | null = null;
    while (seen !== this.#settled) {
      seen = this.#settled;
      await seen;
    }
  }

  /** Waits no longer: windows that have not come back are interrupted, and left out if they still come. */
  giveUp(): void {
    for (const { start, end } of this.#pending) this.#options.onGap({ start, end, cause: 'interrupted' });
    this.#pending.clear();
    this.#hasGivenUp = true;
  }

  #startStretch(startSeconds: number, sampleRateHz: number): Stretch {
    const stream = `${this.#options.leg}/${this.#stretches++}`;
    const ring = new WindowRing({
      windowSamples: WINDOW_SAMPLES,
      hopSamples: HOP_SAMPLES,
      allocate: () => this.#pool.pop() ?? new Float32Array(WINDOW_SAMPLES),
      onWindow: (window) => this.#send(stream, startSeconds, window),
    });
    const resampler = createResampler(sampleRateHz, SAMPLE_RATE_HZ);
    return { stream, startSeconds, sampleRateHz, resampler, ring, endSeconds: startSeconds };
  }

  #send(stream: string, stretchStart: number, window: AudioWindow): void {
    const { engine, pace, onGap } = this.#options;
    const start = stretchStart + window.startSample / SAMPLE_RATE_HZ;
    const end = start + WINDOW_SECONDS;
    // What no window before has stood for: of the first one of a stretch, all of it.
    const fresh = { start: end - window.freshSamples / SAMPLE_RATE_HZ, end };
    const standing = standingOf(engine.warm, this.#pending);
    if (pace === 'live' && this.#pending.size >= MAX_WINDOWS_WAITING) {
      // The gate has lost its place in this stretch; the next block begins another.
      this.#pool.push(window.samples);
      onGap({ ...fresh, cause: WHAT_FOLLOWS[standing].leftOutAs });
      this.breakStretch();
      return;
    }
    const classify = pace === 'recording' || mayBeClassified(standing, this.#pending);
    const pending: PendingWindow = { ...fresh, windowStart: start, standing };
    this.#pending.add(pending);
    const { samples, freshSamples } = window;
    const answer = engine.analyse({ stream, window: samples, freshSamples, classify });
    const before = this.#told;
    this.#told = this.#tell(pending, answer, before).finally(() => this.#pending.delete(pending));
    this.#settled = Promise.all([this.#settled, this.#told]).then(() => {});
  }

  /** Tells of a window when those before it were told of. Never rejects. */
  async #tell(pending: PendingWindow, answer: Promise<WindowResult>, before: Promise<void>): Promise<void> {
    const { onWindow, onGap, onError } = this.#options;
    const { start, end, windowStart } = pending;
    try {
      const { speech, reading, heard, tonal, model, window } = await answer;
      this.#pool.push(window);
      await before;
      if (!this.#pending.has(pending)) return;
      if (heard && reading === null) {
        onGap({ start, end, cause: 'late' });
        return;
      }
      const unread = reading && { start: windowStart, end, reading, model };
      const probabilities = unread && (await this.#voice.read(unread));
      if (!this.#pending.has(pending)) return;
      onWindow({ start: windowStart, speech, probabilities }, model, tonal);
      await this.#voice.settle();
    } catch (error) {
      await before;
      if (!this.#pending.has(pending)) return;
      onGap({ start, end, cause: 'interrupted' });
      onError(errorOf(error));
    }
  }
}
