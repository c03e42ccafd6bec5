import { expect, it } from 'vitest';
import { LiveScore } from '../../src/call/live-score.ts';
import { EMOTIONS, type Probabilities } from '../../src/emotion/emotions.ts';
import { seededRandom } from '../random.ts';
import { quickScores } from './quick-score.ts';

it('gives the very scores of the live road', () => {
  const random = seededRandom('quick-score');
  const speech = Array.from({ length: 40 }, () => {
    const weights = EMOTIONS.map(() => random() ** 3);
    const total = weights.reduce((sum, weight) => sum + weight, 0);
    return Object.fromEntries(EMOTIONS.map((emotion, i) => [emotion, (weights[i] ?? 0) / total])) as Record<
      keyof Probabilities,
      number
    >;
  });
  const live = new LiveScore();
  const shown = speech.map(
    (probabilities, start) => live.push({ start, speech: 1, probabilities }).point?.score ?? null,
  );
  expect(quickScores(speech)).toEqual(shown);
});
