import { describe, expect, it } from 'vitest';
import { EMOTIONS, type Emotion, type Probabilities } from '../../src/analysis/emotion/emotions.ts';
import { CALL_ADJUSTMENT } from '../../src/analysis/score/constants.ts';
import { seededRandom } from '../shared/random.ts';
import { type FittingCall, fitFigures, fitInCall } from './fit.ts';
import { oracleScore } from './oracle.ts';

/** Nothing is corrected. */
const PLAIN = { ...CALL_ADJUSTMENT, calmLogOdds: 0, sharpness: 1, baselineShare: 0 };

/** A window that is heard right, but for neutral, which is heard e times too rarely. */
function heardAs(truth: Emotion, noise: number): Probabilities {
  const weights = EMOTIONS.map((emotion) => {
    const right = emotion === truth ? Math.exp(2 + noise) : 1;
    return emotion === 'neutral' ? right / Math.E : right;
  });
  const total = weights.reduce((sum, weight) => sum + weight, 0);
  return Object.fromEntries(EMOTIONS.map((emotion, i) => [emotion, (weights[i] ?? 0) / total])) as Record<
    Emotion,
    number
  >;
}

/** Calls that are calm for a while and angry for the rest, or the other way round. */
function madeUpCalls(): FittingCall[] {
  return Array.from({ length: 24 }, (_, i) => {
    const random = seededRandom('fit', i);
    const turn = Math.floor(40 * random());
    const calmFirst = random() < 0.5;
    const truths = Array.from({ length: 40 }, (_, window) => window < turn === calmFirst);
    return {
      actor: 1001 + (i % 6),
      probabilities: truths.map((calm) => heardAs(calm ? 'neutral' : 'anger', random() - 0.5)),
      oracle: oracleScore(truths.map((calm) => (calm ? 0 : 1))) ?? 0,
    };
  });
}

describe('fitting what windows say in a call', () => {
  const calls = madeUpCalls();

  it('finds out that calm is heard too rarely, and the scores gain by it', () => {
    const fitted = fitInCall(calls, ['calmLogOdds', 'sharpness'], PLAIN);
    expect(fitted.calmLogOdds).toBeGreaterThanOrEqual(0.75);
    expect(fitted.sharpness).toBeGreaterThan(1);
    expect(fitted.baselineShare).toBe(0);
    expect(fitFigures(calls, fitted).meanAbsoluteError).toBeLessThan(
      0.5 * fitFigures(calls, PLAIN).meanAbsoluteError,
    );
  });

  it('takes the usual voice from the calls themselves', () => {
    const { usualLogs } = fitInCall(calls.slice(0, 1), [], PLAIN);
    const [first] = calls;
    const logs = first?.probabilities.map(({ anger }) => Math.log(anger)) ?? [];
    expect(usualLogs.anger).toBeCloseTo(logs.reduce((sum, log) => sum + log, 0) / logs.length, 2);
  });
});
