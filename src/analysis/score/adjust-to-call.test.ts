import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { EMOTIONS, type Emotion, type Probabilities } from '../emotion/emotions.ts';
import { adjustToCall } from './adjust-to-call.ts';
import { INITIAL_BASELINE_STATE } from './baseline.ts';
import { CALL_ADJUSTMENT } from './constants.ts';
import { distressOf } from './distress.ts';

const window = fc
  .tuple(...EMOTIONS.map(() => fc.double({ min: 0.001, max: 1, noNaN: true })))
  .map((weights) => {
    const total = weights.reduce((sum, weight) => sum + weight, 0);
    return Object.fromEntries(EMOTIONS.map((emotion, i) => [emotion, (weights[i] ?? 0) / total])) as Record<
      Emotion,
      number
    >;
  });
const calls = fc.array(window, { minLength: 1, maxLength: 300 });

/** What the last of these windows says in its call. */
function lastOf(heard: readonly Probabilities[], constants = CALL_ADJUSTMENT): Probabilities {
  let step = adjustToCall(INITIAL_BASELINE_STATE, heard[0] as Probabilities, constants);
  for (const probabilities of heard.slice(1)) step = adjustToCall(step.baseline, probabilities, constants);
  return step.probabilities;
}

describe('what a window says in its call', () => {
  it('is probabilities', () => {
    fc.assert(
      fc.property(calls, (heard) => {
        const believed = Object.values(lastOf(heard));
        expect(believed.reduce((sum, value) => sum + value, 0)).toBeCloseTo(1, 10);
        for (const value of believed) expect(value).toBeGreaterThanOrEqual(0);
      }),
      { numRuns: 30 },
    );
  });

  it('is the same probabilities where nothing is to be corrected', () => {
    const plain = { ...CALL_ADJUSTMENT, calmLogOdds: 0, sharpness: 1, baselineShare: 0 };
    const heard = { anger: 0.3, disgust: 0.1, fear: 0.2, happy: 0.05, neutral: 0.25, sadness: 0.1 };
    for (const emotion of EMOTIONS) expect(lastOf([heard], plain)[emotion]).toBeCloseTo(heard[emotion], 10);
  });

  it('cannot hide anger that is five times as likely as calm, whatever the voice was like before', () => {
    const angry = { anger: 0.75, disgust: 0.025, fear: 0.025, happy: 0.025, neutral: 0.15, sadness: 0.025 };
    fc.assert(
      fc.property(calls, (before) => {
        expect(distressOf(lastOf([...before, angry]))).toBeGreaterThan(0.7);
      }),
      { numRuns: 60 },
    );
  });

  it('finds a flat voice less sad once it is known', () => {
    const flat = { anger: 0.1, disgust: 0.1, fear: 0.1, happy: 0.05, neutral: 0.15, sadness: 0.5 };
    const atFirst = lastOf([flat]).sadness;
    const later = lastOf(Array<Probabilities>(60).fill(flat)).sadness;
    expect(later).toBeLessThan(0.97 * atFirst);
  });
});
