// The WASM back end is fast for one pair of matrices, neither of them transposed. Gradients of dense layers need a
// transposed one, and attention many pairs at once: this turns both into the fast case.

import type * as tf from '@tensorflow/tfjs';
import { allocate, view } from './heap.ts';
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
  const matrix = (from: tf.TensorInfo, i: number, height: number, width: number): tf.TensorInfo => {
    const one = allocate([1, height, width], backend);
    const size = height * width;
    view(one, backend).set(view(from, backend).subarray(i * size, (i + 1) * size));
    return one;
  };
  const products = allocate([...a.shape.slice(0, -1), columns], backend);
  for (let i = 0; i < count; i++) {
    // Not the same memory every time: the back end packs the right matrix once for each tensor.
    const left = matrix(a, i, rows, inner);
    const right = matrix(b, i, inner, columns);
    const product = multiply(left, right) as tf.TensorInfo;
    view(products, backend).set(view(product, backend), i * rows * columns);
    for (const { dataId } of [left, right, product]) backend.disposeData(dataId);
  }
  return products;
}

function swapLastTwo(x: tf.TensorInfo, backend: tf.KernelBackend): tf.TensorInfo {
  const transpose = nativeKernel('Transpose');
  const perm = x.shape.map((_, axis) => axis);
  const last = perm.length - 1;
  [perm[last - 1], perm[last]] = [last, last - 1];
  return transpose({ inputs: { x }, attrs: { perm }, backend }) as tf.TensorInfo;
}
