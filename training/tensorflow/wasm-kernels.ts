// What TensorFlow.js's WASM back end lacks for training, or does slowly, made of the kernels that it has.
//
// - Conv2DBackpropFilter is missing: without it no convolution can be trained.
// - Conv2DBackpropInput is there, in scalar loops: convolving the gradient with the mirrored filter is faster.
// - BatchMatMul multiplies several times slower when a matrix is to be transposed by the way, which every gradient
//   of a dense layer asks for: transposing first is faster.
// - Tile, which every normalisation needs, copies number by number, and its gradient adds up slices, tens of thousands
//   of them: copying rows and one sum are faster.

import * as tf from '@tensorflow/tfjs';

/** Four numbers a convolution's shapes and places are told by; batch, height, width, channels. */
type Shape4 = [number, number, number, number];

type Pad = 'same' | 'valid' | number;

/** Where a convolution puts its filter: every how many rows and columns, and how the edges are padded. */
interface Places {
  readonly strides: readonly [number, number];
  readonly pad: Pad;
}

const BACKEND = 'wasm';

/** Registers the kernels; once, before the back end is used. */
export function registerTrainingKernels(): void {
  replaceMatMul();
  replaceTile();
  const config = (kernelName: string, kernelFunc: tf.KernelFunc) => {
    if (tf.getKernel(kernelName, BACKEND)) tf.unregisterKernel(kernelName, BACKEND);
    tf.registerKernel({ kernelName, backendName: BACKEND, kernelFunc });
  };
  config('Conv2DBackpropFilter', ({ inputs, attrs, backend }) => {
    const { x, dy } = inputs as { x: tf.TensorInfo; dy: tf.TensorInfo };
    const { filterShape } = attrs as unknown as { filterShape: Shape4 };
    return tf.tidy(() =>
      filterGradient(asTensor(x, backend), asTensor(dy, backend), filterShape, placesOf(attrs)),
    );
  });
  config('Conv2DBackpropInput', ({ inputs, attrs, backend }) => {
    const { dy, filter } = inputs as { dy: tf.TensorInfo; filter: tf.TensorInfo };
    const { inputShape } = attrs as unknown as { inputShape: Shape4 };
    return tf.tidy(() =>
      inputGradient(asTensor(dy, backend), asTensor(filter, backend), inputShape, placesOf(attrs)),
    );
  });
}

/** What a tensor holds after it was repeated along every axis. */
function repeated(values: Float32Array, shape: readonly number[], reps: readonly number[]): Float32Array {
  let current = values;
  let block = 1;
  for (let axis = shape.length - 1; axis >= 0; axis--) {
    const repeat = reps[axis] as number;
    block *= shape[axis] as number;
    if (repeat > 1) current = eachBlockRepeated(current, block, repeat);
    block *= repeat;
  }
  return current;
}

function eachBlockRepeated(values: Float32Array, block: number, repeat: number): Float32Array {
  const result = new Float32Array(values.length * repeat);
  for (let start = 0; start < values.length; start += block) {
    const from = start * repeat;
    if (block === 1) result.fill(values[start] as number, from, from + repeat);
    else {
      const part = values.subarray(start, start + block);
      for (let i = 0; i < repeat; i++) result.set(part, from + i * block);
    }
  }
  return result;
}

/** A kernel's attributes name one stride for both directions, or one for each. */
function placesOf(attrs: tf.NamedAttrMap | undefined): Places {
  const { strides, pad } = attrs as unknown as { strides: [number, number] | number; pad: Pad };
  return { strides: typeof strides === 'number' ? [strides, strides] : strides, pad };
}

/**
 * A tensor of what a kernel is handed, to be used within a tidy: it shares the data, so it has to count as one more
 * owner, or the data would go with it.
 */
function asTensor(info: tf.TensorInfo, backend: unknown): tf.Tensor4D {
  (backend as tf.KernelBackend).incRef(info.dataId);
  return tf.engine().makeTensorFromTensorInfo(info) as tf.Tensor4D;
}

