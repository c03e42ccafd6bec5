// The builds of ONNX Runtime that the command line can hear a recording with.

/** `wasm` is what the extension runs, and gives its figures; `native` is quicker, and its figures differ a little. */
export const RUNTIMES = ['wasm', 'native'] as const;
export type Runtime = (typeof RUNTIMES)[number];

/**
 * What records call a model that was run by a runtime: the model's own label for the one that serves, so that results
 * of both are never taken for each other.
 */
export function heardBy(model: string, runtime: Runtime): string {
  return runtime === 'wasm' ? model : `${model} ${runtime}`;
}
