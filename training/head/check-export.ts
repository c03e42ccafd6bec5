// Holds the exported graphs against the heads they were made from, on real clips, in the WASM build that serves.

import * as ort from 'onnxruntime-web/wasm';
import { type CallVoice, contextOf, hearVoice, unknownVoice } from '../../src/analysis/emotion/call-voice.ts';
import { type Clip, readClip } from '../data/corpus.ts';
import type { Encoder } from '../encoder/encoders.ts';
import { FEATURES, featureGraph, readEncoder } from '../encoder/pooled-encoder.ts';
import { EMBEDDING } from '../onnx/model-contract.ts';
import { loadGraph } from '../onnx/run-graph.ts';
import { CLASSES } from '../shared/classes.ts';
import { CONDITIONS, evaluationVariant, windowOf } from '../sound/conditions.ts';
import { type CallHead, embed, embeddingSize, readEmbedding } from './call-head.ts';

/** Largest difference of a logit between graph and TensorFlow.js that is rounding and nothing else. */
export const LOGIT_TOLERANCE = 1e-4;
/** How calm a checked clip is taken for; each is read after all that were checked before it. */
const CALM = 0.5;

/** Reads embeddings with their contexts. */
export type RunHead = (embedding: Float32Array, context: Float32Array) => Promise<Float32Array>;

/** Loads a head's graph in the WASM build, which a graph of `loadGraph` has set up. */
export async function loadHeadGraph(graph: Uint8Array, size: number): Promise<RunHead> {
  const session = await ort.InferenceSession.create(graph, { executionProviders: ['wasm'] });
  const tensor = (values: Float32Array) => new ort.Tensor('float32', values, [1, size]);
  return async (embedding, context) => {
    const { logits } = await session.run({ embedding: tensor(embedding), context: tensor(context) });
    if (!(logits?.data instanceof Float32Array)) throw new Error('The head has no float32 output "logits".');
    return logits.data.slice();
  };
}

/**
 * Runs every `stride`-th clip in every condition through both graphs, and its features through TensorFlow.js.
 * @returns largest difference of a logit
 * @throws Error when it is beyond `LOGIT_TOLERANCE`.
 */
export async function checkCallExport(
  embeddingGraph: Uint8Array,
  headGraph: Uint8Array,
  encoder: Encoder,
  head: CallHead,
  clips: readonly Clip[],
  stride: number,
): Promise<number> {
  const size = embeddingSize(head);
  const embeddingOf = await loadGraph(embeddingGraph, EMBEDDING);
  const read = await loadHeadGraph(headGraph, size);
  // Not the cached features: those are of the native build, which rounds differently inside an int8 encoder.
  const featuresOf = await loadGraph(featureGraph(encoder, await readEncoder(encoder), 'served'), FEATURES);
  let voice: CallVoice = unknownVoice(size);
  let worst = 0;
  for (const clip of clips.filter((_, i) => i % stride === 0)) {
    const samples = await readClip(clip.path);
    for (const condition of CONDITIONS) {
      const window = windowOf(samples, clip.id, evaluationVariant(condition));
      const values = await featuresOf(window);
      const [expected] = embed(head, { values, rows: 1, width: values.length }, Int32Array.of(0));
      if (expected === undefined) throw new Error(`${clip.id} has no embedding.`);
      const context = contextOf(voice, { ...head.context, size });
      const wanted = readEmbedding(head, expected, context);
      const logits = await read(await embeddingOf(window), context);
      for (let k = 0; k < CLASSES; k++)
        worst = Math.max(worst, Math.abs((logits[k] ?? 0) - (wanted[k] ?? 0)));
      voice = hearVoice(voice, expected, CALM);
    }
  }
  if (!(worst <= LOGIT_TOLERANCE)) {
    throw new Error(
      `The exported graphs' logits differ by up to ${worst} from TensorFlow.js's; ${LOGIT_TOLERANCE} is allowed.`,
    );
  }
  return worst;
}
