// The glyphs of the six emotions: each has a silhouette of its own, so that none depends on its colour.

import type { Emotion } from '../analysis/emotion/emotions.ts';

/** Paths in a box of 16 by 16, filled by the even-odd rule; the strip's canvas draws the same ones. */
export const EMOTION_PATHS: Readonly<Record<Emotion, string>> = {
  // A burst
  anger:
    'M8 .3 9.8 3.6 13.4 2.6 12.4 6.2 15.7 8 12.4 9.8 13.4 13.4 9.8 12.4 8 15.7 6.2 12.4 2.6 13.4 3.6 9.8 .3 8 3.6 6.2 2.6 2.6 6.2 3.6Z',
  // A cross
  disgust:
    'M1.5 4.2 4.2 1.5 8 5.3 11.8 1.5 14.5 4.2 10.7 8 14.5 11.8 11.8 14.5 8 10.7 4.2 14.5 1.5 11.8 5.3 8Z',
  // A diamond with a hollow
  fear: 'M8 .4 15.6 8 8 15.6 .4 8ZM8 4.8 4.8 8 8 11.2 11.2 8Z',
  // A round face that smiles
  happy: 'M8 .8A7.2 7.2 0 1 1 8 15.2 7.2 7.2 0 0 1 8 .8ZM3.9 8.3A4.1 4.1 0 0 0 12.1 8.3Z',
  // A square with a level bar
  neutral:
    'M3.6 1.4H12.4A2.2 2.2 0 0 1 14.6 3.6V12.4A2.2 2.2 0 0 1 12.4 14.6H3.6A2.2 2.2 0 0 1 1.4 12.4V3.6A2.2 2.2 0 0 1 3.6 1.4ZM4.2 6.9V9.1H11.8V6.9Z',
  // A drop
  sadness: 'M8 .3C8 .3 13.6 6.4 13.6 10A5.6 5.6 0 0 1 2.4 10C2.4 6.4 8 .3 8 .3Z',
};

/** What is shown where no emotion is named. */
const MOOD_PATHS = {
  // A dotted ring: six points
  'not-sure':
    'M8 .6A1.5 1.5 0 1 1 8 3.6 1.5 1.5 0 0 1 8 .6ZM8 12.4A1.5 1.5 0 1 1 8 15.4 1.5 1.5 0 0 1 8 12.4ZM2.9 3.55A1.5 1.5 0 1 1 2.9 6.55 1.5 1.5 0 0 1 2.9 3.55ZM13.1 3.55A1.5 1.5 0 1 1 13.1 6.55 1.5 1.5 0 0 1 13.1 3.55ZM2.9 9.45A1.5 1.5 0 1 1 2.9 12.45 1.5 1.5 0 0 1 2.9 9.45ZM13.1 9.45A1.5 1.5 0 1 1 13.1 12.45 1.5 1.5 0 0 1 13.1 9.45Z',
  silence: 'M1.5 7H14.5A1 1 0 0 1 14.5 9H1.5A1 1 0 0 1 1.5 7Z',
  // A note
  'not-speech': 'M6 2.2 14 .6V11.2A2.6 2.4 0 1 1 12 8.9V4.6L8 5.4V13.2A2.6 2.4 0 1 1 6 10.9Z',
  starting: 'M2 6H4V10H2ZM7 3H9V13H7ZM12 6H14V10H12Z',
  held: 'M3.5 2.5H6.5V13.5H3.5ZM9.5 2.5H12.5V13.5H9.5Z',
  ended: 'M1.7 8.6 3.8 6.5 6.4 9.1 12.2 3.3 14.3 5.4 6.4 13.3Z',
} as const;

export type Mood = Emotion | keyof typeof MOOD_PATHS;

const PATHS: Readonly<Record<Mood, string>> = { ...EMOTION_PATHS, ...MOOD_PATHS };

/** A decoration: the word beside it says the same. */
export function MoodGlyph({ mood }: { readonly mood: Mood }) {
  return (
    <svg class="glyph" data-mood={mood} viewBox="0 0 16 16" aria-hidden="true">
      <path d={PATHS[mood]} fill-rule="evenodd" fill="currentColor" />
    </svg>
  );
}
