import { describe, expect, it } from 'vitest';
import { LiveScore } from '../../src/analysis/call/live-score.ts';
import { figuresOf, lengthDrift, orderFigures } from './figures.ts';
import type { JudgedCall } from './judge.ts';

describe('the order of calls', () => {
  it('is perfect for scores that rise with the truth, whatever their size', () => {
    expect(orderFigures([1, 1.1, 9], [2, 5, 8])).toEqual({ spearman: 1, pairwiseOrder: 1 });
  });

  it('counts pairs that are two points apart only, and equal scores as wrong', () => {
    // Pairs: 2-5 wrong way round, 2-8 right, 5-8 equal scores; 5-6 is too near to count.
    const { pairwiseOrder } = orderFigures([4, 3, 3, 6], [2, 5, 6, 8]);
    // 2-5, 2-6: wrong. 2-8, 5-8, 6-8: right.
    expect(pairwiseOrder).toBeCloseTo(3 / 5);
  });

  it('is the rank correlation by hand, ties sharing their ranks', () => {
    // Ranks 1, 2.5, 2.5, 4 against 1, 2, 3, 4: 4.5 / sqrt(4.5 * 5).
    expect(orderFigures([1, 2, 2, 3], [1, 2, 3, 4]).spearman).toBeCloseTo(4.5 / Math.sqrt(4.5 * 5));
  });
});

/** A call of one emotion, judged by the shipped score, with a truth that is said to be `truth`. */
function judged(actor: number, anger: number, truth: number): JudgedCall {
  const probabilities = { anger, disgust: 0, fear: 0, happy: 0, neutral: 1 - anger, sadness: 0 };
  const score = new LiveScore();
  const windows = Array.from(
    { length: 70 },
    (_, start) => score.push({ start, speech: 1, probabilities }).window,
  );
  const call = { actor, course: 'calm', minutes: 1, seed: 1, seconds: 73, utterances: [] } as const;
  return { call, windows, assessment: score.assess(), truth: { score: truth, recovery: null } };
}

it('gives errors in points, by group of customers too', () => {
  const calm = judged(1001, 0, 7);
  const angry = judged(1002, 1, 3);
  const [calmScore, angryScore] = [calm.assessment.score ?? 0, angry.assessment.score ?? 0];
  const figures = figuresOf([calm, angry]);
  expect(figures.calls).toBe(2);
  expect(figures.meanAbsoluteError).toBeCloseTo((Math.abs(calmScore - 7) + Math.abs(angryScore - 3)) / 2);
  // 1001 is a man of 51, 1002 a woman of 21.
  expect(figures.groups.sex).toEqual({
    female: { calls: 1, bias: angryScore - 3 },
    male: { calls: 1, bias: calmScore - 7 },
  });
  expect(Object.keys(figures.groups.age)).toEqual(['50-and-over', 'under-30']);
  expect(figures.oneFlipMax).toBeGreaterThan(0.3);
  expect(figures.oneFlipMax).toBeLessThanOrEqual(1);
});

it('leaves calls without a score out', () => {
  const short = { ...judged(1001, 0, 7), truth: { score: null, recovery: null } };
  expect(figuresOf([short, judged(1002, 0, 7)]).calls).toBe(1);
});

it('finds what length does to the error, whatever the truth does', () => {
  const long = (call: JudgedCall): JudgedCall => ({ ...call, call: { ...call.call, minutes: 12 } });
  const [calm, angry] = [judged(1001, 0, 7), judged(1001, 1, 3)];
  const errorOf = ({ assessment, truth }: JudgedCall) => (assessment.score ?? 0) - (truth.score ?? 0);
  expect(lengthDrift([calm, long(angry)])).toBeCloseTo(Math.abs(errorOf(calm) - errorOf(angry)));
  expect(lengthDrift([calm, long(calm)])).toBeCloseTo(0);
});
