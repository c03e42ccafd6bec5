// Corrects a window's probabilities for the call it is in. The classifier learned from clips, of which four in six are
// distressed, and it can't tell a voice from its mood.

import { EMOTIONS, type Probabilities, softmax } from '../emotion/emotions.ts';
import { type BaselineState, baselineShift, baselineStep, logOf } from './baseline.ts';
import { CALL_ADJUSTMENT, type CallAdjustment } from './constants.ts';

/** A window as the score takes it. */
export interface AdjustedWindow {
  /** The windows of the call so far, this one included. */
  readonly baseline: BaselineState;
  /** Together 1. */
  readonly probabilities: Probabilities;
}

/**
 * Takes in one speech window by its calibrated probabilities.
 * @param baseline the windows before it
 */
export function adjustToCall(
  baseline: BaselineState,
  probabilities: Probabilities,
  constants: CallAdjustment = CALL_ADJUSTMENT,
): AdjustedWindow {
  const next = baselineStep(baseline, probabilities);
  return { baseline: next, probabilities: adjustProbabilities(probabilities, next, constants) };
}

/**
 * Corrects the probabilities for the customer's own voice and for how often each emotion is heard in calls (Saerens et
 * al., "Adjusting the outputs of a classifier to new a priori probabilities", Neural Computation 14, 2002), and makes
 * them more decided.
 */
function adjustProbabilities(
  probabilities: Probabilities,
  baseline: BaselineState,
  constants: CallAdjustment,
): Probabilities {
  const logs = logOf(probabilities);
  const shift = baselineShift(baseline, constants);
  const { calmLogOdds, sharpness } = constants;
  return softmax(
    EMOTIONS.map(
      (emotion) => sharpness * (logs[emotion] - shift[emotion] + (emotion === 'neutral' ? calmLogOdds : 0)),
    ),
  );
}
