import { expect, it } from 'vitest';
import { trendOf } from './trend.ts';
import { verdictOf } from './verdict.ts';

const levels = (arrival: number, peak: number, now: number) => ({
  arrival,
  peak,
  now,
  meanAfterOpening: now,
});

it.each([
  ['no-escalation', levels(0.1, 0.2, 0.1)],
  ['de-escalated', levels(0.8, 0.8, 0.2)],
  ['de-escalated', levels(0.1, 0.8, 0.2)],
  ['eased', levels(0.9, 0.9, 0.5)],
  ['unresolved', levels(0.8, 0.85, 0.8)],
  ['escalated', levels(0.2, 0.9, 0.7)],
  ['not-enough-speech', null],
] as const)('is %s', (verdict, of) => {
  expect(verdictOf(of)).toBe(verdict);
});

it('points where the score went over the last ten windows', () => {
  expect(trendOf([5, 5.1, 5.5])).toBe('rising');
  expect(trendOf([5, 4.9, 4.6])).toBe('falling');
  expect(trendOf([9, ...Array<number>(11).fill(5)])).toBe('steady');
  expect(trendOf([])).toBe('steady');
});
