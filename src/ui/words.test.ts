import { describe, expect, it } from 'vitest';
import { NOT_SURE_BELOW, readingOf } from '../analysis/emotion/calibration.ts';
import { confidenceWords } from './words.ts';

describe('confidenceWords', () => {
  it.each([
    [0.3, 'No emotion stands out'],
    [NOT_SURE_BELOW, 'Somewhat sure'],
    [0.6, 'Fairly sure'],
    [0.8, 'Very sure'],
  ])('calls %d "%s"', (confidence, words) => {
    expect(confidenceWords({ emotion: 'neutral', confidence })).toBe(words);
  });

  it('agrees with the reading about what is not sure', () => {
    const reading = readingOf([
      { anger: 0.4, disgust: 0.2, fear: 0.1, happy: 0.1, neutral: 0.1, sadness: 0.1 },
    ]);
    expect(reading?.emotion).toBe('not-sure');
    expect(reading && confidenceWords(reading)).toBe('No emotion stands out');
  });
});
