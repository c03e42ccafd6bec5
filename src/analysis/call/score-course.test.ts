import { describe, expect, it } from 'vitest';
import { fixtureWindows } from '../../../tests/support/fixture-calls.ts';
import { SCORE_VERSION } from '../score/constants.ts';
import { LiveScore } from './live-score.ts';
import { continueCourse, scoreCourse } from './score-course.ts';

describe('scoreCourse', () => {
  it('gives the very scores that the live panel showed', () => {
    const windows = fixtureWindows({ seed: 3, course: 'resolved', seconds: 90 });
    const live = new LiveScore();
    const shown = windows.flatMap((window) => live.push(window).point ?? []);
    const course = scoreCourse({ scoreVersion: SCORE_VERSION.withoutContext, windows });
    expect(course).toEqual(shown.map(({ time, score }) => ({ time, score })));
    expect(scoreCourse({ scoreVersion: SCORE_VERSION.withoutContext - 1, windows })).toEqual([]);
    expect(shown.length).toBeGreaterThan(20);
  });
});

describe('continueCourse', () => {
  it('adds only what came after the stored course', () => {
    const point = (time: number) => ({ time, score: 5 });
    expect(continueCourse([point(3), point(4)], [point(4), point(5)])).toEqual([
      point(3),
      point(4),
      point(5),
    ]);
    expect(continueCourse([], [point(1)])).toEqual([point(1)]);
  });
});
