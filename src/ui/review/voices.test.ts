import { describe, expect, it } from 'vitest';
import type { Slot } from '../strip/strip-data.ts';
import {
  speakerAt,
  spokenShare,
  voicesName,
  voicesOfLevels,
  voicesOfWindows,
  voicesWords,
} from './voices.ts';

const heard: Slot = { anger: 1, disgust: 0, fear: 0, happy: 0, neutral: 0, sadness: 0 };
/** Customer, nobody, other side, both, then a sound of the customer's line that no window heard as speech. */
const levels = {
  customer: [-20, -20, -70, -70, -80, -80, -18, -18, -70, -70, -70, -70, -20, -20],
  other: [-80, -80, -80, -80, -20, -20, -20, -20, -80, -80, -80, -80, -80, -80],
};
const slots: Slot[] = [heard, heard, heard, heard, null, null, null];

describe('the voices of a recording', () => {
  const voices = voicesOfLevels(levels, slots);

  it('say who speaks at a moment, and take no noise for speech', () => {
    const speakers = [0.2, 1.2, 2.2, 3.2, 4.2, 6.4, 99].map((time) => speakerAt(voices, time));
    expect(speakers).toEqual(['customer', 'nobody', 'other', 'both', 'nobody', 'nobody', 'nobody']);
  });

  it('are as strong as their levels', () => {
    expect(voices.customer.slice(0, 4)).toEqual([0.8, 0.8, 0, 0]);
    expect(voices.other?.slice(2, 5)).toEqual([0, 0, 0.8]);
  });

  it('have shares of a stretch', () => {
    expect(spokenShare(voices, 'customer', 0, 4)).toBe(0.5);
    expect(spokenShare(voices, 'other', 2, 4)).toBe(1);
    expect(spokenShare(voices, 'other', 90, 100)).toBeNull();
  });

  it('are told in a sentence', () => {
    expect(voicesWords(voices)).toEqual([
      'The other side spoke for 2 s, both at once for 1 s; 57\u00a0% was silence.',
    ]);
    expect(voicesWords(voicesOfLevels({ ...levels, other: levels.customer.map(() => -96) }, slots))).toEqual([
      expect.stringContaining('The other side did not speak;'),
    ]);
  });

  it('are not told apart in a recording of one channel, or of both mixed', () => {
    const mixed = voicesOfLevels({ ...levels, other: null }, slots);
    expect([voicesName(mixed), mixed.customer]).toEqual(['Loudness', voices.customer]);
    expect([speakerAt(mixed, 0.2), spokenShare(mixed, 'customer', 0, 4), voicesWords(mixed)]).toEqual([
      null,
      null,
      [],
    ]);
  });
});

it('knows of a stored call the customer’s share of speech, and nothing of its gaps', () => {
  const voices = voicesOfWindows([null, null, 0.5, 0.25], [{ start: 3.5, end: 4, cause: 'lost' }]);
  expect(voices.customer).toEqual([null, null, null, null, 0.5, 0.5, 0.25, null]);
  expect([speakerAt(voices, 2), spokenShare(voices, 'customer', 0, 4), voicesWords(voices)]).toEqual([
    null,
    null,
    [],
  ]);
});
