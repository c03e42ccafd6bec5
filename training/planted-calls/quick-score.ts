// What LiveScore says of a call's score, without its interval: quick enough for a call's thousand variants.

import type { Probabilities } from '../../src/analysis/emotion/emotions.ts';
import { INITIAL_BASELINE_STATE } from '../../src/analysis/score/baseline.ts';
import { IN_CALL, type InCall } from '../../src/analysis/score/constants.ts';
import { distressOf } from '../../src/analysis/score/distress.ts';
import { inCallStep } from '../../src/analysis/score/in-call.ts';
import { INITIAL_SCORE_STATE, scoreOf, scoreStep } from '../../src/analysis/score/score.ts';

/**
 * @param speech calibrated probabilities of the windows with speech, in order
 * @returns the score after each of them, 1 to 10; null before the opening is complete
 */
export function quickScores(
  speech: readonly Probabilities[],
  constants: InCall = IN_CALL,
): (number | null)[] {
  let [baseline, state] = [INITIAL_BASELINE_STATE, INITIAL_SCORE_STATE];
  return speech.map((probabilities) => {
    const heard = inCallStep(baseline, probabilities, constants);
    baseline = heard.baseline;
    state = scoreStep(state, distressOf(heard.probabilities));
    return scoreOf(state)?.score ?? null;
  });
}
