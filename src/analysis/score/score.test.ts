import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { LEVEL_WINDOWS } from './constants.ts';
import { INITIAL_SCORE_STATE, levelOf, type Score, scoreOf, scoreStep } from './score.ts';

const CALM = 0.05;

const stateAfter = (course: readonly number[]) =>
  course.reduce((state, distress) => scoreStep(state, distress), INITIAL_SCORE_STATE);
const scoreAfter = (course: readonly number[]): Score => {
  const score = scoreOf(stateAfter(course));
  if (score === null) throw new Error('the course is too short for a score');
  return score;
};
const times = (count: number, value: number) => Array<number>(count).fill(value);
const ramp = (from: number, to: number, count: number) =>
  Array.from({ length: count }, (_, index) => from + ((to - from) * index) / (count - 1));

const distress = fc.double({ min: 0, max: 1, noNaN: true });
const courses = (minLength: number, maxLength = 120) => fc.array(distress, { minLength, maxLength });

describe('worked values', () => {
  it.each([
    ['arrives at 0.9 and is calm after twelve windows', [...times(12, 0.9), ...times(48, CALM)], 9.8],
    ['calm throughout', times(60, CALM), 7.75],
    ['slow thaw from 0.8 to 0.3', ramp(0.8, 0.3, 60), 6.9],
    [
      'a spike of ten windows in a calm call',
      [...times(25, CALM), ...times(10, 0.9), ...times(25, CALM)],
      6.2,
    ],
    ['angry throughout', times(60, 0.8), 3.2],
    ['steady escalation to the top', ramp(CALM, 1, 60), 1.6],
  ])('%s', (_course, windows, expected) => {
    expect(scoreAfter(windows).score).toBeCloseTo(expected, 1);
  });

  it('is 9.836 to the last digit for an early recovery', () => {
    // Heard as 0.9, 0.05 and (3 · 0.9 + 48 · 0.05) / 51 = 0.1, between what is heard of calm and of distress.
    const [arrival, now, meanAfterOpening] = [(0.9 - 0.06) / 0.88, 0, (0.1 - 0.06) / 0.88];
    const byHand = 1 + 9 * (0.45 * (1 - now) + 0.25 * (arrival - now) + 0.15 + 0.15 * (1 - meanAfterOpening));
    expect(scoreAfter([...times(12, 0.9), ...times(48, CALM)]).score).toBeCloseTo(byHand, 10);
  });

  it('takes what is heard of calm for none and what is heard of distress for all of it', () => {
    expect([0, 0.06, 0.28, 0.94, 1].map((heard) => levelOf(heard).toFixed(6))).toEqual([
      '0.000000',
      '0.000000',
      '0.250000',
      '1.000000',
      '1.000000',
    ]);
  });
});

describe('before the opening is complete', () => {
  it('has no score, and has one with the last window of the opening', () => {
    expect(scoreOf(stateAfter(times(LEVEL_WINDOWS - 1, 0.5)))).toBeNull();
    expect(scoreOf(stateAfter(times(LEVEL_WINDOWS, 0.5)))).not.toBeNull();
  });
});

describe('properties over any sequence of windows', () => {
  it('stays within 1 to 10 at every prefix, and its terms add up to it', () => {
    fc.assert(
      fc.property(courses(1), (course) => {
        let state = INITIAL_SCORE_STATE;
        for (const window of course) {
          state = scoreStep(state, window);
          const result = scoreOf(state);
          if (result === null) continue;
          expect(result.score).toBeGreaterThanOrEqual(1);
          expect(result.score).toBeLessThanOrEqual(10);
          const points = result.terms.reduce((sum, term) => sum + term.points, 1);
          expect(points).toBeCloseTo(result.score, 9);
        }
      }),
    );
  });

  it('never falls when the distress of a window after the opening is lowered', () => {
    fc.assert(
      fc.property(
        courses(LEVEL_WINDOWS + 1),
        fc.nat(),
        fc.double({ min: 0, max: 1, noNaN: true }),
        (course, at, share) => {
          const index = LEVEL_WINDOWS + (at % (course.length - LEVEL_WINDOWS));
          const lowered = course.with(index, (course[index] ?? 0) * share);
          expect(scoreAfter(lowered).score).toBeGreaterThanOrEqual(scoreAfter(course).score - 1e-9);
        },
      ),
    );
  });

  it('ranks a call that came down above the same call reversed', () => {
    fc.assert(
      fc.property(courses(2 * LEVEL_WINDOWS), (course) => {
        const forward = scoreAfter(course);
        fc.pre(forward.levels.arrival - forward.levels.now >= 0.1);
        expect(forward.score).toBeGreaterThan(scoreAfter(course.toReversed()).score);
      }),
    );
  });

  it('moves by at most one point when one window of sixty is flipped', () => {
    fc.assert(
      fc.property(courses(60, 60), fc.nat(59), distress, (course, index, flipped) => {
        const moved = Math.abs(scoreAfter(course).score - scoreAfter(course.with(index, flipped)).score);
        expect(moved).toBeLessThanOrEqual(1);
      }),
    );
  });

  it('moves by at most 0.7 when sixty neutral windows are inserted between neutral ones', () => {
    const neutral = CALM;
    fc.assert(
      fc.property(courses(30, 80), courses(30, 80), (before, after) => {
        const bed = times(LEVEL_WINDOWS, neutral);
        const plain = scoreAfter([...before, ...bed, ...bed, ...after]).score;
        const stretched = scoreAfter([...before, ...bed, ...times(60, neutral), ...bed, ...after]).score;
        expect(Math.abs(stretched - plain)).toBeLessThanOrEqual(0.7);
      }),
    );
  });
});

it('refuses distress outside 0 to 1 and names it', () => {
  expect(() => scoreStep(INITIAL_SCORE_STATE, 1.5)).toThrow('between 0 and 1; got 1.5');
  expect(() => scoreStep(INITIAL_SCORE_STATE, Number.NaN)).toThrow('NaN');
});
