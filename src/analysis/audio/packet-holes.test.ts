import { describe, expect, it } from 'vitest';
import { PacketHoles } from './packet-holes.ts';

const PACKET_SECONDS = 0.02;

/** Packets of 20 ms, rounded to milliseconds, from and to given seconds. */
function packets(...stretches: readonly (readonly [from: number, to: number])[]) {
  let read = 0;
  async function* all() {
    for (const [from, to] of stretches) {
      for (let i = 0; from + i * PACKET_SECONDS < to - 1e-9; i++) {
        read++;
        yield { timestamp: Math.round((from + i * PACKET_SECONDS) * 1000) / 1000 };
      }
    }
  }
  return { holes: new PacketHoles(all()), read: () => read };
}

describe('holes between packets', () => {
  it('are found once, when a decoder gets there, whether it counts its samples or not', async () => {
    for (const decoded of [1, 5]) {
      const { holes } = packets([0, 1], [5, 6], [8, 9]);
      expect(await holes.before(0.96)).toBeNull();
      const hole = await holes.before(decoded);
      expect(hole?.start).toBeCloseTo(1, 2);
      expect(hole?.end).toBe(5);
      expect(await holes.before(5.5)).toBeNull();
      expect((await holes.before(6))?.end).toBe(8);
      expect(await holes.before(99)).toBeNull();
    }
  });

  it('are looked for no further than asked', async () => {
    const { holes, read } = packets([0, 100]);
    await holes.before(2);
    expect(read()).toBe(102);
    await holes.close();
    expect(await holes.before(50)).toBeNull();
  });

  it('are none where packets are long, or a few are lost', async () => {
    async function* long() {
      for (let i = 0; i < 20; i++) yield { timestamp: i * 0.5 };
    }
    expect(await new PacketHoles(long()).before(99)).toBeNull();
    expect(await packets([0, 1], [1.08, 2]).holes.before(99)).toBeNull();
  });
});
