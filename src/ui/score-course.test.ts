import { describe, expect, it } from 'vitest';
import { fixtureWindows } from '../../tests/gallery/fixture-calls.ts';
import { LiveScore } from '../analysis/call/live-score.ts';
import { continued, scoreCourse } from './score-course.ts';

describe('scoreCourse', () => {
  it('gives the very scores that the live panel showed', () => {
    const windows = fixtureWindows({ seed: 3, course: 'resolved', seconds: 90 });
    const live = new LiveScore();
    const shown = windows.flatMap((window) => live.push(window).point ?? []);
    expect(scoreCourse(windows, 2)).toEqual(shown.map(({ time, score }) => ({ time, score })));
    expect(shown.length).toBeGreaterThan(20);
  });
});

describe('continued', () => {
  it('adds only what came after the stored course', () => {
    const point = (time: number) => ({ time, score: 5 });
    expect(continued([point(3), point(4)], [point(4), point(5)])).toEqual([point(3), point(4), point(5)]);
    expect(continued([], [point(1)])).toEqual([point(1)]);
  });
});
