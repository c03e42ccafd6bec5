import { describe, expect, it } from 'vitest';
import { fitStandardisation, standardise } from './standardisation.ts';

describe('fitStandardisation', () => {
  it('takes mean and spread over all rows of all parts, stably', () => {
    const { mean, scale } = fitStandardisation(
      [Float32Array.of(10_001, 5, 10_003, 5), Float32Array.of(10_002, 5)],
      2,
    );
    expect(mean[0]).toBe(10_002);
    expect(scale[0]).toBeCloseTo(1 / Math.sqrt(2 / 3), 5);
    expect(mean[1]).toBe(5);
  });

  it('does not blow up a feature that stands still', () => {
    const values = Float32Array.of(3, 3, 3);
    standardise(values, fitStandardisation([values], 1));
    expect([...values]).toEqual([0, 0, 0]);
  });

  it('gives what it was fitted on mean 0 and variance 1', () => {
    const values = Float32Array.from({ length: 300 }, (_, i) => Math.sin(i) * 7 + (i % 3) * 50);
    standardise(values, fitStandardisation([values.slice()], 3));
    for (const feature of [0, 1, 2]) {
      const own = values.filter((_, i) => i % 3 === feature);
      const average = own.reduce((sum, value) => sum + value, 0) / own.length;
      expect(average).toBeCloseTo(0, 5);
      expect(own.reduce((sum, value) => sum + value * value, 0) / own.length).toBeCloseTo(1, 4);
    }
  });

  it('wants rows', () => {
    expect(() => fitStandardisation([], 3)).toThrow(/no rows/);
  });
});
