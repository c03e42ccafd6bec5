import { describe, expect, it } from 'vitest';
import { classicScore } from './classic.ts';

/** One chunk is three windows; only the first of each counts. */
const chunks = (...tops: (string | null)[]) => tops.flatMap((top) => [top, 'fear', null]);

describe("the report's rule", () => {
  it.each([
    ['one chunk leaves the start', chunks('anger'), 5],
    ['two positive chunks', chunks('neutral', 'happy'), 5.1],
    ['negative to positive', chunks('anger', 'neutral'), 5.6],
    ['positive to negative', chunks('neutral', 'sadness'), 4.4],
    ['disgust counts as positive', chunks('anger', 'disgust'), 5.6],
    ['silent chunks are skipped', chunks('anger', null, 'neutral'), 5.6],
    ['there and back', chunks('neutral', 'fear', 'happy'), 5.0],
    ['clamped only at the end', [...chunks(...Array<string>(60).fill('anger')), ...chunks('happy')], 1],
    ['never above ten', chunks(...Array<string>(80).fill('happy')), 10],
  ])('%s', (_case, windows, expected) => {
    expect(classicScore(windows)).toBeCloseTo(expected);
  });

  it('has no score without speech', () => {
    expect(classicScore([null, null, null])).toBeNull();
  });
});
