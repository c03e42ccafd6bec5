// Temperature scaling (Guo et al., "On Calibration of Modern Neural Networks", ICML 2017).

import { type Temperatures, temperatureAt } from '../../src/analysis/emotion/call-voice.ts';
import { CLASSES } from '../shared/classes.ts';
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
  return leastLoss((temperature) => logLoss(softmaxRows(logits, classes, temperature), labels, classes));
}

/** Sum over the clips, in nats. */
function logLoss(probabilities: Float32Array, labels: Int32Array, classes: number): number {
  return labels.reduce(
    (sum, label, clip) => sum - Math.log(Math.max(probabilities[clip * classes + label] ?? 0, 1e-12)),
    0,
  );
}

/** Log loss has one minimum over the logarithm of the temperature, so golden-section search finds it. */
function leastLoss(lossAt: (temperature: number) => number): number {
  const golden = (Math.sqrt(5) - 1) / 2;
  let low = Math.log(RANGE.low);
  let high = Math.log(RANGE.high);
  for (let step = 0; step < STEPS; step++) {
    const left = high - golden * (high - low);
    const right = low + golden * (high - low);
    if (lossAt(Math.exp(left)) < lossAt(Math.exp(right))) high = right;
    else low = left;
  }
  return Math.exp((low + high) / 2);
}

/** Logits (clips × classes) of clips that a model has not heard, and their classes. */
export interface Judged {
  readonly logits: Float32Array;
  readonly labels: Int32Array;
}

/** The same of clips that were read in a call. */
export interface JudgedInCall extends Judged {
  /** How well each clip's voice was known, 0 to below 1. */
  readonly known: Float32Array;
}

/** The temperature with the least log loss over what the folds' models made of their development clips together. */
export function pooledTemperature(folds: readonly Judged[], classes: number): number {
  return fitTemperature(
    joinFloats(folds.map(({ logits }) => logits)),
    joinIntegers(folds.map(({ labels }) => labels)),
    classes,
  );
}

/**
 * The temperatures with the least log loss over what the folds' models made of their development clips together: the one
 * without context first, then the other beside it.
 */
export function temperaturesOf(
  folds: readonly { readonly cold: Judged; readonly inCall: JudgedInCall }[],
): Temperatures {
  const cold = pooledTemperature(
    folds.map((fold) => fold.cold),
    CLASSES,
  );
  const logits = joinFloats(folds.map(({ inCall }) => inCall.logits));
  const labels = joinIntegers(folds.map(({ inCall }) => inCall.labels));
  const shares = joinFloats(folds.map(({ inCall }) => inCall.known));
  const known = leastLoss((sure) =>
    logLoss(softmaxInCall(logits, shares, { cold, known: sure }), labels, CLASSES),
  );
  return { cold, known };
}

/** Softmax of rows of logits that were read in a call. @param known by row */
export function softmaxInCall(
  logits: Float32Array,
  known: Float32Array,
  temperatures: Temperatures,
): Float32Array {
  return joinFloats(
    Array.from(known, (share, row) =>
      softmaxRows(
        logits.subarray(row * CLASSES, (row + 1) * CLASSES),
        CLASSES,
        temperatureAt(temperatures, share),
      ),
    ),
  );
}
