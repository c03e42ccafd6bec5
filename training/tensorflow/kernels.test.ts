import { beforeAll, describe, expect, it } from 'vitest';
import { gaussian, seededRandom } from '../shared/random.ts';
import { startTensorFlow, tf } from './tensorflow.ts';

beforeAll(startTensorFlow);

function numbers(shape: number[], seed: string): tf.Tensor {
  const random = seededRandom('numbers', seed);
  const size = shape.reduce((product, length) => product * length, 1);
  return tf.tensor(
    Float32Array.from({ length: size }, () => gaussian(random)),
    shape,
  );
}

/**
 * Compares a function's gradients with differences of its values, at some places of each input. The function's values
 * are weighted at random, so that every output counts and none for another.
 */
function expectGradients(f: (...inputs: tf.Tensor[]) => tf.Tensor, inputs: tf.Tensor[]): void {
  const weights = numbers(f(...inputs).shape, 'weights');
  const loss = (...x: tf.Tensor[]) =>
    f(...x)
      .mul(weights)
      .sum() as tf.Scalar;
  const gradients = tf.grads(loss)(inputs);
  const step = 1e-2;
  for (const [i, input] of inputs.entries()) {
    const gradient = gradients[i]?.dataSync() ?? [];
    expect(gradients[i]?.shape).toEqual(input.shape);
    const random = seededRandom('places', i);
    for (let n = 0; n < 12; n++) {
      const place = Math.floor(random() * input.size);
      const valueAt = (offset: number) => {
        const moved = Float32Array.from(input.dataSync());
        moved[place] = (moved[place] as number) + offset;
        return loss(
          ...inputs.map((x, k) => (k === i ? tf.tensor(moved, x.shape) : x)),
        ).dataSync()[0] as number;
      };
      const slope = (valueAt(step) - valueAt(-step)) / (2 * step);
      expect(Math.abs(slope - (gradient[place] as number))).toBeLessThan(0.02 * Math.max(1, Math.abs(slope)));
    }
  }
}

describe('the gradients of a convolution, against finite differences', () => {
  it.each([
    { strides: 1, pad: 'same', size: [5, 7], kernel: [3, 3] },
    { strides: 1, pad: 'valid', size: [5, 7], kernel: [3, 2] },
    { strides: 2, pad: 'same', size: [6, 7], kernel: [3, 3] },
    { strides: 2, pad: 'valid', size: [8, 7], kernel: [2, 3] },
    { strides: 3, pad: 'valid', size: [9, 11], kernel: [2, 2] },
    { strides: 1, pad: 'same', size: [4, 4], kernel: [4, 2] },
  ] as const)('strides $strides, $pad, $size by $kernel', ({ strides, pad, size, kernel }) => {
    const x = numbers([2, ...size, 3], 'x');
    const filter = numbers([...kernel, 3, 4], 'filter');
    expectGradients((a, b) => tf.conv2d(a as tf.Tensor4D, b as tf.Tensor4D, strides, pad), [x, filter]);
  });

  it('of one dimension, as the layers ask for it', () => {
    const x = numbers([2, 23, 3], 'x');
    const filter = numbers([10, 3, 5], 'filter');
    expectGradients((a, b) => tf.conv1d(a as tf.Tensor3D, b as tf.Tensor3D, 5, 'valid'), [x, filter]);
  });
});

describe('the gradients of a product, against finite differences', () => {
  it.each([
    [false, false],
    [true, false],
    [false, true],
    [true, true],
  ])('transposed: %s, %s', (transposeA, transposeB) => {
    const a = numbers(transposeA ? [4, 6] : [6, 4], 'a');
    const b = numbers(transposeB ? [5, 4] : [4, 5], 'b');
    expectGradients((x, y) => tf.matMul(x, y, transposeA, transposeB), [a, b]);
  });

  it('of several matrices at once', () => {
    const [a, b] = [numbers([2, 3, 4, 5], 'a'), numbers([2, 3, 6, 5], 'b')];
    expectGradients((x, y) => tf.matMul(x, y, false, true), [a, b]);
  });
});

describe('a product of several pairs of matrices', () => {
  it('has each pair multiplied as if it were alone', () => {
    const [a, b] = [numbers([2, 3, 4, 5], 'a'), numbers([2, 3, 5, 6], 'b')];
    const all = tf.matMul(a, b);
    expect(all.shape).toEqual([2, 3, 4, 6]);
    for (const [i, j] of [
      [0, 0],
      [1, 2],
    ] as const) {
      const pick = (x: tf.Tensor) => x.slice([i, j, 0, 0], [1, 1, -1, -1]).squeeze([0, 1]);
      expect([...pick(all).dataSync()]).toEqual([...tf.matMul(pick(a), pick(b)).dataSync()]);
    }
  });
});

describe('tile', () => {
  it.each([
    { shape: [3], reps: [4], expected: [0, 1, 2, 0, 1, 2, 0, 1, 2, 0, 1, 2] },
    { shape: [2, 1], reps: [1, 3], expected: [0, 0, 0, 1, 1, 1] },
    { shape: [2, 2], reps: [2, 2], expected: [0, 1, 0, 1, 2, 3, 2, 3, 0, 1, 0, 1, 2, 3, 2, 3] },
  ])('repeats $shape $reps times', ({ shape, reps, expected }) => {
    const size = shape.reduce((product, length) => product * length, 1);
    const tiled = tf.tile(tf.range(0, size).reshape(shape), reps);
    expect(tiled.shape).toEqual(shape.map((length, axis) => length * (reps[axis] as number)));
    expect([...tiled.dataSync()]).toEqual(expected);
  });

  it('repeats whole numbers', () => {
    expect([...tf.tile(tf.tensor1d([7, 8], 'int32'), [2]).dataSync()]).toEqual([7, 8, 7, 8]);
  });

  it('has its gradient, against finite differences', () => {
    expectGradients((x) => tf.tile(x, [2, 1, 3]), [numbers([2, 3, 2], 'x')]);
  });
});

describe('the kernels', () => {
  it('leave no tensor behind', () => {
    const x = numbers([2, 6, 6, 3], 'x') as tf.Tensor4D;
    const filter = numbers([3, 3, 3, 4], 'filter') as tf.Tensor4D;
    const matrices = numbers([3, 4, 4], 'matrices');
    const run = () => {
      tf.dispose(
        tf.grads((a, b) => tf.conv2d(a as tf.Tensor4D, b as tf.Tensor4D, 2, 'same').sum())([x, filter]),
      );
      tf.dispose(tf.grad((a) => tf.matMul(a, a, false, true).tile([1, 2, 1]).sum())(matrices));
    };
    run();
    const before = tf.memory();
    run();
    expect(tf.memory().numTensors).toBe(before.numTensors);
    expect(tf.memory().numDataBuffers).toBe(before.numDataBuffers);
  });
});
