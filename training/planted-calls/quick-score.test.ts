import { expect, it } from 'vitest';
import { LiveScore } from '../../src/analysis/call/live-score.ts';
import { EMOTIONS, type Probabilities } from '../../src/analysis/emotion/emotions.ts';
import { type Random, seededRandom } from '../shared/random.ts';
import { quickScores } from './quick-score.ts';

/** Windows of a customer whose mood drifts and now and then turns, heard more or less surely. */
function madeUpSpeech(count: number, random: Random): Probabilities[] {
  const sureness = 1 + 4 * random();
  let lean = EMOTIONS.map(() => random() ** 2);
  return Array.from({ length: count }, () => {
    if (random() < 0.08) lean = EMOTIONS.map(() => random() ** 2);
    const weights = lean.map((value) => (value + 0.3 * random()) ** sureness);
    const total = weights.reduce((sum, weight) => sum + weight, 0);
    return probabilitiesOf((i) => (weights[i] ?? 0) / total);
  });
}

function probabilitiesOf(value: (index: number) => number): Probabilities {
  return Object.fromEntries(EMOTIONS.map((emotion, i) => [emotion, value(i)])) as Record<
    keyof Probabilities,
    number
  >;
}

it('gives the very scores of the live road', () => {
  const speech = madeUpSpeech(40, seededRandom('quick-score'));
  const live = new LiveScore();
  const shown = speech.map(
    (probabilities, start) => live.push({ start, speech: 1, probabilities }).point?.score ?? null,
  );
  expect(quickScores(speech)).toEqual(shown);
});

it('moves by at most a point when one window among sixty is misheard, baseline and all', () => {
  for (let call = 0; call < 12; call++) {
    const speech = madeUpSpeech(60, seededRandom('misheard', call));
    const score = quickScores(speech).at(-1) ?? Number.NaN;
    for (const emotion of ['anger', 'neutral'] as const) {
      const misheard = probabilitiesOf((i) => (EMOTIONS[i] === emotion ? 0.95 : 0.01));
      for (let i = 0; i < speech.length; i++) {
        const changed = quickScores(speech.with(i, misheard)).at(-1) ?? Number.NaN;
        expect(Math.abs(changed - score)).toBeLessThanOrEqual(1);
      }
    }
  }
});
