import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { calibrate, NOT_SURE_BELOW, readingOf } from './calibration.ts';
import { EMOTIONS, topEmotion } from './emotions.ts';

const logits = fc.array(fc.double({ min: -50, max: 50, noNaN: true }), { minLength: 6, maxLength: 6 });

describe('calibrate', () => {
  it('sums to one and keeps the order of the logits at any temperature', () => {
    fc.assert(
      fc.property(logits, fc.double({ min: 0.1, max: 10, noNaN: true }), (values, temperature) => {
        const probabilities = calibrate(values, temperature);
        const total = EMOTIONS.reduce((sum, emotion) => sum + probabilities[emotion], 0);
        expect(total).toBeCloseTo(1, 9);
        const best = EMOTIONS[values.indexOf(Math.max(...values))];
        if (best) expect(probabilities[topEmotion(probabilities)]).toBeCloseTo(probabilities[best], 9);
      }),
    );
  });

  it('is less certain at a higher temperature', () => {
    const cold = calibrate([3, 0, 0, 0, 0, 0], 0.5);
    const warm = calibrate([3, 0, 0, 0, 0, 0], 2);
    expect(cold.anger).toBeGreaterThan(warm.anger);
  });

  it('refuses logits that are missing or not finite, naming the emotion', () => {
    expect(() => calibrate([1, 2, 3], 1)).toThrow('undefined as its logit for happy');
    expect(() => calibrate([Number.NaN, 0, 0, 0, 0, 0], 1)).toThrow('NaN as its logit for anger');
  });
});

describe('the reading', () => {
  const certain = calibrate([9, 0, 0, 0, 0, 0], 1);
  const calm = calibrate([0, 0, 0, 0, 9, 0], 1);

  it('names the emotion that the last windows agree on', () => {
    expect(readingOf([certain, certain, calm])?.emotion).toBe('anger');
  });

  it('says not sure when none is likely enough', () => {
    const unsure = readingOf([calibrate([0.1, 0, 0, 0, 0, 0], 1)]);
    expect(unsure?.emotion).toBe('not-sure');
    expect(unsure?.confidence).toBeLessThan(NOT_SURE_BELOW);
  });

  it('is absent without speech', () => {
    expect(readingOf([])).toBeNull();
  });
});
