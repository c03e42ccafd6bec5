// Joins encoder, pooling and head into the one graph that ships: `audio` [batch, 48000] → `logits` [batch, 6].

import type { Encoder } from '../encoder/encoders.ts';
import { FEATURES, pooledEncoder } from '../encoder/pooled-encoder.ts';
import { AUDIO_INPUT, GRAPH_NAME, LOGITS, LOGITS_OUTPUT } from '../onnx/model-contract.ts';
import {
  encodeModel,
  floatTensor,
  floatValue,
  int8Tensor,
  type Model,
  node,
  onnx,
} from '../onnx/onnx-graph.ts';
import { CLASSES } from '../shared/classes.ts';
import type { Head } from './head.ts';

/**
 * The shipped graph, serialised.
 * @param model the whole encoder, as `readEncoder` gives it; it is changed
 * @param extraOutputs names of inner values to put out as well, such as `FEATURES` when checking the export
 */
export function exportModel(
  encoder: Encoder,
  model: Model,
  head: Head,
  extraOutputs: readonly (typeof FEATURES)[] = [],
): Uint8Array {
  const { nodes, initializers } = pooledEncoder(encoder, model, 'served');
  const { hiddenUnits } = head;
  const width = head.featureMean.length;
  initializers.push(
    floatTensor('head/mean', [width], head.featureMean),
    floatTensor('head/scale', [width], head.featureScale),
    int8Tensor('head/hidden-int8', [width, hiddenUnits], head.hiddenWeights),
    floatTensor('head/hidden-scales', [hiddenUnits], head.hiddenScales),
    floatTensor('head/hidden-bias', [hiddenUnits], head.hiddenBias),
    floatTensor('head/output-weights', [hiddenUnits, CLASSES], head.outputWeights),
    floatTensor('head/output-bias', [CLASSES], head.outputBias),
  );
  nodes.push(
    // Cast and Mul of constants are folded when the graph is loaded; DequantizeLinear would run every time.
    node('Cast', ['head/hidden-int8'], ['head/hidden-cast'], { to: onnx.TensorProto.DataType.FLOAT }),
    node('Mul', ['head/hidden-cast', 'head/hidden-scales'], ['head/hidden-weights']),
    node('Sub', [FEATURES, 'head/mean'], ['head/centred']),
    node('Mul', ['head/centred', 'head/scale'], ['head/standardised']),
    node('MatMul', ['head/standardised', 'head/hidden-weights'], ['head/hidden-sum']),
    node('Add', ['head/hidden-sum', 'head/hidden-bias'], ['head/hidden-biased']),
    node('Relu', ['head/hidden-biased'], ['head/hidden']),
    node('MatMul', ['head/hidden', 'head/output-weights'], ['head/output-sum']),
    node('Add', ['head/output-sum', 'head/output-bias'], [LOGITS]),
  );
  const outputs = [LOGITS_OUTPUT, ...extraOutputs.map((name) => floatValue(name, ['batch', width]))];
  return encodeModel(model, { nodes, initializers }, [AUDIO_INPUT], outputs, GRAPH_NAME);
}
