// From logits to probabilities that can be taken at their word.

import { EMOTIONS, type Emotion, type Probabilities, softmax, topEmotion } from './emotions.ts';

/**
 * Softmax at a temperature (Guo et al., "On Calibration of Modern Neural Networks", 2017).
 *
 * @param logits one a label, in `EMOTIONS` order
 * @param temperature above 0; larger is less confident
 * @throws RangeError when a logit is missing or not finite
 */
export function calibrate(logits: ArrayLike<number>, temperature: number): Probabilities {
  const scaled = EMOTIONS.map((emotion, index) => {
    const logit = logits[index];
    if (logit === undefined || !Number.isFinite(logit)) {
      throw new RangeError(`The model gave ${logit} as its logit for ${emotion}; expected a finite number.`);
    }
    return logit / temperature;
  });
  return softmax(scaled);
}

/** Below this probability of the top emotion the panel says "not sure". */
export const NOT_SURE_BELOW = 0.45;

/** What the panel names: an emotion, or that the model isn't sure. `confidence` is the top probability. */
export interface Reading {
  readonly emotion: Emotion | 'not-sure';
  readonly confidence: number;
}

/**
 * One reading of the last few windows together, so that the word doesn't flicker with every second.
 *
 * @param windows probabilities of the last windows with speech; null when there is none
 */
export function readingOf(windows: readonly Probabilities[]): Reading | null {
  if (windows.length === 0) return null;
  const together = Object.fromEntries(
    EMOTIONS.map((emotion) => [
      emotion,
      windows.reduce((sum, window) => sum + window[emotion], 0) / windows.length,
    ]),
  ) as Record<Emotion, number>;
  const top = topEmotion(together);
  const confidence = together[top];
  return { emotion: confidence < NOT_SURE_BELOW ? 'not-sure' : top, confidence };
}
