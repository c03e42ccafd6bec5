// What a usual call is made of.

import type { Emotion } from '../../src/analysis/emotion/emotions.ts';

/** Shares of the emotions in a usual call's windows. */
export const USUAL_CALL: Readonly<Record<Emotion, number>> = {
  anger: 0.1,
  disgust: 0.1 / 3,
  fear: 0.1 / 3,
  happy: 0.1,
  neutral: 0.7,
  sadness: 0.1 / 3,
};
