// Two heads for a call: one for its beginning, when nothing is known of the voice, and one for when the voice is known and
// taken away. A call goes from the first to the second as its voice gets known.
//
// One head for both is worse at either: it can't tell whether an offset is the voice or the mood (JOURNAL.md).

import type { ContextSettings } from '../../src/analysis/emotion/call-voice.ts';
import type { FeatureTable } from '../features/feature-cache.ts';
import { type Head, logitsOf, sumUnits } from './head.ts';

export interface CallHead {
  readonly cold: Head;
  readonly known: Head;
  readonly context: Omit<ContextSettings, 'size'>;
}

/** Numbers in an embedding: the hidden units of both heads, and one that is always 1. */
export function embeddingSize({ cold, known }: CallHead): number {
  return cold.hiddenUnits + known.hiddenUnits + 1;
}

/**
 * Embeddings of rows of features, each of `embeddingSize` numbers: what the hidden units of both heads sum up to, and a 1.
 * Because of that 1 the last number of a context is the context's share times how well the voice is known.
 */
export function embed(head: CallHead, table: FeatureTable, rows: Int32Array): Float32Array<ArrayBuffer>[] {
  const cold = sumUnits(head.cold, table, rows);
  const known = sumUnits(head.known, table, rows);
  const [coldUnits, knownUnits] = [head.cold.hiddenUnits, head.known.hiddenUnits];
  return Array.from(rows, (_, i) => {
    const embedding = new Float32Array(embeddingSize(head));
    embedding.set(cold.subarray(i * coldUnits, (i + 1) * coldUnits));
    embedding.set(known.subarray(i * knownUnits, (i + 1) * knownUnits), coldUnits);
    embedding[coldUnits + knownUnits] = 1;
    return embedding;
  });
}

/**
 * Logits of one window.
 * @param context what is known of the voice, as `contextOf` gives it; none while nothing is
 * @returns six, in the order of EMOTIONS
 */
export function readEmbedding(
  { cold, known, context: { share } }: CallHead,
  embedding: Float32Array,
  context?: Float32Array,
): Float32Array<ArrayBuffer> {
  const units = cold.hiddenUnits;
  const coldLogits = logitsOf(cold, embedding.subarray(0, units));
  if (context === undefined) return coldLogits;
  const knownShare = (context.at(-1) as number) / share;
  const rest = embedding.subarray(units).map((value, i) => value - (context[units + i] as number));
  const knownLogits = logitsOf(known, rest);
  return coldLogits.map((logit, k) => (1 - knownShare) * logit + knownShare * (knownLogits[k] as number));
}
