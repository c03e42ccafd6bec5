// The call's own voice: what the windows of a call have in common is the voice and the line, not the mood. It is taken
// away before the emotion is read, as speaker normalisation does across corpora (Kaya and Karpov, "Efficient and
// effective strategies for cross-corpus acoustic emotion recognition", Neurocomputing 275, 2018).
//
// Every window counts by how calm it is heard without context, squared, so that an angry customer's anger hardly enters.
// Constant memory. The state lives while the call runs; it is never stored, since a voice could tell a person.

import type { Probabilities } from './emotions.ts';

/** How a model takes its context; in its manifest. */
export interface ContextSettings {
  /** Numbers in an embedding and in a context. */
  readonly size: number;
  /** How much of the known voice is taken away, 0 to 1. */
  readonly share: number;
  /** Windows of the usual voice that stand beside those of the call: so many calm windows make it half known. */
  readonly priorWindows: number;
}

/** Softmax temperatures: of windows of which nothing is known yet, and of a voice that is known for sure. */
export interface Temperatures {
  readonly cold: number;
  readonly known: number;
}

/** What reading in context takes, by the model's manifest. */
export interface VoiceSettings {
  readonly context: ContextSettings;
  readonly temperature: Temperatures;
}

/** What has been heard of a voice. */
export interface CallVoice {
  /** Sum of the embeddings, each times how calm its window is. */
  readonly sum: Float64Array;
  /** Sum of how calm the windows are: that many calm windows have been heard. */
  readonly calmWindows: number;
}

/** Nothing is known yet. @param size numbers in an embedding */
export function unknownVoice(size: number): CallVoice {
  return { sum: new Float64Array(size), calmWindows: 0 };
}

/**
 * How much a window counts for the voice, 0 to 1: the square of how calm it is, so that one that is as likely upset as
 * calm counts for a quarter, and an angry customer's windows for next to nothing.
 * @param probabilities as read without context
 */
export function calmOf({ neutral, happy }: Pick<Probabilities, 'neutral' | 'happy'>): number {
  return (neutral + happy) ** 2;
}

/**
 * Takes in a window.
 * @param embedding of the window, `size` numbers
 * @param calm of the window, 0 to 1 (`calmOf`)
 * @returns a new state
 */
export function hearVoice(voice: CallVoice, embedding: ArrayLike<number>, calm: number): CallVoice {
  const sum = voice.sum.slice();
  for (let i = 0; i < sum.length; i++) sum[i] = (sum[i] as number) + calm * (embedding[i] as number);
  return { sum, calmWindows: voice.calmWindows + calm };
}

/** How well the voice is known, 0 (nothing heard) to below 1. */
export function knownShare({ calmWindows }: CallVoice, { priorWindows }: ContextSettings): number {
  return calmWindows / (calmWindows + priorWindows);
}

/** The softmax temperature for logits that were read in the context of a voice known so far. */
export function temperatureOf(voice: CallVoice, { context, temperature }: VoiceSettings): number {
  return temperatureAt(temperature, knownShare(voice, context));
}

/** The softmax temperature where a voice is known so well: from one to the other. @param known 0 to 1 */
export function temperatureAt({ cold, known: sure }: Temperatures, known: number): number {
  return cold + (sure - cold) * known;
}

/** What is taken away from an embedding, `size` numbers; zeros while nothing is known. */
export function contextOf(
  voice: CallVoice,
  { share, priorWindows }: ContextSettings,
): Float32Array<ArrayBuffer> {
  const scale = share / (voice.calmWindows + priorWindows);
  return Float32Array.from(voice.sum, (value) => scale * value);
}
