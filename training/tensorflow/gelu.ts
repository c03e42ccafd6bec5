// GELU (Hendrycks and Gimpel, "Gaussian Error Linear Units", 2016) and its gradient in one pass each. Made of
// TensorFlow.js operations it takes seventeen, and they are most of what a network of long convolutions does.

import * as tf from '@tensorflow/tfjs';
import { allocate, view } from './heap.ts';

/** Beyond ±8 the normal distribution is 0 or 1 in float32. */
const LIMIT = 8;
/** Between 16384 places the functions are straight to within 1e-7. */
const PLACES = 16_384;

const GELU_TABLE = tabulate((x) => x * normalCdf(x));
const SLOPE_TABLE = tabulate((x) => normalCdf(x) + (x * Math.exp((-x * x) / 2)) / Math.sqrt(2 * Math.PI));

/** x · Φ(x) for every element, within 1e-6. */
export const gelu = tf.customGrad((...args) => {
  const [x, save] = args as [tf.Tensor, tf.GradSaveFunc];
  save([x]);
  return {
    value: made(x.shape, (result) => {
      const values = view(x);
      for (let i = 0; i < values.length; i++)
        result[i] = lookUp(GELU_TABLE, values[i] as number, values[i] as number);
    }),
    gradFunc: (dy: tf.Tensor, [saved]: tf.Tensor[]) =>
      made(dy.shape, (result) => {
        const [values, gradient] = [view(saved as tf.Tensor), view(dy)];
        for (let i = 0; i < values.length; i++)
          result[i] = (gradient[i] as number) * lookUp(SLOPE_TABLE, values[i] as number, 1);
      }),
  };
});

function made(shape: readonly number[], fill: (result: Float32Array) => void): tf.Tensor {
  const info = allocate(shape);
  fill(view(info));
  return tf.engine().makeTensorFromTensorInfo(info);
}

function tabulate(f: (x: number) => number): Float64Array {
  return Float64Array.from({ length: PLACES + 2 }, (_, i) => f((2 * LIMIT * i) / PLACES - LIMIT));
}

/** A tabulated function at x; `above` is what it is beyond the table's end, 0 what it is before the beginning. */
function lookUp(table: Float64Array, x: number, above: number): number {
  if (x >= LIMIT) return above;
  if (!(x > -LIMIT)) return x * 0;
  const place = ((x + LIMIT) * PLACES) / (2 * LIMIT);
  const whole = place | 0;
  const low = table[whole] as number;
  return low + (place - whole) * ((table[whole + 1] as number) - low);
}

/** Φ(x) by its Taylor series about 0, which converges for every x (Marsaglia, "Evaluating the Normal Distribution", 2004). */
function normalCdf(x: number): number {
  const size = Math.abs(x);
  let [sum, term] = [size, size];
  for (let i = 3; term > sum * 1e-18; i += 2) {
    term *= (size * size) / i;
    sum += term;
  }
  const upper = 0.5 + (sum * Math.exp((-size * size) / 2)) / Math.sqrt(2 * Math.PI);
  return x < 0 ? 1 - upper : upper;
}
