// Holds an exported graph against the head it was made from, on real clips, in the WASM build that serves.

import { CLASSES } from '../classes.ts';
import { readClip } from '../data/corpus.ts';
import { LOGITS } from '../onnx/model-contract.ts';
import { loadGraph } from '../onnx/run-graph.ts';
import { CONDITIONS, evaluationVariant, windowOf } from '../sound/conditions.ts';
import { type Head, predictLogits } from './head.ts';
import type { Dataset } from './train-folds.ts';

/** Largest difference of a logit between graph and TensorFlow.js that is rounding and nothing else. */
export const LOGIT_TOLERANCE = 1e-4;

/**
 * Runs every `stride`-th clip, clean and phone, from its samples through the graph and from its cached features
 * through TensorFlow.js.
 * @returns largest difference of a logit
 * @throws Error when it is beyond `LOGIT_TOLERANCE`.
 */
export async function checkExport(
  graph: Uint8Array,
  head: Head,
  data: Dataset,
  stride: number,
): Promise<number> {
  const run = await loadGraph(graph, LOGITS);
  let worst = 0;
  for (let row = 0; row < data.clips.length; row += stride) {
    const clip = data.clips[row];
    if (clip === undefined) continue;
    const samples = await readClip(clip.path);
    for (const condition of CONDITIONS) {
      const variant = evaluationVariant(condition);
      const expected = predictLogits(head, data.tables[variant], Int32Array.of(row));
      const logits = await run(windowOf(samples, clip.id, variant));
      for (let k = 0; k < CLASSES; k++)
        worst = Math.max(worst, Math.abs((logits[k] ?? 0) - (expected[k] ?? 0)));
    }
  }
  if (!(worst <= LOGIT_TOLERANCE)) {
    throw new Error(
      `The exported graph's logits differ by up to ${worst} from TensorFlow.js's; ${LOGIT_TOLERANCE} is allowed. If windows, telephone or pooling changed, count up RECIPE in features.ts.`,
    );
  }
  return worst;
}
