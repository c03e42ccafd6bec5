// Tile, which every normalisation needs. The WASM back end copies number by number, and TensorFlow.js's gradient adds up
// slices, tens of thousands of them: copying rows and one sum are faster.

import * as tf from '@tensorflow/tfjs';
import { allocate, view } from './heap.ts';
import { nativeKernel, replaceKernel } from './replace-kernel.ts';

export function replaceTile(): void {
  const native = nativeKernel('Tile');
  replaceKernel('Tile', (params) => {
    const { x } = params.inputs as { x: tf.TensorInfo };
    const { reps } = params.attrs as unknown as { reps: number[] };
    if (x.dtype !== 'float32') return native(params);
    const backend = params.backend as tf.KernelBackend;
    const shape = x.shape.map((size, axis) => size * (reps[axis] as number));
    const result = allocate(shape, backend);
    view(result, backend).set(repeated(view(x, backend), x.shape, reps));
    return result;
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
