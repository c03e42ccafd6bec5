import { describe, expect, it } from 'vitest';
import { WINDOW_SAMPLES } from '../../src/analysis/emotion/manifest.ts';
import { centredWindow, shiftedWindow, turnWindow } from './windows.ts';

/** A clip in which every sample tells its place, louder than any noise. */
const marked = (length: number) => Float32Array.from({ length }, (_, i) => 0.5 + i / (2 * length));
const isSpeech = (value: number) => value >= 0.5;

describe('centredWindow', () => {
  it('puts a short clip in the middle of faint noise', () => {
    const window = centredWindow(marked(16_000), 'a');
    expect(window).toHaveLength(WINDOW_SAMPLES);
    expect(window.subarray(16_000, 32_000)).toEqual(marked(16_000));
    const around = [...window.subarray(0, 16_000), ...window.subarray(32_000)];
    const rms = Math.sqrt(around.reduce((sum, value) => sum + value * value, 0) / around.length);
    expect(20 * Math.log10(rms)).toBeGreaterThan(-71);
    expect(20 * Math.log10(rms)).toBeLessThan(-69);
  });

  it('takes the middle of a long clip and leaves one that fits alone', () => {
    expect(centredWindow(marked(60_000), 'a')).toEqual(marked(60_000).subarray(6_000, 54_000));
    expect(centredWindow(marked(WINDOW_SAMPLES), 'a')).toEqual(marked(WINDOW_SAMPLES));
  });

  it('is the same for the same seed', () => {
    expect(centredWindow(marked(9_000), 'a')).toEqual(centredWindow(marked(9_000), 'a'));
    expect(centredWindow(marked(9_000), 'a')).not.toEqual(centredWindow(marked(9_000), 'b'));
  });
});

describe('shiftedWindow', () => {
  const windows = (length: number) =>
    Array.from({ length: 60 }, (_, i) => shiftedWindow(marked(length), `seed ${i}`));

  it.each([20_000, 40_000, 70_000])(
    'holds at least 65 %% of a clip of %i samples, in one piece',
    (length) => {
      for (const window of windows(length)) {
        const first = window.findIndex(isSpeech);
        const last = window.findLastIndex(isSpeech);
        expect(last - first + 1).toBeGreaterThanOrEqual(Math.floor(0.65 * Math.min(length, WINDOW_SAMPLES)));
        expect(window.subarray(first, last + 1).every(isSpeech)).toBe(true);
      }
    },
  );

  it('begins mid-speech, ends mid-speech, or holds the whole clip, by chance', () => {
    const all = windows(40_000);
    const begins = all.filter((window) => isSpeech(window[0] ?? 0)).length;
    const ends = all.filter((window) => isSpeech(window.at(-1) ?? 0)).length;
    expect(begins).toBeGreaterThan(5);
    expect(ends).toBeGreaterThan(5);
    expect(begins + ends).toBeLessThan(60);
  });

  it('lies in digital silence now and then', () => {
    const silent = windows(20_000).filter((window) =>
      window.every((value) => value === 0 || isSpeech(value)),
    );
    expect(silent.length).toBeGreaterThan(3);
    expect(silent.length).toBeLessThan(30);
  });

  it('is the same for the same seed', () => {
    expect(shiftedWindow(marked(20_000), 'a')).toEqual(shiftedWindow(marked(20_000), 'a'));
  });
});

describe('turnWindow', () => {
  // Three clips whose samples tell which is which.
  const clip = (level: number, length = 30_000) => new Float32Array(length).fill(level);
  const windows = Array.from({ length: 60 }, (_, i) =>
    turnWindow(clip(0.5), [clip(0.25), clip(0.75)], `seed ${i}`),
  );
  const share = (window: Float32Array, level: number) => window.filter((value) => value === level).length;

  it('holds at least a third of the clip, and often some of those around it', () => {
    for (const window of windows) expect(share(window, 0.5)).toBeGreaterThanOrEqual(9_000 - 1);
    expect(windows.filter((window) => share(window, 0.25) > 0).length).toBeGreaterThan(15);
    expect(windows.filter((window) => share(window, 0.75) > 0).length).toBeGreaterThan(15);
  });

  it('keeps their order, with pauses of 0.1 to 0.6 s between them', () => {
    for (const window of windows) {
      const [before, own] = [window.lastIndexOf(0.25), window.indexOf(0.5)];
      if (before < 0) continue;
      expect(own - before - 1).toBeGreaterThanOrEqual(1_600);
      expect(own - before - 1).toBeLessThanOrEqual(9_600);
    }
  });
});
