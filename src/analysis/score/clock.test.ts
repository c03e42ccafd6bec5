import { expect, it } from 'vitest';
import { clockOf } from './clock.ts';

it.each([
  [0, '0:00'],
  [7.9, '0:07'],
  [247, '4:07'],
  [3729, '1:02:09'],
  [-1, '0:00'],
])('writes %d seconds as %s', (seconds, clock) => {
  expect(clockOf(seconds)).toBe(clock);
});
