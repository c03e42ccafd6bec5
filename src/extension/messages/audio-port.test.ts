import { expect, it } from 'vitest';
import { parseFromLeg } from './audio-port.ts';

it('takes a language that can be no tag for none, because the page writes it', () => {
  const hello = { kind: 'hello', leg: crypto.randomUUID(), console: 'https://console.example' };
  for (const language of [undefined, 7, 'x'.repeat(36)]) {
    expect(parseFromLeg({ ...hello, language })).toEqual({ ...hello, language: '' });
  }
});

const block = (change: object) => ({
  kind: 'block',
  leg: crypto.randomUUID(),
  sequence: 0,
  startSample: 0,
  sampleRateHz: 16_000,
  pcm: new Float32Array(1600),
  ...change,
});

it.each([
  ['samples that are no numbers', { pcm: new Float32Array(1600).fill(Number.NaN) }],
  ['no samples', { pcm: new Float32Array(0) }],
  ['minutes in one block', { pcm: new Float32Array(16_000 * 60) }],
  ['samples of another kind', { pcm: new Float64Array(1600) }],
  ['a rate that no track has', { sampleRateHz: 1 }],
  ['a call of years', { startSample: Number.MAX_SAFE_INTEGER }],
  ['a place before the beginning', { startSample: -1600 }],
  ['half a sequence', { sequence: 0.5 }],
])('does not take for a block: %s', (_, change) => {
  expect(parseFromLeg(block({}))).not.toBeNull();
  expect(parseFromLeg(block(change))).toBeNull();
});
