// Reads, cuts and extends ONNX graphs, as far as the exporter needs it.

import onnxProto from 'onnx-proto';

export const { onnx } = onnxProto;
export type Model = onnxProto.onnx.ModelProto;
export type Node = onnxProto.onnx.INodeProto;
export type Initializer = onnxProto.onnx.ITensorProto;
export type ValueInfo = onnxProto.onnx.IValueInfoProto;

/** A graph under construction. Names are values: node inputs and outputs refer to each other by them. */
export interface GraphParts {
  readonly nodes: Node[];
  readonly initializers: Initializer[];
}

/** Reads a serialised model. */
export function decodeModel(bytes: Uint8Array): Model {
  return onnx.ModelProto.decode(bytes);
}

/**
 * The part of a graph that its `outputs` depend on, in the order it was in.
 * @throws Error when a value is produced by no node, initializer or graph input.
 */
export function cutGraph(model: Model, outputs: readonly string[]): GraphParts {
  const graph = model.graph;
  if (!graph?.node || !graph.initializer) throw new Error('The ONNX model has no graph.');
  const producers = new Map<string, Node>();
  for (const node of graph.node) for (const output of node.output ?? []) producers.set(output, node);
  const inputs = new Set(graph.input?.map((input) => input.name));
  const initializers = new Map(graph.initializer.map((tensor) => [tensor.name ?? '', tensor]));
  const keptNodes = new Set<Node>();
  const keptInitializers = new Set<Initializer>();
  const seen = new Set<string>();
  const open = [...outputs];
  for (let name = open.pop(); name !== undefined; name = open.pop()) {
    // An empty name stands for an optional input that is not given.
    if (name === '' || seen.has(name) || inputs.has(name)) continue;
    seen.add(name);
    const node = producers.get(name);
    const initializer = initializers.get(name);
    if (node !== undefined) {
      keptNodes.add(node);
      open.push(...(node.input ?? []));
    } else if (initializer !== undefined) {
      keptInitializers.add(initializer);
    } else {
      throw new Error(`The ONNX graph has no value named "${name}".`);
    }
  }
  return {
    nodes: graph.node.filter((node) => keptNodes.has(node)),
    initializers: graph.initializer.filter((tensor) => keptInitializers.has(tensor)),
  };
}

/** Has nodes read one value in the place of another; they are changed. */
export function readInstead(nodes: readonly Node[], of: string, value: string): void {
  for (const node of nodes) node.input = (node.input ?? []).map((name) => (name === of ? value : name));
}

/** An attribute of a node: a whole number, several of them, a word, or a number that need not be whole. */
export type Attribute = number | readonly number[] | string | { readonly float: number };

/** A node of the standard operator set. */
export function node(
  opType: string,
  inputs: readonly string[],
  outputs: readonly string[],
  attributes: Readonly<Record<string, Attribute>> = {},
): Node {
  return {
    opType,
    name: `evenkeel/${outputs[0]}`,
    input: [...inputs],
    output: [...outputs],
    attribute: Object.entries(attributes).map(([name, value]) => ({ name, ...attributeValue(value) })),
  };
}

function attributeValue(value: Attribute) {
  const { AttributeType } = onnx.AttributeProto;
  if (typeof value === 'number') return { type: AttributeType.INT, i: value };
  if (typeof value === 'string') return { type: AttributeType.STRING, s: new TextEncoder().encode(value) };
  if ('float' in value) return { type: AttributeType.FLOAT, f: value.float };
  return { type: AttributeType.INTS, ints: [...value] };
}

/** A float32 constant. */
export function floatTensor(name: string, dims: readonly number[], values: Float32Array): Initializer {
  const rawData = new Uint8Array(values.slice().buffer);
  return { name, dims: [...dims], dataType: onnx.TensorProto.DataType.FLOAT, rawData };
}

/** An int8 constant. */
export function int8Tensor(name: string, dims: readonly number[], values: Int8Array): Initializer {
  const rawData = new Uint8Array(values.slice().buffer);
  return { name, dims: [...dims], dataType: onnx.TensorProto.DataType.INT8, rawData };
}

/** A uint8 constant. */
export function uint8Tensor(name: string, dims: readonly number[], values: Uint8Array): Initializer {
  return { name, dims: [...dims], dataType: onnx.TensorProto.DataType.UINT8, rawData: values };
}

/** An int64 constant, of one dimension unless `dims` says otherwise. */
export function integerTensor(
  name: string,
  values: readonly number[],
  dims: readonly number[] = [values.length],
): Initializer {
  const rawData = new Uint8Array(BigInt64Array.from(values, BigInt).buffer);
  return { name, dims: [...dims], dataType: onnx.TensorProto.DataType.INT64, rawData };
}

/** @throws Error naming a constant that does not keep its numbers as bytes */
function bytesOf({ name, rawData }: Initializer): ArrayBuffer {
  if (!rawData?.length) throw new Error(`The ONNX constant "${name}" has no raw data.`);
  // A copy, since the bytes may begin anywhere.
  return Uint8Array.from(rawData).buffer;
}

/** What is in a float32 constant. */
export function floatValues(tensor: Initializer): Float32Array {
  return new Float32Array(bytesOf(tensor));
}

/** What is in an int8 constant. */
export function int8Values(tensor: Initializer): Int8Array {
  return new Int8Array(bytesOf(tensor));
}

/** A float32 graph input or output; a dimension given as a word may vary. */
export function floatValue(name: string, dims: readonly (string | number)[]): ValueInfo {
  const dim = dims.map((size) => (typeof size === 'number' ? { dimValue: size } : { dimParam: size }));
  return { name, type: { tensorType: { elemType: onnx.TensorProto.DataType.FLOAT, shape: { dim } } } };
}

/** Serialises parts as a model with the given inputs and outputs. */
export function encodeModel(
  base: Pick<Model, 'irVersion' | 'opsetImport'>,
  parts: GraphParts,
  inputs: readonly ValueInfo[],
  outputs: readonly ValueInfo[],
  name: string,
): Uint8Array {
  return onnx.ModelProto.encode({
    irVersion: base.irVersion,
    opsetImport: base.opsetImport,
    producerName: 'evenkeel',
    graph: {
      name,
      node: parts.nodes,
      initializer: parts.initializers,
      input: [...inputs],
      output: [...outputs],
    },
  }).finish();
}

/** Versions that graphs are written in which don't grow out of an encoder's. */
export const OWN_VERSIONS: Pick<Model, 'irVersion' | 'opsetImport'> = {
  irVersion: 8,
  opsetImport: [onnx.OperatorSetIdProto.create({ domain: '', version: 17 })],
};
