// The command line's --runtime native: its package comes with those of training.

import { fileURLToPath } from 'node:url';
import { expect, it } from 'vitest';
import { EMOTIONS } from '../../src/analysis/emotion/emotions.ts';
import { analyseFile } from '../../src/cli/shared/analyse-file.ts';
import { loadNodeEngine } from '../../src/node/node-engine.ts';
import type { Runtime } from '../../src/node/runtime.ts';

const DEMO_CALL = fileURLToPath(new URL('../../assets/demo-call/demo-call.wav', import.meta.url));

async function analysisBy(runtime: Runtime) {
  const { engine, model } = await loadNodeEngine(runtime);
  return analyseFile(DEMO_CALL, 'right', engine, model);
}

it('hears a call natively nearly as in WASM, and says which of the two it was', async () => {
  const [wasm, native] = [await analysisBy('wasm'), await analysisBy('native')];
  expect(native.model).toBe(`${wasm.model} native`);
  expect(native.windows).toHaveLength(wasm.windows.length);
  const distances = wasm.windows.flatMap(({ probabilities }, i) =>
    EMOTIONS.map((emotion) =>
      Math.abs((probabilities?.[emotion] ?? 0) - (native.windows[i]?.probabilities?.[emotion] ?? 0)),
    ),
  );
  expect(distances.reduce((sum, distance) => sum + distance, 0) / distances.length).toBeLessThan(0.02);
  expect(Math.abs((native.score ?? 0) - (wasm.score ?? 0))).toBeLessThan(0.5);
});
