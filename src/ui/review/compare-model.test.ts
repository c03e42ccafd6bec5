import { describe, expect, it } from 'vitest';
import { fixtureSummary } from '../../../tests/support/fixture-calls.ts';
import { type ComparedCall, compareCalls, scoresTogether } from './compare-model.ts';

const base = fixtureSummary({ id: 'a', seed: 15, course: 'flared', seconds: 420, state: 'ended' });
const call = (change: Partial<ComparedCall>): ComparedCall => ({ ...base, ...change });

describe('the sentence about two calls', () => {
  it.each<[string, Partial<ComparedCall>, Partial<ComparedCall>]>([
    [
      'The intervals overlap (A 5.0 to 7.0, B 6.5 to 8.0): the scores can’t be told apart.',
      { score: 6, interval: [5, 7] },
      { score: 7.5, interval: [6.5, 8] },
    ],
    [
      'The intervals overlap (A 5.0 to 7.0, B 7.0 to 8.0): the scores can’t be told apart.',
      { score: 6, interval: [5, 7] },
      { score: 7.5, interval: [7, 8] },
    ],
    [
      'The intervals lie apart (A 5.0 to 6.4, B 6.5 to 8.0): call B scored higher, by 1.5 points.',
      { score: 6, interval: [5, 6.4] },
      { score: 7.5, interval: [6.5, 8] },
    ],
    [
      'The intervals lie apart (A 8.0 to 9.0, B 2.0 to 3.0): call A scored higher, by 6.0 points.',
      { score: 8.5, interval: [8, 9] },
      { score: 2.5, interval: [2, 3] },
    ],
    [
      'Call A has too little speech for a score: the two can’t be compared by it.',
      { score: null, interval: null },
      {},
    ],
    [
      'Both calls have too little speech for a score: the two can’t be compared by it.',
      { score: null, interval: null },
      { score: null, interval: null },
    ],
  ])('is "%s"', (sentence, a, b) => {
    expect(compareCalls(call(a), call(b)).sentence).toBe(sentence);
  });
});

it('warns where models or versions of the score differ, and only there', () => {
  expect(compareCalls(call({}), call({})).cautions).toEqual([]);
  expect(compareCalls(call({ model: '1' }), call({ model: '2', scoreVersion: 1 })).cautions).toEqual([
    expect.stringContaining('A: 1, B: 2'),
    expect.stringContaining('which don’t compare'),
  ]);
});

describe('the differences', () => {
  const difference = (name: string, a: Partial<ComparedCall>, b: Partial<ComparedCall>) =>
    compareCalls(call(a), call(b)).rows.find((row) => row.name === name);

  it.each([
    ['Score', { score: 6 }, { score: 7.5 }, ['6.0', '7.5', '+1.5']],
    ['Score', { score: 6 }, { score: 5.97 }, ['6.0', '6.0', '0.0']],
    ['Score', { score: null }, { score: 7.5 }, ['–', '7.5', '']],
    ['Length', { seconds: 420 }, { seconds: 300 }, ['7:00', '5:00', '−2:00']],
    ['Verdict', { verdict: 'eased' }, { verdict: 'escalated' }, ['Eased', 'Escalated', '']],
    [
      'Calm again at',
      { turningPoints: { escalation: null, worst: null, recovery: { time: 60, after: 20 } } },
      { turningPoints: { escalation: null, worst: null, recovery: null } },
      ['1:00', '–', ''],
    ],
  ] as const)('of %s are read off %j and %j', (name, a, b, [inA, inB, by]) => {
    expect(difference(name, a, b)).toEqual({ name, a: inA, b: inB, difference: by });
  });

  it('name all four terms with their points', () => {
    const rows = compareCalls(call({}), call({ reasons: [] })).rows.filter(({ a }) => a.startsWith('+'));
    expect(rows).toHaveLength(4);
    expect(rows.map(({ b, difference }) => b + difference)).toEqual(['–', '–', '–', '–']);
  });
});

it('puts both courses on one time axis, each to its own end, and breaks where sound is missing', () => {
  const point = (time: number, score: number) => ({
    time,
    score,
    interval: [score - 1, score + 1] as [number, number],
  });
  const [times, highA, lowA, scoreA, , , scoreB] = scoresTogether(
    [
      { scoreOverTime: [point(1, 4), point(2.5, 5)], seconds: 3, gaps: [] },
      { scoreOverTime: [point(2, 7)], seconds: 5, gaps: [{ start: 2.8, end: 3.9, cause: 'hold' }] },
    ],
    5,
  );
  expect(times).toEqual([0, 1, 2, 3, 4, 5]);
  expect(scoreA).toEqual([null, 4, 4, 5, null, null]);
  expect(highA).toEqual([null, 5, 5, 6, null, null]);
  expect(lowA).toEqual([null, 3, 3, 4, null, null]);
  expect(scoreB).toEqual([null, null, 7, null, 7, 7]);
});
