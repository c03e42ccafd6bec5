import { describe, expect, it } from 'vitest';
import type { AnalysedWindow } from '../../call/record.ts';
import type { Probabilities } from '../../emotion/emotions.ts';
import { callRows, callSlots, halfSecondsOf, momentAt, momentInWords } from './call-data.ts';

const angry: Probabilities = { anger: 0.8, disgust: 0, fear: 0, happy: 0, neutral: 0.2, sadness: 0 };
const window = (start: number, probabilities: Probabilities | null): AnalysedWindow => ({
  start,
  speech: probabilities ? 1 : 0,
  probabilities,
  distress: probabilities && 0.8,
});
const point = (time: number, score: number) => ({
  time,
  score,
  interval: [score - 1, score + 1] as [number, number],
});

describe('a call on its grid of seconds', () => {
  it('puts each window where its last second of audio is, and leaves holes empty', () => {
    const slots = callSlots([window(0, angry), window(1, null), window(5.02, angry)], 9);
    expect(slots.map((slot) => slot !== null)).toEqual([
      false,
      false,
      true,
      false,
      false,
      false,
      false,
      true,
      false,
    ]);
    expect(halfSecondsOf(slots)).toHaveLength(19);
    expect(halfSecondsOf(slots).at(-1)).toBe(9);
  });

  it('has no slot beyond its end', () => {
    expect(callSlots([window(0, angry), window(7, angry)], 9)).toHaveLength(9);
  });
});

describe('a moment', () => {
  const slots = callSlots([window(0, angry), window(1, null)], 4);
  it.each([
    [2.5, 'angry 80\u00a0%, no score yet'],
    [3.5, 'silence, score 4.0 (3.0 to 5.0)'],
    [99, 'silence, score 4.0 (3.0 to 5.0)'],
  ])('at %d s says what was heard and how it was scored', (time, words) => {
    expect(momentInWords(momentAt(time, slots, [point(3, 4)]))).toContain(words);
  });
});

it('lists ten seconds a row, the last one as long as the call', () => {
  const slots = callSlots([window(0, angry), window(15, angry)], 24);
  const rows = callRows(slots, [point(3, 4), point(18, 6)]);
  expect(rows.map(({ until }) => until)).toEqual([10, 20, 24]);
  expect(rows.map(({ probabilities }) => probabilities?.anger)).toEqual([0.8, 0.8, undefined]);
  expect(rows.map((row) => row.point?.score)).toEqual([4, 6, 6]);
});
