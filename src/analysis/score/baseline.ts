// Estimates how a voice sounds by itself. The model hears a flat voice as sad and a loud one as angry; what all windows
// of a call have in common is more likely the voice than the moment.
// Streaming: one step a speech window, constant memory.

import { EMOTIONS, type Probabilities } from '../emotion/emotions.ts';
import { CALL_ADJUSTMENT, type CallAdjustment } from './constants.ts';

/** Log probabilities, one an emotion, natural. */
export type LogProbabilities = Readonly<Record<keyof Probabilities, number>>;

/** What is remembered of a customer's voice. Plain data, like the score's state. */
export interface BaselineState {
  readonly speechWindows: number;
  /** Sums over these windows. */
  readonly logSums: LogProbabilities;
}

export const INITIAL_BASELINE_STATE: BaselineState = { speechWindows: 0, logSums: forEach(() => 0) };

/** Smaller probabilities count as this one, so that one window can't outweigh a whole call. */
const LEAST_PROBABILITY = 0.01;

/** Takes in one speech window by its calibrated probabilities. */
export function baselineStep(
  { speechWindows, logSums }: BaselineState,
  probabilities: Probabilities,
): BaselineState {
  const logs = logOf(probabilities);
  return {
    speechWindows: speechWindows + 1,
    logSums: forEach((emotion) => logSums[emotion] + logs[emotion]),
  };
}

/**
 * What to take from each log probability so that the voice counts as a usual one: a share of its distance from the means
 * of all voices, at most `baselineBound` either way, and almost nothing while few windows were heard.
 */
export function baselineShift(
  { speechWindows, logSums }: BaselineState,
  { baselineShare, baselineBound, baselineWindows, usualLogs }: CallAdjustment = CALL_ADJUSTMENT,
): LogProbabilities {
  return forEach((emotion) => {
    const distance =
      (logSums[emotion] - speechWindows * usualLogs[emotion]) / (speechWindows + baselineWindows);
    return Math.min(baselineBound, Math.max(-baselineBound, baselineShare * distance));
  });
}

/** Natural logarithms of probabilities, none below that of `LEAST_PROBABILITY`. */
export function logOf(probabilities: Probabilities): LogProbabilities {
  return forEach((emotion) => Math.log(Math.max(LEAST_PROBABILITY, probabilities[emotion])));
}

function forEach(of: (emotion: keyof Probabilities) => number): LogProbabilities {
  return Object.fromEntries(EMOTIONS.map((emotion) => [emotion, of(emotion)])) as Record<
    keyof Probabilities,
    number
  >;
}
