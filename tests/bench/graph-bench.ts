// Times the shipped graph against another one, such as an earlier version's, in the WASM build on one thread in Node,
// turn and turn about, so that whatever else the machine does falls on both.

import { readFileSync } from 'node:fs';
import { loadGraph } from '../../training/onnx/run-graph.ts';
import { type Timing, timingOf } from './timing.ts';

const ROUNDS = 100;
const WARM_UP = 5;

export interface GraphBench {
  readonly shipped: Timing;
  readonly other: Timing;
  /** p95 of what ships over p95 of the other. */
  readonly ratio: number;
}

/** @param window 48000 samples of speech at 16 kHz */
export async function benchGraphs(shipped: string, other: string, window: Float32Array): Promise<GraphBench> {
  const graphs = [];
  for (const file of [shipped, other]) {
    graphs.push({ run: await loadGraph(readFileSync(file), 'logits'), times: [] as number[] });
  }
  for (let round = -WARM_UP; round < ROUNDS; round++) {
    for (const { run, times } of graphs) {
      const began = performance.now();
      await run(window);
      if (round >= 0) times.push(performance.now() - began);
    }
  }
  const [first, second] = graphs.map(({ times }) => timingOf(times)) as [Timing, Timing];
  return { shipped: first, other: second, ratio: first.p95Ms / second.p95Ms };
}
