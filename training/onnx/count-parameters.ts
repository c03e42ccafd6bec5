// How large a model is in numbers that were learned.

import { decodeModel, onnx } from './onnx-graph.ts';

/** Numbers that were learned, in a serialised graph: the elements of its constants but for shapes and single values. */
export function countParameters(graph: Uint8Array): number {
  const tensors = decodeModel(graph).graph?.initializer ?? [];
  return tensors.reduce((sum, { dims, dataType }) => {
    const size = (dims ?? []).reduce<number>((product, dim) => product * Number(dim), 1);
    return size > 1 && dataType !== onnx.TensorProto.DataType.INT64 ? sum + size : sum;
  }, 0);
}
