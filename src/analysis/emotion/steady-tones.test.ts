import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { bytesSource } from '../../../tests/support/bytes-source.ts';
import { DEMO_CALL } from '../../../tests/support/demo-call.ts';
import { holdMusic } from '../../../tests/support/hold-music.ts';
import { LINE_TONES, type LineTone, lineTone } from '../../../tests/support/line-tones.ts';
import { resampleTo } from '../../../tests/support/recordings.ts';
import { openWav } from '../audio/wav.ts';
import { SAMPLE_RATE_HZ, WINDOW_SAMPLES, WINDOW_SECONDS } from './manifest.ts';
import { isTonal } from './steady-tones.ts';

const silence = () => new Float32Array(WINDOW_SAMPLES);
const glide = (hzPerSecond: number) =>
  Float32Array.from({ length: WINDOW_SAMPLES }, (_, n) => {
    const t = n / SAMPLE_RATE_HZ;
    return 0.1 * Math.sin(2 * Math.PI * (300 * t + (hzPerSecond / 2) * t * t));
  });

/** Every window, one after the other, of both computer voices of the demo call. */
async function voices(): Promise<Float32Array[]> {
  const wav = await openWav(bytesSource(new Uint8Array(readFileSync(DEMO_CALL))));
  const windowFrames = WINDOW_SECONDS * wav.sampleRateHz;
  const windows: Float32Array[] = [];
  for await (const channels of wav.blocks(windowFrames)) {
    for (const samples of channels) {
      if (samples.length === windowFrames)
        windows.push(resampleTo(SAMPLE_RATE_HZ, samples, wav.sampleRateHz));
    }
  }
  return windows;
}

describe('isTonal', () => {
  /** Too short to be told from a voice by how steady they are; the speech gate knows better (`npm run bench:gate`). */
  const beeps: readonly LineTone[] = ['keypad', 'call waiting, North America'];

  it.each(LINE_TONES.filter((tone) => !beeps.includes(tone)))('knows %s', (tone) => {
    expect(isTonal(lineTone(tone, WINDOW_SECONDS, SAMPLE_RATE_HZ))).toBe(true);
  });

  it.each(['organ chords', 'string pad'] as const)('knows %s', (piece) => {
    expect(isTonal(holdMusic(piece, WINDOW_SECONDS, SAMPLE_RATE_HZ))).toBe(true);
  });

  it('takes no voice for tones', async () => {
    const windows = await voices();
    expect(windows.length).toBeGreaterThan(20);
    expect(windows.filter((window) => isTonal(window))).toEqual([]);
  });

  it('takes neither silence, nor a tone that nobody hears, nor one that glides for a steady one', () => {
    expect(isTonal(silence())).toBe(false);
    expect(isTonal(lineTone('ringback, Europe', WINDOW_SECONDS, SAMPLE_RATE_HZ).map((s) => s / 1000))).toBe(
      false,
    );
    expect(isTonal(glide(100))).toBe(false);
  });
});
