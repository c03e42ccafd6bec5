import { expect, it } from 'vitest';
import { highPass } from './high-pass.ts';
import { LevelMeter } from './level.ts';

const RATE_HZ = 16_000;
const EDGE_HZ = 4_000;

/** In dB, once it has settled. */
function gainAt(frequencyHz: number): number {
  const tone = Float32Array.from({ length: 2 * RATE_HZ }, (_, i) =>
    Math.sin((2 * Math.PI * frequencyHz * i) / RATE_HZ),
  );
  const filter = highPass(EDGE_HZ, RATE_HZ);
  const [before, after] = [new LevelMeter(RATE_HZ, 1), new LevelMeter(RATE_HZ, 1)];
  before.push(tone);
  for (let i = 0; i < tone.length; i += 999) after.push(filter(tone.subarray(i, i + 999)));
  return (after.levels()[1] ?? 0) - (before.levels()[1] ?? 0);
}

it.each([
  [EDGE_HZ, -3.01],
  [7_000, 0],
])('at %d Hz changes the level by %d dB', (frequencyHz, gainDb) => {
  expect(gainAt(frequencyHz)).toBeCloseTo(gainDb, 1);
});

it('leaves nothing that can be heard an octave below its edge', () => {
  expect(gainAt(2_000)).toBeLessThan(-48);
});
