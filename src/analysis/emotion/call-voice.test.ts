import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { calmOf, contextOf, hearVoice, knownShare, temperatureOf, unknownVoice } from './call-voice.ts';

const SETTINGS = { size: 4, share: 0.7, priorWindows: 4 };

const unit = fc.double({ min: 0, max: 1, noNaN: true });
const embedding = fc.array(fc.double({ min: -5, max: 5, noNaN: true }), { minLength: 4, maxLength: 4 });
const windows = fc.array(fc.record({ embedding, calm: unit }), { maxLength: 40 });
type Windows = readonly { readonly embedding: readonly number[]; readonly calm: number }[];

const voiceAfter = (heard: Windows) =>
  heard.reduce(
    (voice, window) => hearVoice(voice, window.embedding, window.calm),
    unknownVoice(SETTINGS.size),
  );

describe('the voice of a call', () => {
  it('is unknown at first: nothing is taken away', () => {
    const voice = unknownVoice(SETTINGS.size);
    expect([...contextOf(voice, SETTINGS)]).toEqual([0, 0, 0, 0]);
    expect(knownShare(voice, SETTINGS)).toBe(0);
  });

  it('comes near its share of what all windows have in common, and never goes beyond', () => {
    fc.assert(
      fc.property(embedding, fc.integer({ min: 1, max: 200 }), (same, count) => {
        const voice = voiceAfter(Array(count).fill({ embedding: same, calm: 1 }));
        const known = count / (count + SETTINGS.priorWindows);
        expect(knownShare(voice, SETTINGS)).toBeCloseTo(known, 10);
        for (const [i, value] of contextOf(voice, SETTINGS).entries()) {
          expect(value).toBeCloseTo(SETTINGS.share * known * (same[i] ?? 0), 4);
        }
      }),
    );
  });

  it('is the same whatever order the windows come in', () => {
    fc.assert(
      fc.property(windows, (heard) => {
        const [there, back] = [heard, heard.toReversed()].map((order) =>
          contextOf(voiceAfter(order), SETTINGS),
        );
        for (const [i, value] of (there ?? []).entries()) expect(back?.[i]).toBeCloseTo(value, 4);
      }),
    );
  });

  it('gets better known with every window, and does not change what it was', () => {
    fc.assert(
      fc.property(windows, embedding, unit, (heard, next, calm) => {
        const voice = voiceAfter(heard);
        const before = [...voice.sum];
        expect(knownShare(hearVoice(voice, next, calm), SETTINGS)).toBeGreaterThanOrEqual(
          knownShare(voice, SETTINGS),
        );
        expect([...voice.sum]).toEqual(before);
      }),
    );
  });

  it('is not touched by windows without any calm', () => {
    fc.assert(
      fc.property(windows, fc.array(embedding, { maxLength: 10 }), (heard, angry) => {
        const voice = voiceAfter(heard);
        const after = angry.reduce((known, window) => hearVoice(known, window, 0), voice);
        expect([...contextOf(after, SETTINGS)]).toEqual([...contextOf(voice, SETTINGS)]);
      }),
    );
  });
});

describe('how calm a window is', () => {
  it('is the square of what is neutral or happy of it', () => {
    expect(calmOf({ neutral: 0.3, happy: 0.2 })).toBeCloseTo(0.25);
    expect(calmOf({ neutral: 0, happy: 0 })).toBe(0);
    expect(calmOf({ neutral: 0.4, happy: 0.6 })).toBeCloseTo(1);
  });

  it('hardly lets anger enter', () => {
    const angry = calmOf({ neutral: 0.08, happy: 0.02 });
    expect(angry / calmOf({ neutral: 0.9, happy: 0.05 })).toBeLessThan(0.02);
  });
});

it('runs the temperature from cold to known with what is known of the voice', () => {
  const settings = { context: SETTINGS, temperature: { cold: 1.2, known: 0.8 } };
  expect(temperatureOf(unknownVoice(4), settings)).toBe(1.2);
  const half = voiceAfter(Array(SETTINGS.priorWindows).fill({ embedding: [1, 1, 1, 1], calm: 1 }));
  expect(temperatureOf(half, settings)).toBeCloseTo(1);
});
