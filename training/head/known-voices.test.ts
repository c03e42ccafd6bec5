import { describe, expect, it } from 'vitest';
import type { Clip } from '../data/corpus.ts';
import type { FeatureTable } from '../features/feature-cache.ts';
import { meanOfRows, voicesOfActors, voicesOfGroup } from './known-voices.ts';

const CLIPS_EACH = 4;
/** Two actors with some clips of each emotion; a row is the actor's offset, and the emotion's in the second number. */
const clips = [1001, 1002].flatMap((actor) =>
  Array.from({ length: 6 * CLIPS_EACH }, (_, i) => ({ actor, label: i % 6 }) as Clip),
);
const table: FeatureTable = {
  width: 2,
  rows: clips.length,
  values: Float32Array.from(
    clips.flatMap(({ actor, label }) => [actor === 1001 ? 10 : -10, label === 4 || label === 3 ? 0 : 50]),
  ),
};
const mean = Float32Array.of(2, 0);
const all = Int32Array.from(clips.keys());

describe('what is known of a voice', () => {
  it('is what an actor’s calm windows have in common, from next to nothing to nearly all of it', () => {
    const voicesOf = voicesOfActors(clips, all, table, mean, { share: 1, priorWindows: 2 }, 'test');
    const offsets = voicesOf(0);
    expect(offsets.length).toBeGreaterThan(5);
    for (const [first = 0, second = 0] of offsets) {
      expect(first).toBeGreaterThan(0);
      expect(first).toBeLessThan(8);
      // An upset window counts for a fifteenth of a calm one.
      expect(second).toBeLessThan(15);
    }
    expect(Math.max(...offsets.map(([first = 0]) => first))).toBeGreaterThan(6);
    for (const [first = 0] of voicesOf(clips.length - 1)) expect(first).toBeLessThan(0);
  });

  it('is never made of rows that may not be heard', () => {
    const rows = all.filter((row) => clips[row]?.actor === 1001);
    const voicesOf = voicesOfActors(clips, rows, table, mean, { share: 1, priorWindows: 2 }, 'test');
    expect(voicesOf(clips.length - 1)).toEqual([]);
    const moved = { ...table, values: table.values.map((value, i) => (i < rows.length * 2 ? value : 1e6)) };
    const again = voicesOfActors(clips, rows, moved, mean, { share: 1, priorWindows: 2 }, 'test');
    expect(again(0)).toEqual(voicesOf(0));
  });

  it('is a part of a group’s mean where nobody says who speaks', () => {
    const rows = Int32Array.of(4, 10);
    expect(meanOfRows(table, rows)).toEqual(Float32Array.of(10, 0));
    for (const [first = 0, second] of voicesOfGroup(rows, table, mean, { share: 0.5 }, 'test')) {
      expect(first).toBeGreaterThanOrEqual(0.5 * 0.3 * 8);
      expect(first).toBeLessThanOrEqual(0.5 * 8);
      expect(second).toBe(0);
    }
    expect(() => meanOfRows(table, new Int32Array())).toThrow('no rows');
  });
});
