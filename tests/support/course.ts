// A customer with a planned course of emotions, put together from acted clips of one voice.

import { EMOTIONS, type Emotion } from '../../src/analysis/emotion/emotions.ts';
import { SAMPLE_RATE_HZ } from '../../src/analysis/emotion/manifest.ts';
import { readClip, readCorpus } from '../../training/data/corpus.ts';
import { dealForever, seededRandom } from '../../training/shared/random.ts';

/** Silence between two clips; most clips carry some of their own at either end. */
const PAUSE_SECONDS = 0.3;

export interface CourseSpan {
  readonly emotion: Emotion;
  /** Seconds from the first sample to the clip's first sample. */
  readonly start: number;
  readonly end: number;
  /** Name of the clip, such as 1001_DFA_ANG_XX. */
  readonly clip: string;
}

export interface Course {
  readonly pcm: Float32Array<ArrayBuffer>;
  readonly sampleRateHz: number;
  readonly spans: readonly CourseSpan[];
}

/**
 * Joins clips of one CREMA-D actor, one for each step of `course`, with short pauses. The same seed picks the same
 * clips; none is used twice before all of its emotion were used.
 *
 * @param folder the official repository, the folder that holds AudioWAV, or AudioWAV itself
 * @throws Error when the folder has no clip of the actor with an emotion of the course
 */
export async function assembleCourse(
  folder: string,
  actor: number,
  course: readonly Emotion[],
  seed = 1,
): Promise<Course> {
  const corpus = await readCorpus(folder);
  const random = seededRandom('course', seed, actor);
  const decks = new Map<Emotion, Generator<string, never, void>>();
  const parts: Float32Array[] = [];
  const spans: CourseSpan[] = [];
  const pause = new Float32Array(PAUSE_SECONDS * SAMPLE_RATE_HZ);
  let samples = 0;

  for (const emotion of course) {
    const clips = corpus.clips.filter((clip) => clip.actor === actor && clip.emotion === emotion);
    if (clips.length === 0) throw new Error(`${folder} has no clip of actor ${actor} with ${emotion}.`);
    const deck =
      decks.get(emotion) ??
      dealForever(
        clips.map(({ path }) => path),
        random,
      );
    decks.set(emotion, deck);
    const path = deck.next().value;
    const speech = await readClip(path);
    const start = samples / SAMPLE_RATE_HZ;
    spans.push({
      emotion,
      start,
      end: start + speech.length / SAMPLE_RATE_HZ,
      clip: clips.find((clip) => clip.path === path)?.id ?? path,
    });
    parts.push(speech, pause);
    samples += speech.length + pause.length;
  }

  const pcm = new Float32Array(samples);
  let at = 0;
  for (const part of parts) {
    pcm.set(part, at);
    at += part.length;
  }
  return { pcm, sampleRateHz: SAMPLE_RATE_HZ, spans };
}

const ADJECTIVES: Readonly<Record<string, Emotion>> = {
  angry: 'anger',
  disgusted: 'disgust',
  fearful: 'fear',
  afraid: 'fear',
  calm: 'neutral',
  sad: 'sadness',
};

/**
 * Reads a course as it is written on the command line: "angry,angry,neutral,happy".
 * @throws Error naming the word that is no emotion, and those that are
 */
export function parseCourse(text: string): readonly Emotion[] {
  return text.split(',').map((raw) => {
    const word = raw.trim().toLowerCase();
    const emotion = EMOTIONS.find((name) => name === word) ?? ADJECTIVES[word];
    if (emotion === undefined) {
      const known = [...EMOTIONS, ...Object.keys(ADJECTIVES)].join(', ');
      throw new Error(`--course has "${word}", which is no emotion it knows. It knows: ${known}.`);
    }
    return emotion;
  });
}
