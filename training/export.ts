// Joins encoder, pooling and head into the one graph that ships: `audio` [batch, 48000] → `logits` [batch, 6].

import { CLASSES, type Head } from './head.ts';
import { AUDIO_INPUT, FEATURE_COUNT, FEATURES, pooledEncoder } from './moonshine.ts';
import { encodeModel, floatTensor, floatValue, int8Tensor, type Model, node, onnx } from './onnx-graph.ts';

/** Name of the graph's output, float32 [batch, 6] in the order of EMOTIONS. */
export const LOGITS = 'logits';

/**
 * The shipped graph, serialised.
 * @param moonshine the whole encoder, as `readMoonshine` gives it
 * @param extraOutputs names of inner values to put out as well, such as `FEATURES` when checking the export
 */
export function exportModel(
  moonshine: Model,
  head: Head,
  extraOutputs: readonly (typeof FEATURES)[] = [],
): Uint8Array {
  const { nodes, initializers } = pooledEncoder(moonshine);
  const { hiddenUnits } = head;
  initializers.push(
    floatTensor('head/mean', [FEATURE_COUNT], head.featureMean),
    floatTensor('head/scale', [FEATURE_COUNT], head.featureScale),
    int8Tensor('head/hidden-int8', [FEATURE_COUNT, hiddenUnits], head.hiddenWeights),
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
  const outputs = [
    floatValue(LOGITS, ['batch', CLASSES]),
    ...extraOutputs.map((name) => floatValue(name, ['batch', FEATURE_COUNT])),
  ];
  return encodeModel(moonshine, { nodes, initializers }, [AUDIO_INPUT], outputs, 'evenkeel-emotion');
}
