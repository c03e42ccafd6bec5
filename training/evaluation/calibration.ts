// Temperature scaling (Guo et al., "On Calibration of Modern Neural Networks", ICML 2017).

import { joinFloats, joinIntegers } from '../shared/join-arrays.ts';
import { softmaxRows } from './metrics.ts';

/** Lowest and highest temperature that is looked at. */
const RANGE = { low: 0.2, high: 5 } as const;
/** Steps of the golden-section search; each narrows the range by 0.618, so this is finer than a float32. */
const STEPS = 48;

/**
 * The softmax temperature with the least log loss.
 * @param logits clips × classes, row-major
 * @param labels class number of each clip
 */
export function fitTemperature(logits: Float32Array, labels: Int32Array, classes: number): number {
  const loss = (logTemperature: number) => {
    const probabilities = softmaxRows(logits, classes, Math.exp(logTemperature));
    return labels.reduce(
      (sum, label, clip) => sum - Math.log(Math.max(probabilities[clip * classes + label] ?? 0, 1e-12)),
      0,
    );
  };
  // Log loss has one minimum over the logarithm of the temperature, so golden-section search finds it.
  const golden = (Math.sqrt(5) - 1) / 2;
  let low = Math.log(RANGE.low);
  let high = Math.log(RANGE.high);
  for (let step = 0; step < STEPS; step++) {
    const left = high - golden * (high - low);
    const right = low + golden * (high - low);
    if (loss(left) < loss(right)) high = right;
    else low = left;
  }
  return Math.exp((low + high) / 2);
}

/** Logits (clips × classes) of clips that a model has not heard, and their classes. */
export interface Judged {
  readonly logits: Float32Array;
  readonly labels: Int32Array;
}

/** The temperature with the least log loss over what the folds' models made of their development clips together. */
export function pooledTemperature(folds: readonly Judged[], classes: number): number {
  return fitTemperature(
    joinFloats(folds.map(({ logits }) => logits)),
    joinIntegers(folds.map(({ labels }) => labels)),
    classes,
  );
}
