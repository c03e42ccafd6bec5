// The WASM back end has one fast road for matrix products: one pair of matrices, neither of them transposed. Every
// gradient of a dense layer asks for a transposed one, and attention for many pairs at once; both are led there.

import type * as tf from '@tensorflow/tfjs';
import { nativeKernel, replaceKernel } from './replace-kernel.ts';

export function replaceMatrixProduct(): void {
  const native = nativeKernel('BatchMatMul');
  replaceKernel('BatchMatMul', ({ inputs, attrs, backend: given }) => {
    const backend = given as tf.KernelBackend;
    const { a, b } = inputs as { a: tf.TensorInfo; b: tf.TensorInfo };
    const { transposeA, transposeB } = attrs as unknown as { transposeA: boolean; transposeB: boolean };
    const flippedA = transposeA ? swapLastTwo(a, backend) : a;
    const flippedB = transposeB ? swapLastTwo(b, backend) : b;
    const multiply = (left: tf.TensorInfo, right: tf.TensorInfo) =>
      native({ inputs: { a: left, b: right }, attrs: { transposeA: false, transposeB: false }, backend });
    const product =
      countOf(a) === countOf(b) && countOf(a) > 1
        ? multiplyEach(flippedA, flippedB, backend, multiply)
        : multiply(flippedA, flippedB);
    if (flippedA !== a) backend.disposeData(flippedA.dataId);
    if (flippedB !== b) backend.disposeData(flippedB.dataId);
    return product;
  });
}

/** How many matrices a tensor holds. */
function countOf({ shape }: tf.TensorInfo): number {
  return shape.slice(0, -2).reduce((product, size) => product * size, 1);
}

/** As many products as there are pairs of matrices. */
function multiplyEach(
  a: tf.TensorInfo,
  b: tf.TensorInfo,
  backend: tf.KernelBackend,
  multiply: (a: tf.TensorInfo, b: tf.TensorInfo) => tf.TensorInfo | tf.TensorInfo[],
): tf.TensorInfo {
  const count = countOf(a);
  const [rows, inner] = a.shape.slice(-2) as [number, number];
  const columns = b.shape.at(-1) as number;
  const valuesA = backend.readSync(a.dataId) as Float32Array;
  const valuesB = backend.readSync(b.dataId) as Float32Array;
  const matrix = (values: Float32Array, i: number, height: number, width: number): tf.TensorInfo => {
    const shape = [1, height, width];
    const part = values.subarray(i * height * width, (i + 1) * height * width);
    return { dataId: backend.write(part, shape, 'float32'), shape, dtype: 'float32' };
  };
  const products = new Float32Array(count * rows * columns);
  for (let i = 0; i < count; i++) {
    const left = matrix(valuesA, i, rows, inner);
    const right = matrix(valuesB, i, inner, columns);
    const product = multiply(left, right) as tf.TensorInfo;
    products.set(backend.readSync(product.dataId) as Float32Array, i * rows * columns);
    for (const { dataId } of [left, right, product]) backend.disposeData(dataId);
  }
  const shape = [...a.shape.slice(0, -1), columns];
  return { dataId: backend.write(products, shape, 'float32'), shape, dtype: 'float32' };
}

function swapLastTwo(x: tf.TensorInfo, backend: tf.KernelBackend): tf.TensorInfo {
  const transpose = nativeKernel('Transpose');
  const perm = x.shape.map((_, axis) => axis);
  const last = perm.length - 1;
  [perm[last - 1], perm[last]] = [last, last - 1];
  return transpose({ inputs: { x }, attrs: { perm }, backend }) as tf.TensorInfo;
}
