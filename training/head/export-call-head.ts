// The two graphs that ship. `audio` [batch, 48000] → `embedding` [batch, D]: encoder, pooling, and the hidden units of both
// heads before their bias. `embedding` and `context` [batch, D] → `logits` [batch, 6]: the rest, run in window order.

import type { Encoder } from '../encoder/encoders.ts';
import { FEATURES, pooledEncoder } from '../encoder/pooled-encoder.ts';
import {
  AUDIO_INPUT,
  CONTEXT,
  EMBEDDING,
  GRAPH_NAME,
  HEAD_GRAPH_NAME,
  LOGITS,
  LOGITS_OUTPUT,
} from '../onnx/model-contract.ts';
import {
  encodeModel,
  floatTensor,
  floatValue,
  type GraphParts,
  int8Tensor,
  integerTensor,
  type Model,
  node,
  OWN_VERSIONS,
  onnx,
} from '../onnx/onnx-graph.ts';
import { CLASSES } from '../shared/classes.ts';
import { type CallHead, embeddingSize } from './call-head.ts';
import type { Head } from './head.ts';

/**
 * `audio` → `embedding`, serialised.
 * @param model the whole encoder, as `readEncoder` gives it; it is changed
 */
export function exportEmbedding(encoder: Encoder, model: Model, head: CallHead): Uint8Array {
  const { nodes, initializers } = pooledEncoder(encoder, model, 'served');
  const { featureMean, featureScale } = head.cold;
  const width = featureMean.length;
  initializers.push(
    floatTensor('head/mean', [width], featureMean),
    floatTensor('head/scale', [width], featureScale),
    floatTensor('head/one', [1, 1], Float32Array.of(1)),
    integerTensor('head/first', [0]),
    integerTensor('head/second', [1]),
    integerTensor('head/feature-axis', [1]),
  );
  nodes.push(
    node('Sub', [FEATURES, 'head/mean'], ['head/centred']),
    node('Mul', ['head/centred', 'head/scale'], ['head/standardised']),
    // One number a window, whatever it is, times 0 and plus 1.
    node('Slice', ['head/standardised', 'head/first', 'head/second', 'head/feature-axis'], ['head/any']),
    node('Sub', ['head/any', 'head/any'], ['head/nothing']),
    node('Add', ['head/nothing', 'head/one'], ['head/ones']),
  );
  for (const kind of ['cold', 'known'] as const) addUnits({ nodes, initializers }, head[kind], kind);
  nodes.push(node('Concat', ['cold/sums', 'known/sums', 'head/ones'], [EMBEDDING], { axis: 1 }));
  const output = floatValue(EMBEDDING, ['batch', embeddingSize(head)]);
  return encodeModel(model, { nodes, initializers }, [AUDIO_INPUT], [output], GRAPH_NAME);
}

function addUnits({ nodes, initializers }: GraphParts, head: Head, kind: string): void {
  const width = head.featureMean.length;
  initializers.push(
    int8Tensor(`${kind}/hidden-int8`, [width, head.hiddenUnits], head.hiddenWeights),
    floatTensor(`${kind}/hidden-scales`, [head.hiddenUnits], head.hiddenScales),
  );
  nodes.push(
    // Cast and Mul of constants are folded when the graph is loaded; DequantizeLinear would run every time.
    node('Cast', [`${kind}/hidden-int8`], [`${kind}/hidden-cast`], { to: onnx.TensorProto.DataType.FLOAT }),
    node('Mul', [`${kind}/hidden-cast`, `${kind}/hidden-scales`], [`${kind}/hidden-weights`]),
    node('MatMul', ['head/standardised', `${kind}/hidden-weights`], [`${kind}/sums`]),
  );
}

/** `embedding`, `context` → `logits`, serialised. */
export function exportCallHead(head: CallHead): Uint8Array {
  const size = embeddingSize(head);
  const { cold, known, context } = head;
  const ends = [0, cold.hiddenUnits, cold.hiddenUnits + known.hiddenUnits, size];
  const parts: GraphParts = { nodes: [], initializers: [] };
  const { nodes, initializers } = parts;
  initializers.push(
    floatTensor('share', [], Float32Array.of(context.share)),
    floatTensor('one', [], Float32Array.of(1)),
    integerTensor('axis', [1]),
    ...ends.map((end, i) => integerTensor(`end${i}`, [end])),
  );
  const slice = (value: string, part: number, name: string) =>
    node('Slice', [value, `end${part}`, `end${part + 1}`, 'axis'], [name]);
  nodes.push(
    slice(EMBEDDING, 0, 'cold/sums'),
    // Only the second head knows the voice.
    node('Sub', [EMBEDDING, CONTEXT], ['rest']),
    slice('rest', 1, 'known/sums'),
    slice(CONTEXT, 2, 'known-times-share'),
    node('Div', ['known-times-share', 'share'], ['known-share']),
    node('Sub', ['one', 'known-share'], ['unknown-share']),
  );
  for (const kind of ['cold', 'known'] as const) addLogits(parts, head[kind], kind);
  nodes.push(
    node('Mul', ['cold/logits', 'unknown-share'], ['cold/part']),
    node('Mul', ['known/logits', 'known-share'], ['known/part']),
    node('Add', ['cold/part', 'known/part'], [LOGITS]),
  );
  const inputs = [EMBEDDING, CONTEXT].map((name) => floatValue(name, ['batch', size]));
  return encodeModel(OWN_VERSIONS, parts, inputs, [LOGITS_OUTPUT], HEAD_GRAPH_NAME);
}

function addLogits({ nodes, initializers }: GraphParts, head: Head, kind: string): void {
  initializers.push(
    floatTensor(`${kind}/hidden-bias`, [head.hiddenUnits], head.hiddenBias),
    floatTensor(`${kind}/output-weights`, [head.hiddenUnits, CLASSES], head.outputWeights),
    floatTensor(`${kind}/output-bias`, [CLASSES], head.outputBias),
  );
  nodes.push(
    node('Add', [`${kind}/sums`, `${kind}/hidden-bias`], [`${kind}/biased`]),
    node('Relu', [`${kind}/biased`], [`${kind}/hidden`]),
    node('MatMul', [`${kind}/hidden`, `${kind}/output-weights`], [`${kind}/products`]),
    node('Add', [`${kind}/products`, `${kind}/output-bias`], [`${kind}/logits`]),
  );
}
