// The courses that planted calls take: how likely the customer is distressed at each point of the call, and in what way.

import type { Emotion } from '../../src/analysis/emotion/emotions.ts';
import type { Random } from '../shared/random.ts';

export const COURSES = [
  'resolve',
  'calm',
  'slow-thaw',
  'spike',
  'relapse',
  'angry',
  'sad',
  'escalate',
] as const;
export type Course = (typeof COURSES)[number];

/** How likely an utterance is distressed in a call's calm and in its worst stretches. */
const CALM = 0.02;
const DISTRESSED = 0.95;

/** Share of calm utterances that are happy, the others being neutral. */
const HAPPY_SHARE = 0.25;
/** Share of a call's distressed utterances that are of its own kind of distress, the others being of any. */
const OWN_KIND_SHARE = 0.7;
const KINDS = ['anger', 'disgust', 'fear', 'sadness'] as const satisfies readonly Emotion[];
/** How often a call is about each kind of distress. */
const KIND_WEIGHTS = [0.55, 0.1, 0.15, 0.2] as const;

/** What a call draws once: a course has the same shape in every call, but not the same turns. */
export interface CourseDraw {
  readonly course: Course;
  readonly kind: Emotion;
  /** Two numbers in [0, 1) that shift the course's turns. */
  readonly early: number;
  readonly late: number;
}

/** Draws a call's own version of a course. */
export function drawCourse(course: Course, random: Random): CourseDraw {
  const kinds: Partial<Record<Course, Emotion>> = { angry: 'anger', sad: 'sadness' };
  const drawn = pick(KINDS, KIND_WEIGHTS, random);
  return { course, kind: kinds[course] ?? drawn, early: random(), late: random() };
}

/**
 * How likely an utterance is distressed.
 * @param progress where it begins in the call, 0 to 1
 */
export function distressShare({ course, early, late }: CourseDraw, progress: number): number {
  switch (course) {
    case 'resolve':
      return ramp(progress, 0.2 + 0.2 * early, 0.1 + 0.1 * late, DISTRESSED, CALM);
    case 'slow-thaw':
      // As mean distress 0.8 to 0.3, as in the design's example.
      return ramp(progress, 0.1, 0.9, 0.95, 0.32);
    case 'escalate':
      return ramp(progress, 0.1 + 0.1 * early, 0.55 + 0.15 * late, CALM, 1);
    case 'spike': {
      const start = 0.35 + 0.2 * early;
      return progress >= start && progress < start + 0.12 + 0.06 * late ? DISTRESSED : CALM;
    }
    case 'relapse':
      if (progress < 0.25 + 0.05 * early) return 0.9;
      return progress < 0.6 + 0.1 * late ? CALM : DISTRESSED;
    case 'calm':
      return CALM;
    case 'angry':
    case 'sad':
      return DISTRESSED;
  }
}

/** Draws the emotion of an utterance. */
export function drawEmotion(draw: CourseDraw, progress: number, random: Random): Emotion {
  if (random() >= distressShare(draw, progress)) return random() < HAPPY_SHARE ? 'happy' : 'neutral';
  if (draw.course === 'sad' || random() < OWN_KIND_SHARE) return draw.kind;
  return KINDS[Math.floor(random() * KINDS.length)] ?? draw.kind;
}

/** `from` until `start`, then straight to `to` within `length`. */
function ramp(progress: number, start: number, length: number, from: number, to: number): number {
  const done = Math.min(1, Math.max(0, (progress - start) / length));
  return from + (to - from) * done;
}

function pick<T>(choices: readonly T[], weights: readonly number[], random: Random): T {
  let left = random();
  const index = weights.findIndex((weight) => {
    left -= weight;
    return left < 0;
  });
  return choices[index < 0 ? choices.length - 1 : index] as T;
}
