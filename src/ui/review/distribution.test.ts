import { describe, expect, it } from 'vitest';
import { fixtureWindows } from '../../../tests/support/fixture-calls.ts';
import type { AnalysedWindow } from '../../analysis/call/record.ts';
import type { Verdict } from '../../analysis/score/verdict.ts';
import {
  COURSE_PARTS,
  distressBands,
  distressCourse,
  distributionOf,
  endsWords,
  evenly,
} from './distribution.ts';

const call = (score: number | null, verdict: Verdict = 'eased') => ({ score, verdict });

describe('a distribution', () => {
  it('says nothing where fewer than five calls have a score', () => {
    expect(distributionOf([])).toBeNull();
    expect(distributionOf([1, 2, 3, 4].map((score) => call(score)))).toBeNull();
    expect(distributionOf([7, 7, 7, 7, null, null, null].map((score) => call(score)))).toBeNull();
  });

  it('counts every score once, both ends of the scale included', () => {
    const distribution = distributionOf([1, 1.99, 2, 5.5, 9, 9.5, 10].map((score) => call(score)));
    expect(distribution?.histogram).toEqual([2, 1, 0, 0, 1, 0, 0, 0, 3]);
    expect(distribution?.sentence).toBe(
      '7 calls. The middle score is 5.5; half of the scores lie between 2.0 and 9.3.',
    );
  });

  it('gives each verdict its share of all calls, also of those without a score', () => {
    const distribution = distributionOf([
      call(null, 'not-enough-speech'),
      call(3, 'escalated'),
      call(7),
      call(7),
      call(8),
      call(6),
    ]);
    expect(distribution?.verdicts.filter(({ calls }) => calls > 0)).toEqual([
      { verdict: 'not-enough-speech', calls: 1, share: 1 / 6 },
      { verdict: 'eased', calls: 4, share: 4 / 6 },
      { verdict: 'escalated', calls: 1, share: 1 / 6 },
    ]);
    expect(distribution?.sentence).toMatch(/^6 calls, 5 with a score\. /);
  });
});

describe('the course of distress', () => {
  const window = (start: number, distress: number | null): AnalysedWindow => ({
    start,
    speech: distress === null ? 0 : 1,
    probabilities: null,
    distress,
  });

  it('is that of a call’s parts, whatever its length', () => {
    const long = distressCourse(fixtureWindows({ seed: 3, course: 'resolved', seconds: 600 }), 600);
    const short = distressCourse(fixtureWindows({ seed: 3, course: 'resolved', seconds: 60 }), 60);
    for (const course of [long, short]) {
      expect(course).toHaveLength(COURSE_PARTS);
      expect(course[0]).toBeGreaterThan(0.7);
      expect(course.findLast((level) => level !== null)).toBeLessThan(0.3);
    }
  });

  it('has no figure where the customer didn’t speak', () => {
    const course = distressCourse([window(0, 0.9), window(50, null), window(97, 0.9)], 100);
    expect(course.map((level) => level !== null)).toEqual([
      true,
      ...new Array(COURSE_PARTS - 2).fill(false),
      true,
    ]);
    expect(distressCourse([window(0, 0.9)], 0).every((level) => level === null)).toBe(true);
  });

  const courses = (count: number, first: number, last: number) =>
    Array.from({ length: count }, () => [first, ...new Array(COURSE_PARTS - 2).fill(null), last]);

  it('is spread in order, and only over five calls or more', () => {
    const bands = distressBands([0.1, 0.9, 0.5, 0.3, 0.7].map((level) => [level, null]));
    const [first] = bands;
    expect(first?.quantiles[2]).toBe(0.5);
    expect([...(first?.quantiles ?? [])].sort()).toEqual(first?.quantiles);
    expect(bands).toHaveLength(COURSE_PARTS);
    expect(bands.slice(1)).toEqual(new Array(COURSE_PARTS - 1).fill(null));
    expect(distressBands(courses(4, 0.5, 0.5)).every((band) => band === null)).toBe(true);
  });

  it('is compared between beginning and end in words', () => {
    expect(endsWords([...courses(3, 0.8, 0.2), ...courses(1, 0.2, 0.8), ...courses(2, 0.4, 0.5)])).toBe(
      'The middle distress was 0.60 of 1 at the beginning of the calls and 0.35 at their end. ' +
        'It fell in 3 of 6 calls, rose in 1 and stayed about the same in 2.',
    );
    expect(endsWords(courses(4, 0.8, 0.2))).toBeNull();
    expect(endsWords(Array.from({ length: 9 }, () => new Array(COURSE_PARTS).fill(null)))).toBeNull();
  });
});

it('takes as many as may be read from all over the range', () => {
  expect(evenly([1, 2, 3], 5)).toEqual([1, 2, 3]);
  expect(
    evenly(
      Array.from({ length: 100 }, (_, i) => i),
      4,
    ),
  ).toEqual([0, 25, 50, 75]);
});
