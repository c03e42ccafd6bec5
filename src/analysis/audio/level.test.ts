import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { FLOOR_DBFS, LevelMeter, soundOf } from './level.ts';

const levelsOf = (samples: Float32Array, rateHz: number, blockSamples = samples.length) => {
  const meter = new LevelMeter(rateHz, 0.5);
  for (let i = 0; i < samples.length; i += blockSamples) meter.push(samples.subarray(i, i + blockSamples));
  return meter.levels();
};

describe('a level meter', () => {
  it('gives RMS in dBFS every half second, the floor for silence, and the rest as it is', () => {
    const samples = new Float32Array(1_250 * 8).fill(1, 0, 4_000).fill(-0.1, 8_000);
    const levels = levelsOf(samples, 8_000);
    expect(levels).toHaveLength(3);
    for (const [i, level] of [0, FLOOR_DBFS, -20].entries()) expect(levels[i]).toBeCloseTo(level, 4);
  });

  it('gives the same whatever the blocks are, and keeps to the clock at every rate', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 1, max: 9_000 }),
        fc.constantFrom(8_000, 11_025, 22_050),
        (block, rate) => {
          const samples = Float32Array.from({ length: rate * 10 }, (_, i) => Math.sin(i) / 2);
          const levels = levelsOf(samples, rate, block);
          expect(levels).toHaveLength(20);
          expect(levels).toEqual(levelsOf(samples, rate));
        },
      ),
      { numRuns: 20 },
    );
  });
});

describe('sound of its own', () => {
  const speech = [-70, -20, -30, -70, -38, -70];
  it('is what is near the level of the channel’s speech', () => {
    expect(soundOf(speech, null)).toEqual([false, true, true, false, true, false]);
  });
  it('is not what leaks over from the other channel', () => {
    expect(soundOf(speech, [-90, -90, -12, -90, -90, -20])).toEqual([false, true, false, false, true, false]);
  });
  it('is nothing on a channel of line noise', () => {
    expect(soundOf([-62, -60, -61], null)).toEqual([false, false, false]);
  });
});
