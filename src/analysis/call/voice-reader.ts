// Reads the windows of one leg in the context of its voice, in window order whatever order the engine answers in.
// Memory is bounded: the sums of the voice, and the embeddings of a voice's first windows until it is known.

import { errorOf } from '../caught.ts';
import { calibrate } from '../emotion/calibration.ts';
import {
  type CallVoice,
  calmOf,
  contextOf,
  hearVoice,
  temperatureOf,
  unknownVoice,
  type VoiceSettings,
} from '../emotion/call-voice.ts';
import type { Probabilities } from '../emotion/emotions.ts';
import type { EmotionEngine } from '../emotion/engine.ts';
import type { EmbeddedReading, WindowReading } from '../emotion/window-reading.ts';
import { LEVEL_WINDOWS } from '../score/constants.ts';
import type { ColdStart, HeardWindow } from './record.ts';
import { HOP_SECONDS } from './timing.ts';

/**
 * Speech windows after which a voice counts as known and its first ones are read once more. With nine of ten windows
 * calm and a prior of four, four fifths of it are known by then, and a call is half a minute old.
 */
export const KNOWN_AFTER_WINDOWS = 20;
/** The first windows of a voice, which are read once more: the opening of the score, which weighs them most. */
const FIRST_WINDOWS = LEVEL_WINDOWS;

/** A window that was read once more. */
export interface RereadWindow extends Pick<HeardWindow, 'start'> {
  readonly probabilities: Probabilities;
}

export interface VoiceReaderOptions {
  readonly engine: Pick<EmotionEngine, 'readInContext'>;
  /** Nothing is known of the voice of the windows that follow. */
  readonly onColdStart: (start: ColdStart) => void;
  /** The voice is known, or as well as it will be: what its first windows say now. None where they stay as they were. */
  readonly onKnown: (reread: readonly RereadWindow[]) => void;
  /** Told what the engine broke at; the window is read without context. */
  readonly onError: (error: Error) => void;
}

/** A window with speech, as the engine has left it. Times in seconds from the leg's first sample. */
export interface UnreadWindow {
  readonly start: number;
  readonly end: number;
  readonly reading: WindowReading;
  /** The model that it comes from, as records call it. */
  readonly model: string;
}

/** The voice of this moment. */
interface Voice {
  readonly model: string;
  readonly settings: VoiceSettings;
  heard: CallVoice;
  windows: number;
  /** The first windows, until they are read once more; then none. */
  first: { readonly start: number; readonly embedding: EmbeddedReading['embedding'] }[];
  isKnown: boolean;
}

/** One window at a time: `read` is not called before `settle` of the window before has come back. */
export class VoiceReader {
  readonly #options: VoiceReaderOptions;
  #voice: Voice | null = null;
  /** The model that read the last window with speech. */
  #lastModel: string | null = null;
  /** What will begin a voice anew, the earliest first. */
  #due: ColdStart[] = [];

  constructor(options: VoiceReaderOptions) {
    this.#options = options;
  }

  /** Begins the voice anew with the first window that ends later. */
  restart(start: ColdStart): void {
    this.#due.push(start);
  }

  /** @returns the window's probabilities, by what was known of the voice from windows before it */
  async read({ start, end, reading, model }: UnreadWindow): Promise<Probabilities> {
    if (reading.kind === 'plain') {
      await this.end();
      this.#voice = null;
      this.#lastModel = model;
      return reading.probabilities;
    }
    const voice = await this.#voiceOf(reading.settings, model, end);
    const { embedding, coldLogits, settings } = reading;
    const cold = calibrate(coldLogits, settings.temperature.cold);
    const probabilities =
      voice.windows === 0 ? cold : ((await this.#readInContext(voice, embedding)) ?? cold);
    voice.heard = hearVoice(voice.heard, embedding, calmOf(cold));
    voice.windows++;
    if (!voice.isKnown && voice.first.length < FIRST_WINDOWS) voice.first.push({ start, embedding });
    return probabilities;
  }

  /** The window that was read has been told of: where the voice is known with it, its first windows are read again. */
  async settle(): Promise<void> {
    if (this.#voice !== null && this.#voice.windows >= KNOWN_AFTER_WINDOWS) await this.#know(this.#voice);
  }

  /** No window of this voice follows. */
  async end(): Promise<void> {
    if (this.#voice !== null) await this.#know(this.#voice);
  }

  async #voiceOf(settings: VoiceSettings, model: string, end: number): Promise<Voice> {
    const due = this.#due.filter(({ time }) => time < end).at(-1);
    this.#due = this.#due.filter(({ time }) => time >= end);
    const byModel = this.#lastModel !== null && this.#lastModel !== model;
    const start: ColdStart | undefined = byModel ? { time: end - HOP_SECONDS, because: 'model' } : due;
    this.#lastModel = model;
    if (this.#voice !== null && start === undefined) return this.#voice;
    await this.end();
    this.#voice = {
      model,
      settings,
      heard: unknownVoice(settings.context.size),
      windows: 0,
      first: [],
      isKnown: false,
    };
    this.#options.onColdStart(start ?? { time: end - HOP_SECONDS, because: 'call' });
    return this.#voice;
  }

  async #know(voice: Voice): Promise<void> {
    if (voice.isKnown) return;
    voice.isKnown = true;
    // Too little was heard besides them to read them better than they were read.
    const first = voice.windows > FIRST_WINDOWS ? voice.first : [];
    voice.first = [];
    const read = await Promise.all(
      first.map(async ({ start, embedding }) => {
        const probabilities = await this.#readInContext(voice, embedding);
        return probabilities === null ? [] : [{ start, probabilities }];
      }),
    );
    this.#options.onKnown(read.flat());
  }

  /** Null where the engine holds another model by now, or breaks at it. */
  async #readInContext(
    { model, settings, heard }: Voice,
    embedding: EmbeddedReading['embedding'],
  ): Promise<Probabilities | null> {
    try {
      const context = contextOf(heard, settings.context);
      const logits = await this.#options.engine.readInContext({ model, embedding, context });
      return logits && calibrate(logits, temperatureOf(heard, settings));
    } catch (error) {
      this.#options.onError(errorOf(error));
      return null;
    }
  }
}
