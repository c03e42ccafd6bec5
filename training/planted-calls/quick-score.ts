// The score that LiveScore gives, without its interval: quick enough for a thousand variants of a call.

import type { Probabilities } from '../../src/analysis/emotion/emotions.ts';
import { adjustToCall } from '../../src/analysis/score/adjust-to-call.ts';
import { INITIAL_BASELINE_STATE } from '../../src/analysis/score/baseline.ts';
import { CALL_ADJUSTMENT, type CallAdjustment } from '../../src/analysis/score/constants.ts';
import { distressOf } from '../../src/analysis/score/distress.ts';
import { INITIAL_SCORE_STATE, scoreOf, scoreStep } from '../../src/analysis/score/score.ts';

/**
 * @param speech calibrated probabilities of the windows with speech, in order
 * @returns the score after each of them, 1 to 10; null before the opening is complete
 */
export function quickScores(
  speech: readonly Probabilities[],
  constants: CallAdjustment = CALL_ADJUSTMENT,
): (number | null)[] {
  let [baseline, state] = [INITIAL_BASELINE_STATE, INITIAL_SCORE_STATE];
  return speech.map((probabilities) => {
    const heard = adjustToCall(baseline, probabilities, constants);
    baseline = heard.baseline;
    state = scoreStep(state, distressOf(heard.probabilities));
    return scoreOf(state)?.score ?? null;
  });
}
