import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { median, mediansDiffer, quantile } from './quantiles.ts';

describe('quantile', () => {
  it.each([
    [[7], 0.5, 7],
    [[7], 1, 7],
    [[3, 1, 2], 0.5, 2],
    [[1, 2, 3, 4], 0.5, 2.5],
    [[1, 2, 3, 4], 0.25, 1.75],
    [[4, 1], 0, 1],
    [[4, 1], 1, 4],
  ])('of %j at %d is %d', (figures, share, expected) => {
    expect(quantile(figures, share)).toBe(expected);
  });

  it('lies within the figures and grows with the share', () => {
    const figures = fc.array(fc.double({ min: 1, max: 10, noNaN: true }), { minLength: 1 });
    fc.assert(
      fc.property(figures, fc.double({ min: 0, max: 1, noNaN: true }), (all, share) => {
        const value = quantile(all, share);
        expect(value).toBeGreaterThanOrEqual(Math.min(...all));
        expect(value).toBeLessThanOrEqual(Math.max(...all) + 1e-9);
        expect(quantile(all, share / 2)).toBeLessThanOrEqual(value + 1e-9);
      }),
    );
  });

  it('leaves its figures in their order', () => {
    const figures = [3, 1, 2];
    median(figures);
    expect(figures).toEqual([3, 1, 2]);
  });
});

describe('two medians', () => {
  it('differ where the figures lie apart', () => {
    expect(mediansDiffer([7, 7.2, 7.4, 7.1, 7.3], [5, 5.2, 5.4, 5.1, 5.3])).toBe(true);
  });

  it('can’t be told apart where the figures overlap widely', () => {
    expect(mediansDiffer([2, 4, 7, 9, 9.5], [1.5, 3, 6.4, 8, 9])).toBe(false);
    expect(mediansDiffer([5, 5, 5, 5, 5], [5, 5, 5, 5, 5])).toBe(false);
  });
});
