// A few seconds of one channel of a recording, to hear who is on it.

import { type ReadonlySignal, signal } from '@preact/signals';
import { type Excerpt, excerptOf } from '../../analysis/audio/excerpt.ts';
import type { Recording } from '../../analysis/audio/recording.ts';
import { errorMessage } from '../../analysis/errors.ts';

/** What is listened to, or why nothing can be. */
export type Listening = {
  readonly id: string;
  readonly channel: 'left' | 'right';
} & (
  | { readonly kind: 'opening' | 'playing' }
  /** `problem` is a sentence. */
  | { readonly kind: 'nothing'; readonly problem: string }
);

/** Plays samples until they end or are stopped. */
export type Play = (excerpt: Excerpt) => { readonly ended: Promise<void>; stop(): void };

export interface ChannelPlayerOptions {
  readonly open: (file: Blob) => Promise<Recording>;
  readonly play: Play;
}

export class ChannelPlayer {
  readonly #options: ChannelPlayerOptions;
  readonly #listening = signal<Listening | null>(null);
  #stopSound = () => {};

  constructor(options: ChannelPlayerOptions) {
    this.#options = options;
  }

  get listening(): ReadonlySignal<Listening | null> {
    return this.#listening;
  }

  /** Finds a stretch of the channel with sound, and plays it; whatever played before stops. */
  async listen(
    { id, file }: { readonly id: string; readonly file: File },
    channel: 'left' | 'right',
  ): Promise<void> {
    this.stop();
    const opening: Listening = { id, channel, kind: 'opening' };
    this.#listening.value = opening;
    try {
      const excerpt = await this.#excerptOf(file, channel);
      if (this.#listening.value !== opening) return;
      if (excerpt === null) throw new Error(`The ${channel} channel is silent in its first minutes.`);
      const { ended, stop } = this.#options.play(excerpt);
      const playing: Listening = { id, channel, kind: 'playing' };
      this.#listening.value = playing;
      this.#stopSound = stop;
      await ended;
      if (this.#listening.value === playing) this.#listening.value = null;
    } catch (error) {
      const problem = errorMessage(error);
      if (this.#listening.value === opening)
        this.#listening.value = { id, channel, kind: 'nothing', problem };
    }
  }

  stop(): void {
    this.#stopSound();
    this.#stopSound = () => {};
    this.#listening.value = null;
  }

  async #excerptOf(file: File, channel: 'left' | 'right'): Promise<Excerpt | null> {
    const recording = await this.#options.open(file);
    try {
      return await excerptOf(recording.blocks(), recording.sampleRateHz, channel);
    } finally {
      recording.close();
    }
  }
}
