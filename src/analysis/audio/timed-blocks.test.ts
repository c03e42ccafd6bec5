import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { bothChannels } from '../../../tests/support/read-blocks.ts';
import { inTime, type TimedBlock } from './timed-blocks.ts';

const RATE_HZ = 8000;
const FORMAT = { sampleRateHz: RATE_HZ, channels: 2 };

/** A piece of constant level on both channels. */
const piece = (startSeconds: number, seconds: number, level = 0.5, sampleRateHz = RATE_HZ): TimedBlock => ({
  startSeconds,
  sampleRateHz,
  channels: [0, 1].map(() => new Float32Array(Math.round(seconds * sampleRateHz)).fill(level)),
});

async function laidOut(...blocks: TimedBlock[]) {
  async function* all() {
    yield* blocks;
  }
  return bothChannels(inTime(all(), FORMAT));
}

describe('decoded sound in time', () => {
  it('makes silence of a hole, on every channel', async () => {
    const [left, right] = await laidOut(piece(0, 1), piece(3.5, 1));
    expect(left).toHaveLength(4.5 * RATE_HZ);
    expect(left).toEqual(right);
    const edges = [RATE_HZ - 1, RATE_HZ, 3.5 * RATE_HZ - 1, 3.5 * RATE_HZ].map((i) => left[i]);
    expect(edges).toEqual([0.5, 0, 0, 0.5]);
  });

  it('hears a hole at the beginning, and leaves out what comes before it', async () => {
    expect((await laidOut(piece(0.25, 1)))[0]).toHaveLength(1.25 * RATE_HZ);
    expect((await laidOut(piece(-0.25, 0.2), piece(-0.05, 1)))[0]).toHaveLength(0.95 * RATE_HZ);
  });

  it('takes what jitters or overlaps as it comes', async () => {
    const [left] = await laidOut(piece(0, 1), piece(1.04, 1), piece(1.8, 1));
    expect(left).toHaveLength(3 * RATE_HZ);
    expect(left.includes(0)).toBe(false);
  });

  it('keeps every piece within a hole’s shortest length of its time, wherever pieces have holes between', async () => {
    const holes = fc.array(fc.double({ min: 0, max: 2, noNaN: true }), { minLength: 1, maxLength: 8 });
    await fc.assert(
      fc.asyncProperty(holes, async (lengths) => {
        let at = 0;
        const pieces = lengths.map((hole, i) => {
          const start = at + hole;
          at = start + 0.1;
          return piece(start, 0.1, (i + 1) / 10);
        });
        const [left] = await laidOut(...pieces);
        pieces.forEach(({ startSeconds, channels: [samples] }) => {
          const begins = left.indexOf(samples?.[0] ?? Number.NaN) / RATE_HZ;
          expect(Math.abs(begins - startSeconds)).toBeLessThan(0.051);
        });
      }),
      { numRuns: 40 },
    );
  });

  it.each([
    [[piece(0, 1), piece(1, 1, 0.5, 16_000)], 'sample rate changes from 8000 to 16000 Hz at second 1.'],
    [
      [piece(0, 2), { ...piece(2, 1), channels: [new Float32Array(8)] }],
      'number of channels changes from 2 to 1 at second 2.',
    ],
    [[piece(0, 1), piece(4000, 1)], 'jumps from second 1 to second 4000; an hour is the longest'],
  ])('refuses in a sentence what can’t be laid out', async (blocks, problem) => {
    await expect(laidOut(...blocks)).rejects.toThrow(problem);
  });
});
