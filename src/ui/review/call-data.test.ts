import { describe, expect, it } from 'vitest';
import type { AnalysedWindow } from '../../analysis/call/record.ts';
import type { Probabilities } from '../../analysis/emotion/emotions.ts';
import {
  type CallBackground,
  callRows,
  callSlots,
  halfSecondsOf,
  momentAt,
  momentWords,
  speechSlots,
} from './call-data.ts';

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

/** Nothing but windows is known. */
const PLAIN: CallBackground = {
  gaps: [],
  voices: { kind: 'speech', customer: [], other: null, speakers: null },
};
const hold = { start: 2, end: 12, cause: 'hold' } as const;

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

  it('puts the share of speech on the same grid', () => {
    expect(speechSlots([window(0, angry), window(1, null)], 5)).toEqual([null, null, 1, 0, null]);
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
    expect(momentWords(momentAt(time, slots, [point(3, 4)], PLAIN))).toContain(words);
  });

  it('says why nothing was heard, and who speaks where that is known', () => {
    const words = (time: number, background: Partial<CallBackground>) =>
      momentWords(momentAt(time, slots, [], { ...PLAIN, ...background }));
    expect(words(2.5, { gaps: [hold] })).toBe('0:02: on hold');
    const voices = {
      ...PLAIN.voices,
      speakers: [...Array(5).fill('nobody'), 'customer', 'nobody', 'other'] as const,
    };
    expect(words(2.5, { voices })).toBe('0:02: angry 80\u00a0%, customer speaks');
    expect(words(3.5, { voices })).toBe('0:03: other side speaks');
  });
});

it('lists ten seconds a row, the last one as long as the call', () => {
  const slots = callSlots([window(0, angry), window(15, angry)], 24);
  const rows = callRows(slots, [point(3, 4), point(18, 6)], { ...PLAIN, gaps: [hold] });
  expect(rows.map(({ gap }) => gap)).toEqual([hold, null, null]);
  expect(rows.map(({ until }) => until)).toEqual([10, 20, 24]);
  expect(rows.map(({ probabilities }) => probabilities?.anger)).toEqual([0.8, 0.8, undefined]);
  expect(rows.map((row) => row.point?.score)).toEqual([4, 6, 6]);
});
