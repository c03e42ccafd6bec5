import { describe, expect, it } from 'vitest';
import { fixtureSummary } from '../../tests/gallery/fixture-calls.ts';
import type { CallSummary } from '../analysis/call/record.ts';
import { dayInWords, trendFrom, weekTrendOf } from './week-trend.ts';

const NOW = new Date(2026, 5, 12, 14, 5);
const base = fixtureSummary({ id: 'a', seed: 1, course: 'calm', seconds: 8, state: 'ended' });

/** A call so many days ago, at noon. */
const call = (daysAgo: number, score: number | null): CallSummary => ({
  ...base,
  id: `${daysAgo} ${score}`,
  score,
  startedAt: new Date(2026, 5, 12 - daysAgo, 12).toISOString(),
});
const calls = (daysAgo: number, ...scores: (number | null)[]) => scores.map((score) => call(daysAgo, score));

describe('the week', () => {
  it('has seven days, today the last one, with the spread and the middle of each', () => {
    const trend = weekTrendOf([...calls(0, 4, 9, 7), ...calls(6, 5), ...calls(7, 1)], NOW);
    expect(trend?.days.map(({ day }) => day)).toEqual([
      '2026-06-06',
      '2026-06-07',
      '2026-06-08',
      '2026-06-09',
      '2026-06-10',
      '2026-06-11',
      '2026-06-12',
    ]);
    expect(trend?.days[6]).toEqual({
      day: '2026-06-12',
      calls: 3,
      scores: { lowest: 4, middle: 7, highest: 9 },
    });
    expect(trend?.days[0]?.calls).toBe(1);
    expect(trend?.days[1]).toEqual({ day: '2026-06-07', calls: 0, scores: null });
  });

  it('counts calls without a score, and leaves out the one that is running', () => {
    const trend = weekTrendOf([...calls(1, null, 6), { ...call(0, 5), endedAt: null }], NOW);
    expect(trend?.days[5]).toMatchObject({ calls: 2, scores: { lowest: 6, middle: 6, highest: 6 } });
    expect(trend?.days[6]?.calls).toBe(0);
  });

  it('is none without a call', () => {
    expect(weekTrendOf(calls(7, 5, 6), NOW)).toBeNull();
    expect(weekTrendOf([{ ...call(0, 5), endedAt: null }], NOW)).toBeNull();
  });

  it('needs calls from the first of fourteen days', () => {
    expect(trendFrom(NOW)).toBe(new Date(2026, 4, 30).toISOString());
  });
});

describe('its sentence', () => {
  const high = [7, 7.1, 7.2, 7, 7.3];
  const low = [6, 6.1, 6.2, 6, 6.3];
  it.each<[string, CallSummary[]]>([
    ['1 call: too few to speak of a trend.', calls(0, 7)],
    ['4 calls: too few to speak of a trend.', [...calls(0, 7, 7, 7, 7), ...calls(8, ...low)]],
    [
      '6 calls, 4 of them with a score: too few to speak of a trend.',
      [...calls(0, 7, 7, 7, 7, null, null), ...calls(8, ...low)],
    ],
    ['2 calls, none with enough speech for a score.', calls(0, null, null)],
    ['5 calls, middle score 7.1. Too few calls in the seven days before to compare.', calls(0, ...high)],
    [
      '5 calls, middle score 7.1, up from 6.1 in the seven days before.',
      [...calls(0, ...high), ...calls(8, ...low)],
    ],
    [
      '5 calls, middle score 6.1, down from 7.1 in the seven days before.',
      [...calls(0, ...low), ...calls(8, ...high)],
    ],
    [
      '5 calls, middle score 7.0; it was 6.4 in the seven days before, too close to call it a change.',
      [...calls(0, 2, 4, 7, 9, 9.5), ...calls(8, 1.5, 3, 6.4, 8, 9)],
    ],
  ])('says "%s"', (sentence, all) => {
    expect(weekTrendOf(all, NOW)?.sentence).toBe(sentence);
  });
});

it('says where calls of two versions of the score stand in these weeks, and only there', () => {
  const [one, ...others] = calls(0, 7, 7, 7, 7, 7);
  if (one === undefined) throw new Error('There are five calls.');
  expect(weekTrendOf([one, ...others], NOW)?.caution).toBeNull();
  const mixed = [...others, { ...one, scoreVersion: 3 }];
  expect(weekTrendOf(mixed, NOW)?.caution).toContain('(2 and 3)');
  const before = calls(8, 6, 6, 6, 6, 6).map((earlier) => ({ ...earlier, scoreVersion: 3 }));
  expect(weekTrendOf([one, ...others, ...before], NOW)?.caution).toContain('(2 and 3)');
});

describe('a day in words', () => {
  it.each([
    [{ calls: 0, scores: null }, 'Friday 12 June: no calls'],
    [{ calls: 2, scores: null }, 'Friday 12 June: 2 calls, no score'],
    [{ calls: 1, scores: { lowest: 6, middle: 6, highest: 6 } }, 'Friday 12 June: 1 call, score 6.0'],
    [
      { calls: 5, scores: { lowest: 4.2, middle: 7.1, highest: 9 } },
      'Friday 12 June: 5 calls, middle score 7.1, from 4.2 to 9.0',
    ],
  ])('%j is "%s"', (scores, words) => {
    expect(dayInWords({ day: '2026-06-12', ...scores }, 'en-GB')).toBe(words);
  });
});
