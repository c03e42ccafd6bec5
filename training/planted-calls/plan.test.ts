import { describe, expect, it } from 'vitest';
import { EMOTIONS } from '../../src/analysis/emotion/emotions.ts';
import type { Clip } from '../data/corpus.ts';
import { COURSES, type Course } from './courses.ts';
import { oracleScore, trueWindows } from './oracle.ts';
import { plantCall } from './plan.ts';
import { FITTING_ACTORS, fittingCalls, measuredCalls, stretchedCalls } from './sets.ts';

/** Twelve clips of every emotion that nobody spoke; only their names and emotions matter here. */
const clips = EMOTIONS.flatMap((emotion, label) =>
  Array.from(
    { length: 12 },
    (_, i) => ({ id: `${emotion}-${i}`, actor: 1, emotion, label }) as unknown as Clip,
  ),
);
const plant = (course: Course, minutes: number, seed = 1) =>
  plantCall({ actor: 1, course, minutes, seed }, clips, () => 2.5);

describe('a planted call', () => {
  it('is the same every time, and another with another seed', () => {
    expect(plant('resolve', 4)).toEqual(plant('resolve', 4));
    expect(plant('resolve', 4).utterances).not.toEqual(plant('resolve', 4, 2).utterances);
  });

  it('lasts about as long as asked, with one utterance at a time', () => {
    for (const course of COURSES) {
      const { utterances, seconds } = plant(course, 5);
      expect(seconds).toBeGreaterThan(200);
      expect(seconds).toBeLessThan(310);
      utterances.slice(1).forEach(({ start }, i) => {
        expect(start).toBeGreaterThan(utterances[i]?.end ?? 0);
      });
    }
  });

  it('repeats a clip only after all of its emotion were heard', () => {
    const neutral = plant('calm', 10)
      .utterances.filter(({ clip }) => clip.emotion === 'neutral')
      .map(({ clip }) => clip.id);
    expect(neutral.length).toBeGreaterThan(24);
    expect(new Set(neutral.slice(0, 12)).size).toBe(12);
  });

  it('needs clips of every emotion', () => {
    expect(() =>
      plantCall({ actor: 1, course: 'sad', minutes: 3, seed: 1 }, clips.slice(12), () => 2),
    ).toThrow('Actor 1 has no clip of anger.');
  });
});

it('orders the courses as the design does', () => {
  const means = Object.fromEntries(
    COURSES.map((course) => {
      const scores = Array.from({ length: 40 }, (_, seed) => {
        const distress = trueWindows(plant(course, 6, seed)).flatMap((window) => window.distress ?? []);
        return oracleScore(distress) ?? Number.NaN;
      });
      return [course, scores.reduce((sum, score) => sum + score, 0) / scores.length];
    }),
  ) as Record<Course, number>;
  expect(means.resolve).toBeGreaterThan(means.calm);
  expect(means.calm).toBeGreaterThan(means['slow-thaw']);
  expect(means['slow-thaw']).toBeGreaterThan(means.spike);
  expect(means.spike).toBeGreaterThan(Math.max(means.relapse, means.angry));
  expect(Math.min(means.relapse, means.angry)).toBeGreaterThan(means.escalate);
});

describe('the sets of calls', () => {
  it('share no customer between fitting and measuring', () => {
    const measured = [...measuredCalls('phone'), ...measuredCalls('clean'), ...stretchedCalls()].map(
      ({ actor }) => actor,
    );
    expect(measured.some((actor) => FITTING_ACTORS.includes(actor))).toBe(false);
    expect(new Set([...measured, ...fittingCalls().map(({ actor }) => actor)]).size).toBe(91);
  });

  it.each(['phone', 'clean'] as const)(
    '%s: hold every course about equally often, from 3 to 15 minutes',
    (condition) => {
      const calls = measuredCalls(condition);
      expect(new Set(calls.map(({ actor, course }) => `${actor} ${course}`)).size).toBe(calls.length);
      for (const course of COURSES) {
        const count = calls.filter((call) => call.course === course).length;
        expect(Math.abs(count - calls.length / COURSES.length)).toBeLessThanOrEqual(2);
      }
      expect(Math.min(...calls.map(({ minutes }) => minutes))).toBeGreaterThanOrEqual(3);
      expect(Math.max(...calls.map(({ minutes }) => minutes))).toBeLessThanOrEqual(15);
    },
  );
});
