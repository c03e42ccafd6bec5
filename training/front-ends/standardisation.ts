// Features to mean 0 and variance 1, as fitted on the training actors and stored with the model.

/** By feature: what is taken off, and what the rest is multiplied by. */
export interface Standardisation {
  readonly mean: Float32Array;
  readonly scale: Float32Array;
}

/** Features are standardised by at least this much, so that a feature that hardly varies is not blown up. */
const LEAST_SD = 1e-3;

/**
 * Fits over rows of `features` numbers each.
 * @param tables each of whole rows, one after the other
 * @throws Error when there are no rows.
 */
export function fitStandardisation(tables: Iterable<Float32Array>, features: number): Standardisation {
  const sum = new Float64Array(features);
  const squares = new Float64Array(features);
  let rows = 0;
  for (const values of tables) {
    for (let start = 0; start < values.length; start += features) {
      for (let i = 0; i < features; i++) {
        const value = values[start + i] as number;
        sum[i] = (sum[i] as number) + value;
        squares[i] = (squares[i] as number) + value * value;
      }
      rows++;
    }
  }
  if (rows === 0) throw new Error('There are no rows to standardise over.');
  const mean = Float32Array.from(sum, (value) => value / rows);
  const scale = Float32Array.from(squares, (value, i) => {
    const average = (sum[i] ?? 0) / rows;
    return 1 / Math.max(LEAST_SD, Math.sqrt(Math.max(0, value / rows - average * average)));
  });
  return { mean, scale };
}

/** Standardises rows in place. */
export function standardise(values: Float32Array, { mean, scale }: Standardisation): void {
  for (let i = 0; i < values.length; i++) {
    const feature = i % mean.length;
    values[i] = ((values[i] as number) - (mean[feature] as number)) * (scale[feature] as number);
  }
}
