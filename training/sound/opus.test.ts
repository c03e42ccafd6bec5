import { describe, expect, it } from 'vitest';
import { gaussian, seededRandom } from '../shared/random.ts';
import { OPUS_24, overOpus } from './opus.ts';

const RATE_HZ = 16_000;

/** Noise of low frequencies, which a codec keeps well. */
function rumble(samples: number): Float32Array {
  const random = seededRandom('rumble');
  let state = 0;
  return Float32Array.from({ length: samples }, () => {
    state = 0.9 * state + 0.1 * gaussian(random);
    return 0.3 * state;
  });
}

function likeness(a: Float32Array, b: Float32Array, lag: number): number {
  let [product, energyA, energyB] = [0, 0, 0];
  for (let i = 400; i < a.length - 400; i++) {
    const [x, y] = [a[i] as number, b[i + lag] as number];
    product += x * y;
    energyA += x * x;
    energyB += y * y;
  }
  return product / Math.sqrt(energyA * energyB);
}

describe('overOpus', () => {
  it.each([
    ['wide', OPUS_24],
    ['narrow', { rateHz: 8_000, bitsPerSecond: 12_000 }],
  ] as const)('keeps length and time, and changes the samples (%s band)', (_, line) => {
    const sound = rumble(RATE_HZ + 77);
    const coded = overOpus(sound, line);
    expect(coded).toHaveLength(sound.length);
    const lags = Array.from({ length: 81 }, (_, i) => i - 40);
    const best = lags.reduce((a, b) => (likeness(sound, coded, b) > likeness(sound, coded, a) ? b : a));
    expect(Math.abs(best)).toBeLessThan(4);
    expect(likeness(sound, coded, best)).toBeGreaterThan(0.6);
    expect(likeness(sound, coded, best)).toBeLessThan(0.9999);
  });

  it('is the same every time', () => {
    expect(overOpus(rumble(8_000), OPUS_24)).toEqual(overOpus(rumble(8_000), OPUS_24));
  });

  it('takes the highs away in narrow band', () => {
    const hiss = Float32Array.from(
      { length: RATE_HZ },
      (_, n) => 0.2 * Math.sin((2 * Math.PI * 6_000 * n) / RATE_HZ),
    );
    const energy = (samples: Float32Array) => samples.reduce((sum, sample) => sum + sample * sample, 0);
    expect(energy(overOpus(hiss, { rateHz: 8_000, bitsPerSecond: 12_000 }))).toBeLessThan(
      0.01 * energy(hiss),
    );
  });
});
