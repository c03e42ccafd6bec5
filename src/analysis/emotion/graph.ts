// An ONNX graph that was held against its manifest: the file is whole, and takes and gives what it should.

import type { OrtModule, OrtSession, SessionOptions } from './ort.ts';

/** A value of a graph: float32 [batch, size]. */
export interface GraphValue {
  readonly name: string;
  readonly size: number;
}

export interface GraphContract {
  /** What the file is called in a sentence: "model file". */
  readonly file: string;
  /** Lower-case hex. */
  readonly sha256: string;
  readonly inputs: readonly GraphValue[];
  readonly output: GraphValue;
}

/** Runs the graph on one row: an input's values by its name, each as many as its size; gives the output's. */
export type RunRow = (inputs: Readonly<Record<string, Float32Array>>) => Promise<Float32Array<ArrayBuffer>>;

async function sha256Hex(bytes: Uint8Array<ArrayBuffer>): Promise<string> {
  const digest = new Uint8Array(await crypto.subtle.digest('SHA-256', bytes));
  return Array.from(digest, (byte) => byte.toString(16).padStart(2, '0')).join('');
}

function checkShapes({ inputMetadata, outputMetadata }: OrtSession, { inputs, output }: GraphContract): void {
  const wanted = [
    ...inputs.map((value, i) => ({ what: 'input', found: inputMetadata[i], ...value })),
    { what: 'output', found: outputMetadata[0], ...output },
  ];
  for (const { what, found, name, size } of wanted) {
    const shape = found?.isTensor ? found.shape : [];
    if (found?.name === name && shape.length === 2 && shape[1] === size) continue;
    throw new Error(
      `The model's ${what} is "${found?.name}" [${shape.join(', ')}]; expected "${name}" [batch, ${size}].`,
    );
  }
}

/**
 * Loads a graph.
 * @throws Error in a sentence where its checksum, an input or its output doesn't fit
 */
export async function loadGraph(
  ort: OrtModule,
  bytes: Uint8Array<ArrayBuffer>,
  contract: GraphContract,
  sessionOptions: SessionOptions,
): Promise<RunRow> {
  const sha256 = await sha256Hex(bytes);
  if (sha256 !== contract.sha256) {
    throw new Error(
      `The ${contract.file} is damaged or of another version: its SHA-256 is ${sha256}, the manifest says ${contract.sha256}. Reinstall Evenkeel.`,
    );
  }
  const session = await ort.InferenceSession.create(bytes, sessionOptions);
  checkShapes(session, contract);
  return async (inputs) => {
    const feeds = Object.fromEntries(
      contract.inputs.map(({ name, size }) => {
        const values = inputs[name];
        if (values?.length !== size) {
          throw new RangeError(
            `The model's "${name}" takes ${size} numbers; got ${values?.length ?? 'none'}.`,
          );
        }
        return [name, new ort.Tensor('float32', values, [1, size])];
      }),
    );
    const { [contract.output.name]: result } = await session.run(feeds);
    return Float32Array.from(result?.data as Float32Array);
  };
}
