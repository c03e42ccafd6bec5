// Writes a TensorFlow.js network as an ONNX graph, layer by layer, with its front end in front of it:
// `audio` [batch, 48000] → `logits` [batch, 6].

import { frameFeaturesGraph, MEANS, SEQUENCE } from '../front-ends/frame-features-graph.ts';
import type { Standardisation } from '../front-ends/standardisation.ts';
import { normaliseAudio } from '../front-ends/waveform-graph.ts';
import { AUDIO, AUDIO_INPUT, GRAPH_NAME, LOGITS, LOGITS_OUTPUT } from '../onnx/model-contract.ts';
import { encodeModel, floatTensor, type GraphParts, node, OWN_VERSIONS } from '../onnx/onnx-graph.ts';
import type { tf } from '../tensorflow/tensorflow.ts';
import type { FrontEnd } from './architecture.ts';
import { LAYER_EXPORTERS } from './export-layers.ts';

/**
 * The graph, serialised.
 * @param standardisation what was fitted on the training actors; null for a front end that has none
 * @throws Error naming a layer that can't be written.
 */
export function exportNetwork(
  model: tf.LayersModel,
  frontEnd: FrontEnd,
  standardisation: Standardisation | null,
): Uint8Array {
  const parts: GraphParts =
    frontEnd === 'waveform' ? { nodes: [], initializers: [] } : frameFeaturesGraph(AUDIO);
  const input = frontInput(parts, frontEnd, standardisation);
  const output = writeLayers(parts, model, input);
  parts.nodes.push(node('Identity', [output], [LOGITS]));
  return encodeModel(OWN_VERSIONS, parts, [AUDIO_INPUT], [LOGITS_OUTPUT], GRAPH_NAME);
}

/** Name of what the network's input layer gets. */
function frontInput(parts: GraphParts, frontEnd: FrontEnd, standardisation: Standardisation | null): string {
  if (frontEnd === 'waveform') return normaliseAudio(parts, AUDIO);
  if (standardisation === null) throw new Error(`The front end "${frontEnd}" has to be standardised.`);
  const { mean, scale } = standardisation;
  parts.initializers.push(
    floatTensor('standardise/mean', [mean.length], mean),
    floatTensor('standardise/scale', [scale.length], scale),
  );
  parts.nodes.push(
    node('Sub', [frontEnd === 'means' ? MEANS : SEQUENCE, 'standardise/mean'], ['standardise/centred']),
    node('Mul', ['standardise/centred', 'standardise/scale'], ['standardise/scaled']),
  );
  return 'standardise/scaled';
}

/** Writes the layers in the order in which the model runs them; returns the name of the last one's output. */
function writeLayers(parts: GraphParts, model: tf.LayersModel, input: string): string {
  const nameOf = new Map<number, string>();
  let last = input;
  for (const layer of model.layers) {
    const outputs = layer.output as tf.SymbolicTensor;
    if (layer.getClassName() === 'InputLayer') {
      nameOf.set(outputs.id, input);
      continue;
    }
    const given = layer.input;
    const inputs = (Array.isArray(given) ? given : [given]).map((tensor) => {
      const known = nameOf.get(tensor.id);
      if (known === undefined) throw new Error(`The layer ${layer.name} comes before what it needs.`);
      return known;
    });
    const write = LAYER_EXPORTERS[layer.getClassName()];
    if (write === undefined) {
      throw new Error(
        `A layer of the kind ${layer.getClassName()} (${layer.name}) can't be written as ONNX yet.`,
      );
    }
    last = write(parts, layer, inputs);
    nameOf.set(outputs.id, last);
  }
  return last;
}
