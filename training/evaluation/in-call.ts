// Clips as they are read in a call: after other windows of the same voice. Which windows those are is drawn, seeded, from
// the voice's other clips by their labels; labels serve to draw only.

import {
  type CallVoice,
  type ContextSettings,
  calmOf,
  contextOf,
  hearVoice,
  knownShare,
  unknownVoice,
} from '../../src/analysis/emotion/call-voice.ts';
import { EMOTIONS, softmax } from '../../src/analysis/emotion/emotions.ts';
import { USUAL_CALL } from '../data/usual-call.ts';
import { CLASSES } from '../shared/classes.ts';
import { groupBy } from '../shared/group-by.ts';
import { type Random, seededRandom } from '../shared/random.ts';

/** Windows heard before the clip that is measured. */
export const CONTEXT_WINDOWS = 30;

/** `usual`: windows of a usual call. `steady`: all of the clip's own emotion. */
export type ContextMix = 'usual' | 'steady';

/** A clip with a label, and whose voice it is. */
export interface Spoken {
  readonly id: string;
  readonly actor: number;
  /** Class number, as in EMOTIONS. */
  readonly label: number;
}

/**
 * Draws what is heard before each clip, with replacement and never the clip itself. Emotions that a voice has no other
 * clip of are left out of the draw.
 * @returns clip numbers, `CONTEXT_WINDOWS` a clip; fewer than that, none, where the voice has no clip to draw
 */
export function drawContexts(clips: readonly Spoken[], mix: ContextMix): number[][] {
  const byVoice = groupBy(clips.keys(), (number) => {
    const { actor, label } = clips[number] as Spoken;
    return `${actor}/${label}`;
  });
  return clips.map(({ id, actor, label }, number) => {
    const random = seededRandom('context', mix, id);
    const choices = EMOTIONS.flatMap((emotion, k) => {
      const others = (byVoice.get(`${actor}/${k}`) ?? []).filter((other) => other !== number);
      const share = mix === 'steady' ? Number(k === label) : USUAL_CALL[emotion];
      return others.length === 0 || share === 0 ? [] : [{ others, share }];
    });
    if (choices.length === 0) return [];
    return Array.from({ length: CONTEXT_WINDOWS }, () => draw(choices, random));
  });
}

function draw(choices: readonly { others: readonly number[]; share: number }[], random: Random): number {
  const total = choices.reduce((sum, { share }) => sum + share, 0);
  let left = random() * total;
  const chosen = choices.find(({ share }) => {
    left -= share;
    return left < 0;
  });
  const { others } = chosen ?? (choices.at(-1) as (typeof choices)[number]);
  return others[Math.floor(random() * others.length)] as number;
}

/** What a model makes of some clips, and how it reads an embedding in a context. */
export interface Readable {
  /** By clip. */
  readonly embeddings: readonly Float32Array[];
  /** Without context, by clip. */
  readonly logits: readonly ArrayLike<number>[];
  readonly read: (
    embedding: Float32Array,
    context: Float32Array,
  ) => ArrayLike<number> | Promise<ArrayLike<number>>;
}

/** A clip's logits in its context, and how well the voice was known, 0 to below 1. */
export interface InCallReading {
  readonly logits: ArrayLike<number>;
  readonly known: number;
}

/**
 * Reads every clip after the windows that were drawn for it.
 * @param temperature of readings without context, which say how calm a window is
 */
export async function readInCall(
  { embeddings, logits, read }: Readable,
  contexts: readonly (readonly number[])[],
  settings: ContextSettings,
  temperature: number,
): Promise<InCallReading[]> {
  const calm = logits.map((row) =>
    calmOf(softmax(Array.from({ length: CLASSES }, (_, k) => (row[k] ?? 0) / temperature))),
  );
  const readings: InCallReading[] = [];
  for (const [number, before] of contexts.entries()) {
    const voice = before.reduce<CallVoice>(
      (heard, other) => hearVoice(heard, embeddings[other] as Float32Array, calm[other] as number),
      unknownVoice(settings.size),
    );
    const own = await read(embeddings[number] as Float32Array, contextOf(voice, settings));
    readings.push({ logits: own, known: knownShare(voice, settings) });
  }
  return readings;
}
