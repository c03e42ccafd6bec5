import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { encodeWav } from '../../tests/support/encode-wav.ts';
import { joinedPrompts, joinedSpeakers } from './joined-speech.ts';

const folder = mkdtempSync(join(tmpdir(), 'evenkeel-joined-'));
afterAll(() => rmSync(folder, { recursive: true }));

function put(place: string, name: string, seconds: number, rateHz: number): void {
  mkdirSync(join(folder, place), { recursive: true });
  const sound = Float32Array.from({ length: seconds * rateHz }, () => 0.25);
  writeFileSync(join(folder, place, `${name}.wav`), encodeWav([sound], rateHz));
}

put('librispeech-test-other', '1688-142285-0001', 2, 16_000);
put('librispeech-test-other', '1688-142285-0000', 1, 16_000);
put('librispeech-test-other', '1998-15444-0000', 1, 16_000);
put('prompts', 'goodbye', 1, 8_000);
put('prompts', 'hello', 2, 8_000);
put('picovoice', 'order', 1, 16_000);

describe('joined speech', () => {
  it('puts the clips of each speaker one after the other', async () => {
    const speakers = await joinedSpeakers(folder, 'librispeech-test-other');
    expect(speakers.map(({ speaker, samples }) => [speaker, samples.length])).toEqual([
      ['1688', 48_000],
      ['1998', 16_000],
    ]);
    const [other] = await joinedSpeakers(folder, 'librispeech-test-other', (speaker) => speaker === '1998');
    expect(other?.speaker).toBe('1998');
    await expect(joinedSpeakers(folder, 'picovoice')).rejects.toThrow(
      'The set "picovoice" names no speakers',
    );
  });

  it('joins prompts of 8 kHz with pauses, at 16 kHz', async () => {
    const { samples } = await joinedPrompts(join(folder, 'prompts'));
    expect(samples).toHaveLength((3 + 2 * 0.3) * 16_000);
    expect(samples[8_000]).toBeCloseTo(0.25, 2);
    expect(samples[1.15 * 16_000]).toBe(0);
    mkdirSync(join(folder, 'none'));
    await expect(joinedPrompts(join(folder, 'none'))).rejects.toThrow('has no WAV files');
  });
});
