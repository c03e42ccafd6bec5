// The builds of ONNX Runtime that the command line can hear a recording with.

/** `wasm` is what the extension runs, and gives its figures; `native` is quicker, and its figures differ a little. */
export const RUNTIMES = ['wasm', 'native'] as const;
export type Runtime = (typeof RUNTIMES)[number];

/** The label of a model in records: its own under WASM, with the runtime's name otherwise, so that results stay apart. */
export function heardBy(model: string, runtime: Runtime): string {
  return runtime === 'wasm' ? model : `${model} ${runtime}`;
}
