import { describe, expect, it } from 'vitest';
import type { CustomerChannel } from '../../analysis/audio/customer-channel.ts';
import { meteredBlocks } from './recording-levels.ts';

const RATE_HZ = 8_000;

/** Two seconds: the left channel at full scale, every further one at a tenth of it. */
async function* blocks(channels: number) {
  for (let i = 0; i < 4; i++) {
    yield Array.from({ length: channels }, (_, channel) =>
      new Float32Array(RATE_HZ / 2).fill(channel === 0 ? 1 : 0.1),
    );
  }
}

async function levelsOf(channels: number, customer: CustomerChannel) {
  const metered = meteredBlocks(blocks(channels), RATE_HZ, customer);
  let samples = 0;
  for await (const block of metered.blocks) samples += block.length;
  expect(samples).toBe(2 * RATE_HZ);
  const { customer: own, other } = metered.levels();
  return { customer: own.map(Math.round), other: other?.map(Math.round) ?? null };
}

describe('the levels of a recording', () => {
  it.each([
    [2, 'left', 0, -20],
    [2, 'right', -20, 0],
    [2, 'mix', -5, null],
    [1, 'right', 0, null],
  ] as const)('of %d channels, the customer on %s', async (channels, customer, own, other) => {
    const every = (level: number) => [level, level, level, level];
    expect(await levelsOf(channels, customer)).toEqual({
      customer: every(own),
      other: other === null ? null : every(other),
    });
  });
});
