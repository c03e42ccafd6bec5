// Distress of one window: the expected severity of what was heard.

import { DISTRESS_WEIGHTS } from './constants.ts';

type DistressingEmotion = keyof typeof DISTRESS_WEIGHTS;
const DISTRESSING = Object.keys(DISTRESS_WEIGHTS) as readonly DistressingEmotion[];

/**
 * @param probabilities calibrated, each in [0, 1], together at most 1; emotions that are not distress are ignored
 * @returns distress in [0, 1]
 */
export function distressOf(probabilities: Readonly<Record<DistressingEmotion, number>>): number {
  let distress = 0;
  for (const emotion of DISTRESSING) distress += DISTRESS_WEIGHTS[emotion] * probabilities[emotion];
  return Math.min(1, Math.max(0, distress));
}

/**
 * Draws the distress of the emotion that stands at quantile `u` when emotions are lined up from the least to the
 * most distressing: one possible truth behind the probabilities.
 *
 * @param u in [0, 1)
 * @param error added to the log odds of distress: how wrong the probabilities are
 */
export function sampleDistress(
  probabilities: Readonly<Record<DistressingEmotion, number>>,
  u: number,
  error = 0,
): number {
  let distressed = 0;
  for (const emotion of DISTRESSING) distressed += probabilities[emotion];
  if (distressed <= 0) return 0;
  // Of the odds: calm : distressed becomes calm : distressed · e^error.
  const scale = Math.exp(error) / (Math.max(0, 1 - distressed) + distressed * Math.exp(error));
  let remaining = 1 - u;
  for (const emotion of DISTRESSING) {
    remaining -= probabilities[emotion] * scale;
    if (remaining < 0) return DISTRESS_WEIGHTS[emotion];
  }
  return 0;
}
