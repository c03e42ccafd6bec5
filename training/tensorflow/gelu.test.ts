import * as tf from '@tensorflow/tfjs';
import { beforeAll, describe, expect, it } from 'vitest';
import { gelu } from './gelu.ts';
import { startTensorFlow } from './tensorflow.ts';

beforeAll(() => startTensorFlow());

const xs = Float32Array.from({ length: 4_001 }, (_, i) => (i - 2_000) / 200);
/** As it is written down: with the error function of TensorFlow.js. */
const written = (x: tf.Tensor) => x.mul(x.div(Math.SQRT2).erf().add(1)).mul(0.5);

function furthest(a: tf.Tensor, b: tf.Tensor): number {
  return a.sub(b).abs().max().dataSync()[0] ?? Number.NaN;
}

describe('gelu', () => {
  it('is x times the normal distribution, from -10 to 10', () => {
    const x = tf.tensor1d(xs);
    expect(furthest(gelu(x), written(x))).toBeLessThan(2e-6);
  });

  it('has its gradient', () => {
    const x = tf.tensor1d(xs);
    const dy = tf.tensor1d(xs.map((value) => Math.cos(value)));
    expect(furthest(tf.grad((value) => gelu(value))(x, dy), tf.grad(written)(x, dy))).toBeLessThan(2e-6);
  });

  it('keeps what is no number', () => {
    expect([...gelu(tf.tensor1d([Number.NaN, 100, -100])).dataSync()]).toEqual([Number.NaN, 100, -0]);
  });
});
