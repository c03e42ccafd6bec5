import { describe, expect, it } from 'vitest';
import { gaussian, seededRandom, shuffledIndices } from './random.ts';

const draw = (count: number, ...seed: string[]) => {
  const random = seededRandom(...seed);
  return Array.from({ length: count }, random);
};

describe('seededRandom', () => {
  it('draws the same numbers for the same words, others for other words', () => {
    expect(draw(5, 'clip', 'a')).toEqual(draw(5, 'clip', 'a'));
    expect(draw(5, 'clip', 'a')).not.toEqual(draw(5, 'clip', 'b'));
  });

  it('spreads evenly over [0, 1)', () => {
    const bins = new Array<number>(10).fill(0);
    for (const value of draw(50_000, 'spread'))
      bins[Math.floor(value * 10)] = (bins[Math.floor(value * 10)] ?? 0) + 1;
    expect(bins).toHaveLength(10);
    for (const count of bins) expect(Math.abs(count - 5_000)).toBeLessThan(300);
  });
});

describe('gaussian', () => {
  it('has mean 0 and variance 1', () => {
    const random = seededRandom('normal');
    const values = Array.from({ length: 50_000 }, () => gaussian(random));
    const mean = values.reduce((sum, value) => sum + value, 0) / values.length;
    const variance = values.reduce((sum, value) => sum + (value - mean) ** 2, 0) / values.length;
    expect(Math.abs(mean)).toBeLessThan(0.02);
    expect(Math.abs(variance - 1)).toBeLessThan(0.03);
  });
});

describe('shuffledIndices', () => {
  it('keeps every index once and moves them', () => {
    const order = shuffledIndices(100, seededRandom('order'));
    expect([...order].sort((a, b) => a - b)).toEqual(Array.from({ length: 100 }, (_, i) => i));
    expect([...order]).not.toEqual(Array.from({ length: 100 }, (_, i) => i));
  });
});
