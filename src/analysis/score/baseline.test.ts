import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { EMOTIONS, type Emotion, type Probabilities } from '../emotion/emotions.ts';
import { baselineShift, baselineStep, INITIAL_BASELINE_STATE } from './baseline.ts';
import { CALL_ADJUSTMENT } from './constants.ts';

const weight = fc.double({ min: 0, max: 1, noNaN: true });
const windows = fc.array(
  fc.record(
    Object.fromEntries(EMOTIONS.map((emotion) => [emotion, weight])) as Record<Emotion, typeof weight>,
  ),
  { maxLength: 200 },
);

const shiftAfter = (heard: readonly Probabilities[]) =>
  baselineShift(
    heard.reduce((state, window) => baselineStep(state, window), INITIAL_BASELINE_STATE),
    CALL_ADJUSTMENT,
  );
const logsAs = (of: (emotion: Emotion) => number) =>
  Object.fromEntries(EMOTIONS.map((emotion) => [emotion, Math.exp(of(emotion))])) as Record<Emotion, number>;

describe("the customer's own baseline", () => {
  it('takes nothing from a voice like all others, nor before anything is heard', () => {
    const usual = logsAs((emotion) => CALL_ADJUSTMENT.usualLogs[emotion]);
    for (const heard of [[], Array<Probabilities>(50).fill(usual)]) {
      for (const shift of Object.values(shiftAfter(heard))) expect(shift).toBeCloseTo(0, 10);
    }
  });

  it('takes half of its share after as many windows as it is set to', () => {
    // A voice that is heard as sad e^0.5 times as often as usual.
    const sadder = logsAs(
      (emotion) => CALL_ADJUSTMENT.usualLogs[emotion] + (emotion === 'sadness' ? 0.5 : 0),
    );
    const { sadness, anger } = shiftAfter(Array<Probabilities>(CALL_ADJUSTMENT.baselineWindows).fill(sadder));
    expect(sadness).toBeCloseTo((CALL_ADJUSTMENT.baselineShare * 0.5) / 2, 10);
    expect(anger).toBeCloseTo(0, 10);
  });

  it('never takes more than its bound, whatever is heard', () => {
    fc.assert(
      fc.property(windows, (heard) => {
        for (const shift of Object.values(shiftAfter(heard))) {
          expect(Math.abs(shift)).toBeLessThanOrEqual(CALL_ADJUSTMENT.baselineBound);
        }
      }),
    );
  });
});
