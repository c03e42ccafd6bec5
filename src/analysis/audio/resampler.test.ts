import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createResampler } from './resampler.ts';

const RATES = [8_000, 11_025, 16_000, 22_050, 24_000, 32_000, 44_100, 48_000, 96_000, 192_000];

function resample(
  samples: Float32Array,
  fromHz: number,
  toHz = 16_000,
  blocks: readonly number[] = [],
): Float32Array {
  const resampler = createResampler(fromHz, toHz);
  const parts: Float32Array[] = [];
  const sink = (part: Float32Array) => parts.push(part.slice());
  let start = 0;
  for (const length of blocks) {
    resampler.push(samples.subarray(start, start + length), sink);
    start += length;
  }
  resampler.push(samples.subarray(start), sink);
  resampler.flush(sink);
  const result = new Float32Array(parts.reduce((sum, part) => sum + part.length, 0));
  let filled = 0;
  for (const part of parts) {
    result.set(part, filled);
    filled += part.length;
  }
  return result;
}

function sine(hz: number, rateHz: number, seconds: number): Float32Array {
  return Float32Array.from({ length: rateHz * seconds }, (_, n) => Math.sin((2 * Math.PI * hz * n) / rateHz));
}

/** Root mean square in dB, away from the ends where the signal begins and stops. */
function levelDb(samples: Float32Array): number {
  const middle = samples.subarray(samples.length / 4, (samples.length * 3) / 4);
  return 10 * Math.log10(middle.reduce((sum, value) => sum + value * value, 0) / middle.length);
}

describe('createResampler', () => {
  it('gives bit-identical output however the input is cut into blocks', () => {
    fc.assert(
      fc.property(
        fc.constantFrom(...RATES, 47_999, 12_345),
        fc.array(fc.integer({ min: 0, max: 700 }), { maxLength: 12 }),
        fc.float32Array({ min: -1, max: 1, noNaN: true, minLength: 1, maxLength: 6_000 }),
        (rateHz, blocks, samples) => {
          expect(resample(samples, rateHz, 16_000, blocks)).toEqual(resample(samples, rateHz));
        },
      ),
      { numRuns: 60 },
    );
  });

  it('gives ceil(samples · 16000 / rate) samples in all', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 8_000, max: 192_000 }),
        fc.integer({ min: 0, max: 9_000 }),
        (rateHz, count) => {
          expect(resample(new Float32Array(count), rateHz)).toHaveLength(
            Math.ceil((count * 16_000) / rateHz),
          );
        },
      ),
      { numRuns: 40 },
    );
  });

  it.each(RATES)(
    'passes the band from %i Hz flat to 0.1 dB up to 0.9 of the lower Nyquist frequency',
    (rateHz) => {
      const edge = (Math.min(rateHz, 16_000) / 2) * 0.9;
      for (const share of [0.01, 0.1, 0.3, 0.5, 0.7, 0.85, 0.95, 1]) {
        const inDb = levelDb(sine(edge * share, rateHz, 0.5));
        expect(Math.abs(levelDb(resample(sine(edge * share, rateHz, 0.5), rateHz)) - inDb)).toBeLessThan(0.1);
      }
    },
  );

  it.each(RATES.filter((rateHz) => rateHz > 16_000))(
    'lets nothing above 8 kHz alias from %i Hz: 60 dB',
    (rateHz) => {
      const highest = Math.min(rateHz / 2, 60_000);
      for (let i = 0; i < 25; i++) {
        const hz = 8_010 + ((highest - 8_010) * i) / 25;
        const inDb = levelDb(sine(hz, rateHz, 0.25));
        expect(levelDb(resample(sine(hz, rateHz, 0.25), rateHz)) - inDb).toBeLessThan(-60);
      }
    },
  );

  it.each([8_000, 11_025, 12_001])(
    'makes no images above the Nyquist frequency of %i Hz: 60 dB',
    (rateHz) => {
      for (const hz of [313, 1_777, (rateHz / 2) * 0.85]) {
        const output = resample(sine(hz, rateHz, 1), rateHz);
        // What is left after taking the sine itself away is images and noise.
        const expected = sine(hz, 16_000, 1);
        const rest = output.map((value, n) => value - (expected[n] ?? 0));
        expect(levelDb(rest) - levelDb(output)).toBeLessThan(-60);
      }
    },
  );

  it.each([...RATES, 47_999])(
    'aligns output sample n with the input time n / 16000 s from %i Hz',
    (rateHz) => {
      const smooth = (seconds: number) => Math.exp(-(((seconds - 0.1) / 0.004) ** 2));
      const input = Float32Array.from({ length: rateHz / 5 }, (_, n) => smooth(n / rateHz));
      const output = resample(input, rateHz);
      const worst = output.reduce(
        (most, value, n) => Math.max(most, Math.abs(value - smooth(n / 16_000))),
        0,
      );
      expect(worst).toBeLessThan(1e-3);
    },
  );

  it('starts without a click: the first sample out belongs to the first sample in', () => {
    const output = resample(new Float32Array(48_000).fill(0.5), 48_000);
    expect(Math.max(...output.subarray(200, -200).map((value) => Math.abs(value - 0.5)))).toBeLessThan(1e-6);
  });

  it('passes 16 kHz through untouched', () => {
    const input = sine(440, 16_000, 1);
    expect(resample(input, 16_000, 16_000, [1, 5_000, 77])).toEqual(input);
  });

  it('holds the time between output and input within half a filter length while streaming', () => {
    const resampler = createResampler(48_000);
    let made = 0;
    for (let block = 1; block <= 20; block++) {
      resampler.push(new Float32Array(480), (part) => {
        made += part.length;
      });
      expect(block * 0.01 - made / 16_000).toBeLessThan(0.004);
    }
  });

  it('takes what is not finite as silence', () => {
    const input = sine(440, 48_000, 0.1);
    const silenced = input.slice();
    input[700] = Number.NaN;
    input[701] = Number.POSITIVE_INFINITY;
    silenced[700] = 0;
    silenced[701] = 0;
    expect(resample(input, 48_000)).toEqual(resample(silenced, 48_000));
  });

  it('can be used again after a flush', () => {
    const resampler = createResampler(44_100);
    const once = () => {
      const values: number[] = [];
      const sink = (part: Float32Array) => values.push(...part);
      resampler.push(sine(440, 44_100, 0.1), sink);
      resampler.flush(sink);
      return values;
    };
    expect(once()).toEqual(once());
  });

  it.each([0, 1_000, 7_999, 192_001, 44_100.5, Number.NaN])(
    'refuses %d Hz with a sentence that names it',
    (rateHz) => {
      expect(() => createResampler(rateHz)).toThrow(`Cannot resample at ${rateHz} Hz`);
    },
  );
});
