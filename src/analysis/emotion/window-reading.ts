// What a model says of one window of speech, before the call that it belongs to is known.

import type { VoiceSettings } from './call-voice.ts';
import type { Probabilities } from './emotions.ts';

/** Read by itself, by a model without context: these are its probabilities. */
export interface PlainReading {
  readonly kind: 'plain';
  /** Calibrated. */
  readonly probabilities: Probabilities;
}

/**
 * To be read in the context of the call's own voice. An embedding could tell a person: it goes from the worker to its
 * engine, stays in memory, and is never stored or sent.
 */
export interface EmbeddedReading {
  readonly kind: 'embedded';
  readonly embedding: Float32Array<ArrayBuffer>;
  /** One an emotion, as read where nothing is known of the voice. */
  readonly coldLogits: Float32Array<ArrayBuffer>;
  readonly settings: VoiceSettings;
}

export type WindowReading = PlainReading | EmbeddedReading;

/** Asks a model to read an embedding of its own once more. */
export interface ContextRequest {
  /** The model that the embedding is of, as records call it. */
  readonly model: string;
  readonly embedding: Float32Array<ArrayBuffer>;
  /** What is taken away from it: as many numbers (`contextOf`). */
  readonly context: Float32Array<ArrayBuffer>;
}
