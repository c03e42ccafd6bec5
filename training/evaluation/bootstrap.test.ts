import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { gaussian, seededRandom } from '../shared/random.ts';
import { quantile, speakerInterval } from './bootstrap.ts';

/** A speaker of ten clips a class, of whom so many are recognised. */
const speaker = (first: number, second: number) => [
  [first, 10 - first],
  [10 - second, second],
];

describe('quantile', () => {
  it('interpolates between neighbours', () => {
    const values = Float64Array.of(1, 2, 4);
    expect([0, 0.25, 0.5, 0.75, 1].map((share) => quantile(values, share))).toEqual([1, 1.5, 2, 3, 4]);
  });
});

describe('speakerInterval', () => {
  it('is a point where all speakers are alike', () => {
    const alike = Array.from({ length: 10 }, () => speaker(8, 6));
    expect(speakerInterval(alike, 'alike')).toEqual([0.7, 0.7]);
  });

  it('is as wide as the normal approximation where speakers differ', () => {
    const random = seededRandom('speakers');
    const recalls = Array.from({ length: 200 }, () => Math.round(500 + 100 * gaussian(random)));
    const speakers = recalls.map((recall) => [
      [recall, 1000 - recall],
      [1000 - recall, recall],
    ]);
    const mean = recalls.reduce((sum, recall) => sum + recall / 1000, 0) / 200;
    const variance = recalls.reduce((sum, recall) => sum + (recall / 1000 - mean) ** 2, 0) / 200;
    const [low, high] = speakerInterval(speakers, 'normal') ?? [0, 0];
    const halfWidth = 1.96 * Math.sqrt(variance / 200);
    expect(Math.abs(low - (mean - halfWidth))).toBeLessThan(0.15 * halfWidth);
    expect(Math.abs(high - (mean + halfWidth))).toBeLessThan(0.15 * halfWidth);
  });

  it('lies within the best and the worst speaker', () => {
    const hits = fc.integer({ min: 0, max: 10 });
    fc.assert(
      fc.property(fc.array(fc.tuple(hits, hits), { minLength: 5, maxLength: 12 }), (drawn) => {
        const recalls = drawn.map(([a, b]) => (a + b) / 20);
        const [low, high] = speakerInterval(
          drawn.map(([a, b]) => speaker(a, b)),
          'bounds',
        ) ?? [0, 0];
        expect(low).toBeGreaterThanOrEqual(Math.min(...recalls) - 1e-12);
        expect(high).toBeLessThanOrEqual(Math.max(...recalls) + 1e-12);
        expect(low).toBeLessThanOrEqual(high);
      }),
      { numRuns: 20 },
    );
  });

  it('draws the same for the same seed', () => {
    const speakers = Array.from({ length: 9 }, (_, i) => speaker(i, 9 - i / 2));
    expect(speakerInterval(speakers, 'seed')).toEqual(speakerInterval(speakers, 'seed'));
  });

  it('says nothing about fewer than five speakers', () => {
    expect(speakerInterval([speaker(8, 6), speaker(7, 5), speaker(9, 9), speaker(1, 2)], 'few')).toBeNull();
  });
});
