// Takes a kernel of the WASM back end and puts another in its place.

import * as tf from '@tensorflow/tfjs';

export const BACKEND = 'wasm';

/**
 * A kernel that the back end has.
 * @throws Error when it has none of that name: it is not loaded then.
 */
export function nativeKernel(name: string): tf.KernelFunc {
  const kernel = tf.getKernel(name, BACKEND)?.kernelFunc;
  if (kernel === undefined) throw new Error(`TensorFlow.js's WASM back end has no kernel ${name}.`);
  return kernel;
}

export function replaceKernel(kernelName: string, kernelFunc: tf.KernelFunc): void {
  if (tf.getKernel(kernelName, BACKEND)) tf.unregisterKernel(kernelName, BACKEND);
  tf.registerKernel({ kernelName, backendName: BACKEND, kernelFunc });
}
