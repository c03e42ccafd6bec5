// Features to mean 0 and variance 1, as fitted on the training actors and stored with the model: heads and networks
// alike.

/** By feature: what is subtracted, and what the rest is multiplied by. */
export interface Standardisation {
  readonly mean: Float32Array;
  readonly scale: Float32Array;
}

/** Least standard deviation to divide by, so that a feature that hardly varies is not blown up. */
const LEAST_SD = 1e-4;

/**
 * Fits over rows of `features` numbers each.
 * @param parts each of whole rows, one after the other
 * @throws Error when there are no rows.
 */
export function fitStandardisation(parts: Iterable<Float32Array>, features: number): Standardisation {
  const sum = new Float64Array(features);
  const squares = new Float64Array(features);
  // The first row stands in for the mean, so that squares of a large constant part don't cancel.
  let origin: Float32Array | undefined;
  let rows = 0;
  for (const values of parts) {
    origin ??= values.slice(0, features);
    for (let start = 0; start < values.length; start += features) {
      for (let i = 0; i < features; i++) {
        const value = (values[start + i] as number) - (origin[i] as number);
        sum[i] = (sum[i] as number) + value;
        squares[i] = (squares[i] as number) + value * value;
      }
      rows++;
    }
  }
  if (rows === 0) throw new Error('There are no rows to standardise over.');
  const mean = new Float32Array(features);
  const scale = new Float32Array(features);
  for (let i = 0; i < features; i++) {
    const shifted = (sum[i] ?? 0) / rows;
    const variance = Math.max(0, (squares[i] ?? 0) / rows - shifted * shifted);
    mean[i] = shifted + (origin?.[i] ?? 0);
    scale[i] = 1 / Math.max(Math.sqrt(variance), LEAST_SD);
  }
  return { mean, scale };
}

/** Standardises rows in place. */
export function standardise(values: Float32Array, { mean, scale }: Standardisation): void {
  for (let i = 0; i < values.length; i++) {
    const feature = i % mean.length;
    values[i] = ((values[i] as number) - (mean[feature] as number)) * (scale[feature] as number);
  }
}
