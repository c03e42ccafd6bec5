// Computes a convolution's gradients with kernels of the WASM back end, which has none for the filter and a slow one for
// the input.

import * as tf from '@tensorflow/tfjs';
import { replaceKernel } from './replace-kernel.ts';

/** Shapes and places of a convolution: batch, height, width, channels. */
type Shape4 = [number, number, number, number];

type Pad = 'same' | 'valid' | number;

/** Where a convolution puts its filter: every how many rows and columns, and how the edges are padded. */
interface Places {
  readonly strides: readonly [number, number];
  readonly pad: Pad;
}

export function replaceConvolutionGradients(): void {
  replaceKernel('Conv2DBackpropFilter', ({ inputs, attrs, backend }) => {
    const { x, dy } = inputs as { x: tf.TensorInfo; dy: tf.TensorInfo };
    const { filterShape } = attrs as unknown as { filterShape: Shape4 };
    return tf.tidy(() =>
      filterGradient(asTensor(x, backend), asTensor(dy, backend), filterShape, placesOf(attrs)),
    );
  });
  replaceKernel('Conv2DBackpropInput', ({ inputs, attrs, backend }) => {
    const { dy, filter } = inputs as { dy: tf.TensorInfo; filter: tf.TensorInfo };
    const { inputShape } = attrs as unknown as { inputShape: Shape4 };
    return tf.tidy(() =>
      inputGradient(asTensor(dy, backend), asTensor(filter, backend), inputShape, placesOf(attrs)),
    );
  });
}

/** A kernel's attributes name one stride for both directions, or one for each. */
function placesOf(attrs: tf.NamedAttrMap | undefined): Places {
  const { strides, pad } = attrs as unknown as { strides: [number, number] | number; pad: Pad };
  return { strides: typeof strides === 'number' ? [strides, strides] : strides, pad };
}

/**
 * A tensor of a kernel's input, for use within a tidy. It shares the input's data, so it counts as one more owner;
 * otherwise the tidy would dispose of the data.
 */
function asTensor(info: tf.TensorInfo, backend: unknown): tf.Tensor4D {
  (backend as tf.KernelBackend).incRef(info.dataId);
  return tf.engine().makeTensorFromTensorInfo(info) as tf.Tensor4D;
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
  const padded = padUnlessNone(x, padHeight, padWidth).transpose([3, 1, 2, 0]) as tf.Tensor4D;
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
  const padded = padUnlessNone(spread, [top, Math.max(0, bottom)], [left, Math.max(0, right)]);
  const turned = filter.reverse([0, 1]).transpose([0, 1, 3, 2]) as tf.Tensor4D;
  const gradient = tf.conv2d<tf.Tensor4D>(padded, turned, 1, 'valid');
  return bottom < 0 || right < 0 ? gradient.slice([0, 0, 0, 0], inputShape) : gradient;
}

/** Skips padding and slicing where there is nothing to do, because both copy everything. */
function padUnlessNone(x: tf.Tensor4D, height: [number, number], width: [number, number]): tf.Tensor4D {
  return [...height, ...width].every((zeros) => zeros === 0) ? x : x.pad([[0, 0], height, width, [0, 0]]);
}

/** `stride - 1` zeros after every value of an axis. */
function spreadOut(x: tf.Tensor4D, axis: 1 | 2, stride: number): tf.Tensor4D {
  if (stride === 1) return x;
  const shape = [...x.shape] as Shape4;
  const wide = [...shape] as Shape4;
  const split: number[] = [...shape.slice(0, axis + 1), 1, ...shape.slice(axis + 1)];
  const pads = split.map((_, i): [number, number] => (i === axis + 1 ? [0, stride - 1] : [0, 0]));
  wide[axis] = shape[axis] * stride;
  return tf.reshape(tf.pad(x.reshape(split), pads), wide) as tf.Tensor4D;
}
