// The WASM back end's own memory. Reading a tensor copies it into memory that is fresh every time, and for a million
// numbers that costs more than most of what is done with them.

import * as tf from '@tensorflow/tfjs';

/** What the back end has beside the methods that every back end has. */
interface Heap {
  makeOutput(shape: readonly number[], dtype: 'float32'): tf.TensorInfo;
  typedArrayFromHeap(info: tf.TensorInfo): Float32Array;
}

/** A float32 tensor of this shape whose numbers are yet to be written. */
export function allocate(shape: readonly number[], backend: unknown = tf.backend()): tf.TensorInfo {
  return (backend as Heap).makeOutput([...shape], 'float32');
}

/** A float32 tensor's numbers where they lie. Allocating moves the memory: take views after everything is allocated. */
export function view(info: tf.TensorInfo, backend: unknown = tf.backend()): Float32Array {
  return (backend as Heap).typedArrayFromHeap(info);
}
