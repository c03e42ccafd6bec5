// Finds native ONNX Runtime where it is installed: a package of 290 MB that the extension does not need.

import { createRequire } from 'node:module';
import path from 'node:path';
import type { OrtModule, SessionOptions } from '../analysis/emotion/ort.ts';

const PACKAGE = 'onnxruntime-node';
const ROOT = path.resolve(import.meta.dirname, '../..');
/** The command line's own packages, and those of training, which include it. */
const PLACES = [ROOT, path.join(ROOT, 'training')];

/** One thread, as in the WASM build: several recordings at a time use the cores better. */
export const NATIVE_SESSION: SessionOptions = {
  executionProviders: ['cpu'],
  graphOptimizationLevel: 'all',
  intraOpNumThreads: 1,
  interOpNumThreads: 1,
  logSeverityLevel: 3,
};

/** @throws Error in a sentence when it isn't installed */
export function nativeOrt(): OrtModule {
  const require = createRequire(import.meta.url);
  let file: string;
  try {
    file = require.resolve(PACKAGE, { paths: PLACES });
  } catch (cause) {
    throw new Error(
      `--runtime native needs the package ${PACKAGE}, and it isn't installed in ${ROOT}. Run "npm install --no-save ${PACKAGE}" there, or use --runtime wasm.`,
      { cause },
    );
  }
  return require(file) as OrtModule;
}
