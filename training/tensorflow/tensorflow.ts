// TensorFlow.js with its WASM back end, from the files of its npm package.

import { createRequire } from 'node:module';
import { dirname, sep } from 'node:path';
import * as tf from '@tensorflow/tfjs';
import { setWasmPaths } from '@tensorflow/tfjs-backend-wasm';
import { replaceConvolutionGradients } from './convolution-gradients.ts';
import { replaceMatrixProduct } from './matrix-product.ts';
import { replaceTile } from './tile.ts';

let started = false;

/**
 * Makes the WASM back end current; it multiplies about 25 times faster than the plain one.
 * @throws Error when it can't be started.
 */
export async function startTensorFlow(): Promise<void> {
  const main = createRequire(import.meta.url).resolve('@tensorflow/tfjs-backend-wasm');
  setWasmPaths(dirname(main) + sep);
  if (started) return;
  if (!(await tf.setBackend('wasm'))) throw new Error("TensorFlow.js's WASM back end could not be started.");
  replaceConvolutionGradients();
  replaceMatrixProduct();
  replaceTile();
  started = true;
}

export { tf };
