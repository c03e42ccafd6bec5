import { describe, expect, it } from 'vitest';
import { stretchTime } from './time-stretch.ts';

const RATE_HZ = 16_000;
const tone = Float32Array.from(
  { length: 20_000 },
  (_, n) => 0.5 * Math.sin((2 * Math.PI * 220 * n) / RATE_HZ),
);

/** Frequency by zero crossings. */
function pitchOf(samples: Float32Array): number {
  let crossings = 0;
  for (let i = 1; i < samples.length; i++) {
    if ((samples[i - 1] as number) < 0 && (samples[i] as number) >= 0) crossings++;
  }
  return (crossings * RATE_HZ) / samples.length;
}

describe('stretchTime', () => {
  it.each([0.5, 0.8, 1, 1.3, 2.4])('changes length by %f, but neither pitch nor level', (factor) => {
    const stretched = stretchTime(tone, factor);
    expect(stretched).toHaveLength(Math.round(tone.length * factor));
    const middle = stretched.subarray(1_000, stretched.length - 1_000);
    expect(Math.abs(pitchOf(middle) - 220)).toBeLessThan(5);
    const rms = Math.sqrt(middle.reduce((sum, sample) => sum + sample * sample, 0) / middle.length);
    expect(Math.abs(rms - 0.5 / Math.SQRT2)).toBeLessThan(0.03);
  });

  it('refuses a factor that no voice survives', () => {
    expect(() => stretchTime(tone, 5)).toThrow(/0.25 to 4; 5 was asked for/);
    expect(() => stretchTime(tone, Number.NaN)).toThrow(RangeError);
  });
});
