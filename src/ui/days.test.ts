import { expect, it } from 'vitest';
import { dayAfter, dayOf, dayRange, isDay } from './days.ts';

it('names the day of the reader’s own clock', () => {
  expect(dayOf(new Date(2026, 0, 5, 0, 0))).toBe('2026-01-05');
  expect(dayOf(new Date(2026, 0, 5, 23, 59, 59, 999))).toBe('2026-01-05');
});

it.each([
  ['2026-06-12', 1, '2026-06-13'],
  ['2026-03-01', -1, '2026-02-28'],
  ['2026-12-31', 1, '2027-01-01'],
  ['2026-06-12', -13, '2026-05-30'],
])('%s and %d days is %s', (day, days, other) => {
  expect(dayAfter(day, days)).toBe(other);
});

it('holds the first moment of a day and the last, and no other', () => {
  const [from, until] = dayRange('2026-06-12', '2026-06-12');
  expect(from).toBe(new Date(2026, 5, 12).getTime());
  expect(until).toBe(new Date(2026, 5, 13).getTime());
});

it('has no limit where no day is named', () => {
  expect(dayRange('', 'soon')).toEqual([Number.NEGATIVE_INFINITY, Number.POSITIVE_INFINITY]);
});

it.each([
  ['2026-06-12', true],
  ['2026-06-31x', false],
  ['2026-13-01', false],
  ['12.6.2026', false],
  [null, false],
])('knows whether %j is a day', (text, is) => {
  expect(isDay(text)).toBe(is);
});