function replaceMatMul(): void {
  const native = tf.getKernel('BatchMatMul', BACKEND)?.kernelFunc;
  if (native === undefined) throw new Error("TensorFlow.js's WASM back end is not loaded.");
  tf.unregisterKernel('BatchMatMul', BACKEND);
  tf.registerKernel({
    kernelName: 'BatchMatMul',
    backendName: BACKEND,
    kernelFunc: ({ inputs, attrs, backend }) => {
      const { a, b } = inputs as { a: tf.TensorInfo; b: tf.TensorInfo };
      const { transposeA, transposeB } = attrs as unknown as { transposeA: boolean; transposeB: boolean };
      const flippedA = transposeA ? swapLastTwo(a, backend) : a;
      const flippedB = transposeB ? swapLastTwo(b, backend) : b;
      const multiply = (left: tf.TensorInfo, right: tf.TensorInfo) =>
        native({ inputs: { a: left, b: right }, attrs: { transposeA: false, transposeB: false }, backend });
      const product =
        countOf(a) === countOf(b) && countOf(a) > 1
          ? multiplyEach(flippedA, flippedB, backend as tf.KernelBackend, multiply)
          : multiply(flippedA, flippedB);
      const dispose = (backend as { disposeData(id: object): void }).disposeData.bind(backend);
      if (flippedA !== a) dispose(flippedA.dataId);
      if (flippedB !== b) dispose(flippedB.dataId);
      return product;
    },
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

function replaceTile(): void {
  const native = tf.getKernel('Tile', BACKEND)?.kernelFunc as tf.KernelFunc;
  tf.unregisterKernel('Tile', BACKEND);
  tf.registerKernel({
    kernelName: 'Tile',
    backendName: BACKEND,
    kernelFunc: (params) => {
      const { x } = params.inputs as { x: tf.TensorInfo };
      const { reps } = params.attrs as unknown as { reps: number[] };
      if (x.dtype !== 'float32') return native(params);
      const backend = params.backend as tf.KernelBackend;
      const shape = x.shape.map((size, axis) => size * (reps[axis] as number));
      const values = repeated(backend.readSync(x.dataId) as Float32Array, x.shape, reps);
      return { dataId: backend.write(values, shape, x.dtype), shape, dtype: x.dtype };
    },
  });
  tf.unregisterGradient('Tile');
  tf.registerGradient({
    kernelName: 'Tile',
    inputsToSave: ['x'],
    gradFunc: (dy, [x], attrs) => {
      const { reps } = attrs as unknown as { reps: number[] };
      const { shape } = x as tf.Tensor;
      const repeats = reps.map((_, axis) => 2 * axis);
      const apart = reps.flatMap((repeat, axis) => [repeat, shape[axis] as number]);
      return { x: () => (dy as tf.Tensor).reshape(apart).sum(repeats) };
    },
  });
}

function swapLastTwo(x: tf.TensorInfo, backend: unknown): tf.TensorInfo {
  const transpose = tf.getKernel('Transpose', BACKEND)?.kernelFunc;
  if (transpose === undefined) throw new Error("TensorFlow.js's WASM back end has no Transpose.");
  const perm = x.shape.map((_, axis) => axis);
  const last = perm.length - 1;
  [perm[last - 1], perm[last]] = [last, last - 1];
  return transpose({ inputs: { x }, attrs: { perm }, backend: backend as object }) as tf.TensorInfo;
}

/** Zeros before and after a dimension, as TensorFlow pads. */
function padding(size: number, kernel: number, stride: number, pad: Pad): [number, number] {
  if (pad === 'valid') return [0, 0];
  if (typeof pad === 'number') return [pad, pad];
  const total = Math.max(0, (Math.ceil(size / stride) - 1) * stride + kernel - size);
  return [total >> 1, total - (total >> 1)];
}

/** The input convolved with the gradient as a filter, places of one being channels of the other. */
function filterGradient(
  x: tf.Tensor4D,
  dy: tf.Tensor4D,
  filterShape: Shape4,
  { strides, pad }: Places,
): tf.Tensor4D {
  const [kernelHeight, kernelWidth, channels, filters] = filterShape;
  const padHeight = padding(x.shape[1], kernelHeight, strides[0], pad);
  const padWidth = padding(x.shape[2], kernelWidth, strides[1], pad);
  const padded = x.pad([[0, 0], padHeight, padWidth, [0, 0]]).transpose([3, 1, 2, 0]) as tf.Tensor4D;
  const filter = dy.transpose([1, 2, 0, 3]) as tf.Tensor4D;
  // Where the stride leaves inputs over, there are more places than the filter has.
  return tf
    .conv2d(padded, filter, 1, 'valid', 'NHWC', [strides[0], strides[1]])
    .slice([0, 0, 0, 0], [channels, kernelHeight, kernelWidth, filters])
    .transpose([1, 2, 0, 3]) as tf.Tensor4D;
}

/** The gradient, spread out by the stride, convolved with the filter turned round. */
function inputGradient(
  dy: tf.Tensor4D,
  filter: tf.Tensor4D,
  inputShape: Shape4,
  { strides: [strideHeight, strideWidth], pad }: Places,
): tf.Tensor4D {
  const [kernelHeight, kernelWidth] = filter.shape;
  const [before, after] = [
    padding(inputShape[1], kernelHeight, strideHeight, pad)[0],
    padding(inputShape[2], kernelWidth, strideWidth, pad)[0],
  ];
  const spread = spreadOut(spreadOut(dy, 1, strideHeight), 2, strideWidth);
  const top = kernelHeight - 1 - before;
  const left = kernelWidth - 1 - after;
  // As long as the input in the end, whatever a stride left over.
  const bottom = inputShape[1] + kernelHeight - 1 - spread.shape[1] - top;
  const right = inputShape[2] + kernelWidth - 1 - spread.shape[2] - left;
  const padded: tf.Tensor4D = spread.pad([
    [0, 0],
    [top, Math.max(0, bottom)],
    [left, Math.max(0, right)],
    [0, 0],
  ]);
  const turned = filter.reverse([0, 1]).transpose([0, 1, 3, 2]) as tf.Tensor4D;
  return tf.conv2d<tf.Tensor4D>(padded, turned, 1, 'valid').slice([0, 0, 0, 0], inputShape);
}

/** Zeros between the values of an axis: `stride - 1` after each but the last. */
function spreadOut(x: tf.Tensor4D, axis: 1 | 2, stride: number): tf.Tensor4D {
  if (stride === 1) return x;
  const shape = [...x.shape] as Shape4;
  const wide = [...shape] as Shape4;
  const split: number[] = [...shape.slice(0, axis + 1), 1, ...shape.slice(axis + 1)];
  const pads = split.map((_, i): [number, number] => (i === axis + 1 ? [0, stride - 1] : [0, 0]));
  wide[axis] = shape[axis] * stride;
  const end = [...wide] as Shape4;
  end[axis] = wide[axis] - (stride - 1);
  return tf.reshape(tf.pad(x.reshape(split), pads), wide).slice([0, 0, 0, 0], end) as tf.Tensor4D;
}
