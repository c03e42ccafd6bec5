import fc from 'fast-check';
import { expect, it } from 'vitest';
import { distressOf, sampleDistress } from './distress.ts';

const only = (emotion: string) => ({ anger: 0, disgust: 0, fear: 0, sadness: 0, [emotion]: 1 });

it.each([
  ['anger', 1],
  ['disgust', 0.8],
  ['fear', 0.8],
  ['sadness', 0.7],
  ['neutral', 0],
  ['happy', 0],
])('is %s alone: %d', (emotion, expected) => {
  expect(distressOf(only(emotion))).toBeCloseTo(expected);
  expect(sampleDistress(only(emotion), 0.5)).toBeCloseTo(expected);
});

it('is the mean of its samples', () => {
  const share = fc.double({ min: 0, max: 0.25, noNaN: true });
  fc.assert(
    fc.property(fc.record({ anger: share, disgust: share, fear: share, sadness: share }), (probabilities) => {
      const draws = 4000;
      let sum = 0;
      for (let draw = 0; draw < draws; draw++) sum += sampleDistress(probabilities, (draw + 0.5) / draws);
      expect(sum / draws).toBeCloseTo(distressOf(probabilities), 2);
    }),
  );
});
