import { describe, expect, it } from 'vitest';
import {
  decodeAlaw,
  decodeMulaw,
  encodeAlaw,
  encodeMulaw,
  linearToAlaw,
  linearToMulaw,
} from '../../../training/sound/g711.ts';
import { alawToLinear, mulawToLinear } from './g711.ts';

// The tables of ITU-T G.711, written as the standard writes them: for positive values, the number and size of
// the intervals of each segment, from the smallest values up. Decoder outputs are the intervals' middles.
interface StandardTable {
  readonly intervals: readonly (readonly [count: number, size: number])[];
  /** Segment end points as printed, to hold the construction against. */
  readonly endPoints: readonly number[];
  /** Decoder output values that the tables print, by number from 1. */
  readonly printedOutputs: Readonly<Record<number, number>>;
  /** Character signal of the n-th (from 0) positive interval, with inversions applied as on the line. */
  readonly positiveCode: (n: number) => number;
  /** 16-bit units per unit of the table. */
  readonly scale: number;
}

const MULAW: StandardTable = {
  intervals: [
    [1, 1],
    [15, 2],
    [16, 4],
    [16, 8],
    [16, 16],
    [16, 32],
    [16, 64],
    [16, 128],
    [16, 256],
  ],
  endPoints: [31, 95, 223, 479, 991, 2015, 4063, 8159],
  printedOutputs: { 1: 0, 2: 2, 17: 33, 33: 99, 49: 231, 65: 495, 81: 1023, 97: 2079, 113: 4191, 128: 8031 },
  positiveCode: (n) => 0xff - n,
  scale: 4,
};

const ALAW: StandardTable = {
  intervals: [
    [32, 2],
    [16, 4],
    [16, 8],
    [16, 16],
    [16, 32],
    [16, 64],
    [16, 128],
  ],
  endPoints: [64, 128, 256, 512, 1024, 2048, 4096],
  printedOutputs: { 1: 1, 33: 66, 49: 132, 65: 264, 81: 528, 97: 1056, 113: 2112, 128: 4032 },
  positiveCode: (n) => (0x80 | n) ^ 0x55,
  scale: 8,
};

function expand(table: StandardTable): { low: number; high: number; output: number }[] {
  let low = 0;
  return table.intervals.flatMap(([count, size]) =>
    Array.from({ length: count }, () => {
      const interval = { low, high: low + size, output: size === 1 ? 0 : low + size / 2 };
      low += size;
      return interval;
    }),
  );
}

describe.each([
  ['µ-law', MULAW, linearToMulaw, mulawToLinear],
  ['A-law', ALAW, linearToAlaw, alawToLinear],
] as const)('%s', (_, table, encode, decode) => {
  const intervals = expand(table);

  it('is held against a table that agrees with what the standard prints', () => {
    expect(intervals).toHaveLength(128);
    const highs = intervals.map((interval) => interval.high);
    expect(highs).toEqual(expect.arrayContaining([...table.endPoints]));
    for (const [number, output] of Object.entries(table.printedOutputs)) {
      expect(intervals[Number(number) - 1]?.output).toBe(output);
    }
  });

  it('decodes every byte to the value of the standard', () => {
    intervals.forEach(({ output }, n) => {
      const code = table.positiveCode(n);
      expect(decode(code)).toBe(output * table.scale);
      expect(decode(code ^ 0x80) + 0).toBe(-output * table.scale + 0);
    });
  });

  it('encodes every 16-bit value to the byte of the standard', () => {
    let wrong = 0;
    let n = 0;
    for (let linear = 0; linear < 32_768; linear++) {
      while (n < 127 && linear >= (intervals[n]?.high ?? 0) * table.scale) n++;
      const code = table.positiveCode(n);
      if (encode(linear) !== code) wrong++;
      if (encode(-1 - linear) !== (code ^ 0x80)) wrong++;
    }
    expect(wrong).toBe(0);
  });
});

describe('companding of samples', () => {
  it('saturates beyond full scale and takes what is not a number as silence', () => {
    const samples = Float32Array.of(9, -9, Number.NaN, Number.POSITIVE_INFINITY);
    expect([...encodeMulaw(samples)]).toEqual([0x80, 0x00, 0xff, 0x80]);
    expect([...encodeAlaw(samples)]).toEqual([0xaa, 0x2a, 0xd5, 0xaa]);
  });

  it('keeps a sine within the quantisation noise of about 38 dB', () => {
    const sine = Float32Array.from(
      { length: 8_000 },
      (_, n) => 0.5 * Math.sin((2 * Math.PI * 441 * n) / 8_000),
    );
    for (const decoded of [decodeMulaw(encodeMulaw(sine)), decodeAlaw(encodeAlaw(sine))]) {
      const noise = decoded.reduce((sum, value, n) => sum + (value - (sine[n] ?? 0)) ** 2, 0);
      const signal = sine.reduce((sum, value) => sum + value * value, 0);
      expect(10 * Math.log10(signal / noise)).toBeGreaterThan(36);
    }
  });
});
