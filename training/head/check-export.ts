// Holds an exported graph against the head it was made from, on real clips, in the WASM build that serves.

import { type Clip, readClip } from '../data/corpus.ts';
import type { Encoder } from '../encoder/encoders.ts';
import { FEATURES, featureGraph, readEncoder } from '../encoder/pooled-encoder.ts';
import { LOGITS } from '../onnx/model-contract.ts';
import { loadGraph } from '../onnx/run-graph.ts';
import { CLASSES } from '../shared/classes.ts';
import { CONDITIONS, evaluationVariant, windowOf } from '../sound/conditions.ts';
import { type Head, predictLogits } from './head.ts';

/** Largest difference of a logit between graph and TensorFlow.js that is rounding and nothing else. */
export const LOGIT_TOLERANCE = 1e-4;

/**
 * Runs every `stride`-th clip in every condition through the graph, and its features through TensorFlow.js.
 * @returns largest difference of a logit
 * @throws Error when it is beyond `LOGIT_TOLERANCE`.
 */
export async function checkExport(
  graph: Uint8Array,
  encoder: Encoder,
  head: Head,
  clips: readonly Clip[],
  stride: number,
): Promise<number> {
  const run = await loadGraph(graph, LOGITS);
  // Not the cached features: those are of the native build, which rounds differently inside an int8 encoder.
  const featuresOf = await loadGraph(featureGraph(encoder, await readEncoder(encoder), 'served'), FEATURES);
  let worst = 0;
  for (const clip of clips.filter((_, i) => i % stride === 0)) {
    const samples = await readClip(clip.path);
    for (const condition of CONDITIONS) {
      const window = windowOf(samples, clip.id, evaluationVariant(condition));
      const values = await featuresOf(window);
      const expected = predictLogits(head, { values, rows: 1, width: values.length }, Int32Array.of(0));
      const logits = await run(window);
      for (let k = 0; k < CLASSES; k++)
        worst = Math.max(worst, Math.abs((logits[k] ?? 0) - (expected[k] ?? 0)));
    }
  }
  if (!(worst <= LOGIT_TOLERANCE)) {
    throw new Error(
      `The exported graph's logits differ by up to ${worst} from TensorFlow.js's; ${LOGIT_TOLERANCE} is allowed.`,
    );
  }
  return worst;
}
