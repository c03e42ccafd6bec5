import { describe, expect, it } from 'vitest';
import type { Clip } from './corpus.ts';
import { randomSplit } from './random-split.ts';

describe('randomSplit', () => {
  const clips = Array.from({ length: 1_000 }, (_, i) => ({ actor: 1001 + (i % 91) }) as Clip);
  const { train, test } = randomSplit(clips);

  it('tests a fifth of the clips and trains on the others', () => {
    expect([train.length, test.length]).toEqual([800, 200]);
    expect([...train, ...test].sort((a, b) => a - b)).toEqual(Array.from(clips, (_, i) => i));
  });

  it('draws the same every time', () => {
    expect(randomSplit(clips)).toEqual({ train, test });
  });

  it('lets actors stand on both sides, which is why it is no measure of new voices', () => {
    const heard = new Set([...train].map((row) => clips[row]?.actor));
    expect([...test].every((row) => heard.has(clips[row]?.actor))).toBe(true);
  });
});
