// Names the file with the weights of the speech gate.

import type { Model } from '../onnx/onnx-graph.ts';
import { readPinnedGraph } from '../onnx/pinned-graph.ts';

/** Silero VAD v5 as its package has it: one frame a run, for two sample rates. */
export function readSilero(): Promise<Model> {
  return readPinnedGraph({
    name: 'Silero VAD v5 (@ricky0123/vad-web 0.0.31)',
    place: new URL('../../node_modules/@ricky0123/vad-web/dist/silero_vad_v5.onnx', import.meta.url),
    sha256: '2623a2953f6ff3d2c1e61740c6cdb7168133479b267dfef114a4a3cc5bdd788f',
    advice: 'Run "npm ci".',
  });
}
