// A planted call: a customer of CREMA-D follows a course, in turns with an agent who is silence on this channel.

import { EMOTIONS, type Emotion } from '../../src/analysis/emotion/emotions.ts';
import { SAMPLE_RATE_HZ } from '../../src/analysis/emotion/manifest.ts';
import { type Clip, readClip } from '../data/corpus.ts';
import { dealForever, gaussian, type Random, seededRandom } from '../shared/random.ts';
import { type Course, drawCourse, drawEmotion } from './courses.ts';

/** What names a call: the same words plant the same call. */
export interface CallName {
  readonly actor: number;
  readonly course: Course;
  readonly minutes: number;
  readonly seed: number;
}

/** A clip in a call. Times are seconds from the call's first sample. */
export interface Utterance {
  readonly clip: Clip;
  readonly start: number;
  readonly end: number;
}

export interface PlantedCall extends CallName {
  readonly seconds: number;
  readonly utterances: readonly Utterance[];
}

/** Utterances in a turn of the customer, and the seconds between them. */
const TURN_UTTERANCES = { least: 1, most: 5 } as const;
const PAUSE_SECONDS = { least: 0.1, most: 0.6 } as const;
/** Seconds that the agent speaks; now and then the agent looks something up. */
const AGENT_SECONDS = { least: 4, most: 20 } as const;
const LOOKING_UP_SECONDS = { least: 25, most: 45 } as const;
const LOOKING_UP_SHARE = 0.06;
/** A call can't end before the customer has said this much. */
const LEAST_UTTERANCES = 6;
/** Root mean square of the line's noise where nobody speaks: -70 dB below full scale. */
const LINE_NOISE_RMS = 10 ** (-70 / 20);

/** The name as a text, for seeds and files. */
export function nameOf({ actor, course, minutes, seed }: CallName): string {
  return `${actor}-${course}-${minutes}min-${seed}`;
}

/**
 * Plants a call. A clip is heard again only after all of the actor's clips of its emotion were.
 * @param clips the actor's, of every emotion
 * @param secondsOf length of a clip
 * @throws Error when the actor has no clip of some emotion
 */
export function plantCall(
  name: CallName,
  clips: readonly Clip[],
  secondsOf: (clip: Clip) => number,
): PlantedCall {
  const random = seededRandom('planted-call', nameOf(name));
  const draw = drawCourse(name.course, random);
  const decks = new Map<Emotion, Iterator<Clip>>();
  for (const emotion of EMOTIONS) {
    const own = clips.filter((clip) => clip.emotion === emotion);
    if (own.length === 0) throw new Error(`Actor ${name.actor} has no clip of ${emotion}.`);
    decks.set(emotion, dealForever(own, random));
  }
  const length = 60 * name.minutes;
  const utterances: Utterance[] = [];
  let time = between(AGENT_SECONDS, random);
  while (time < length || utterances.length < LEAST_UTTERANCES) {
    const count = Math.floor(between({ ...TURN_UTTERANCES, most: TURN_UTTERANCES.most + 1 }, random));
    for (let i = 0; i < count && time < length; i++) {
      const clip = decks.get(drawEmotion(draw, time / length, random))?.next().value as Clip;
      const end = time + secondsOf(clip);
      utterances.push({ clip, start: time, end });
      time = end + between(PAUSE_SECONDS, random);
    }
    time += between(random() < LOOKING_UP_SHARE ? LOOKING_UP_SECONDS : AGENT_SECONDS, random);
  }
  return { ...name, utterances, seconds: (utterances.at(-1)?.end ?? 0) + 1 };
}

/** The customer's channel, 16 kHz mono in [-1, 1]. */
export async function soundOf(call: PlantedCall): Promise<Float32Array<ArrayBuffer>> {
  const random = seededRandom('line-noise', nameOf(call));
  const samples = Float32Array.from({ length: Math.ceil(call.seconds * SAMPLE_RATE_HZ) }, () =>
    Math.fround(LINE_NOISE_RMS * gaussian(random)),
  );
  for (const { clip, start } of call.utterances) {
    samples.set(await readClip(clip.path), Math.round(start * SAMPLE_RATE_HZ));
  }
  return samples;
}

function between({ least, most }: { readonly least: number; readonly most: number }, random: Random): number {
  return least + random() * (most - least);
}
