import { describe, expect, it } from 'vitest';
import { WINDOW_SAMPLES } from '../../src/analysis/emotion/manifest.ts';
import { seededRandom } from '../shared/random.ts';
import { varyVoice } from './augment.ts';
import { type Variant, windowOf } from './conditions.ts';

const voice = Float32Array.from(
  { length: 32_000 },
  (_, n) => 0.3 * Math.sin(n / 12) * Math.sin((Math.PI * n) / 32_000) ** 2,
);
const VARIED: readonly Variant[] = ['varied-1', 'varied-2'];

describe('varied windows', () => {
  it('are whole windows of samples within full scale, the same every time', () => {
    for (const clip of ['a', 'b', 'c', 'd']) {
      for (const variant of VARIED) {
        const window = windowOf(voice, clip, variant);
        expect(window).toHaveLength(WINDOW_SAMPLES);
        expect(window.every((sample) => Math.abs(sample) <= 1.01)).toBe(true);
      }
      expect(windowOf(voice, clip, 'varied-1')).toEqual(windowOf(voice, clip, 'varied-1'));
    }
  });

  it('differ from clip to clip and from variant to variant', () => {
    const windows = ['a', 'b'].flatMap((clip) => VARIED.map((variant) => windowOf(voice, clip, variant)));
    const sums = windows.map((window) =>
      window.reduce((sum, sample) => sum + Math.abs(sample), 0).toFixed(3),
    );
    expect(new Set(sums).size).toBe(windows.length);
  });
});

describe('varyVoice', () => {
  it('speaks quicker or slower by at most a third', () => {
    for (let seed = 0; seed < 30; seed++) {
      const length = varyVoice(voice, seededRandom(seed)).length / voice.length;
      expect(length).toBeGreaterThan(0.7);
      expect(length).toBeLessThan(1.4);
    }
  });
});
