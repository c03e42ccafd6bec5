import { readFileSync } from 'node:fs';
import * as ort from 'onnxruntime-web/wasm';
import { beforeAll, describe, expect, it } from 'vitest';
import { cremaDFolder } from '../../tests/support/crema-d.ts';
import { gateFrames } from '../../tests/support/gate-frames.ts';
import { readClip, readCorpus } from '../data/corpus.ts';
import { onnx } from '../onnx/onnx-graph.ts';
import { loadGraph } from '../onnx/run-graph.ts';
import { gaussian, seededRandom } from '../shared/random.ts';
import { readSilero } from './silero.ts';
import { speechGateGraph } from './speech-gate-graph.ts';

const clipsFolder = cremaDFolder();
const STATE = [2, 1, 128];

let silero: ort.InferenceSession;
let graph: Uint8Array;
let gate: ort.InferenceSession;

beforeAll(async () => {
  const model = await readSilero();
  graph = speechGateGraph(model);
  // Loading any graph sets up the WASM build.
  await loadGraph(graph, 'probabilities');
  silero = await ort.InferenceSession.create(onnx.ModelProto.encode(model).finish(), {
    executionProviders: ['wasm'],
    logSeverityLevel: 3,
  });
  gate = await ort.InferenceSession.create(graph, { executionProviders: ['wasm'] });
});

const newState = () => new ort.Tensor('float32', new Float32Array(256), STATE);

async function bySilero(frames: readonly Float32Array[]): Promise<number[]> {
  let state: ort.Tensor = newState();
  const sr = new ort.Tensor('int64', BigInt64Array.of(16_000n), []);
  const probabilities: number[] = [];
  for (const frame of frames) {
    const { output, stateN } = await silero.run({
      input: new ort.Tensor('float32', frame, [1, frame.length]),
      state,
      sr,
    });
    if (!output || !stateN) throw new Error('Silero gave no output.');
    state = stateN;
    probabilities.push((output.data as Float32Array)[0] ?? Number.NaN);
  }
  return probabilities;
}

/** In runs of `atOnce` frames. */
async function byGate(frames: readonly Float32Array[], atOnce: number): Promise<number[]> {
  let state: ort.Tensor = newState();
  const heard: number[] = [];
  for (let first = 0; first < frames.length; first += atOnce) {
    const some = frames.slice(first, first + atOnce);
    const together = Float32Array.from(some.flatMap((frame) => [...frame]));
    const { probabilities, nextState } = await gate.run({
      frames: new ort.Tensor('float32', together, [some.length, together.length / some.length]),
      state,
    });
    if (!probabilities || !nextState) throw new Error('The gate gave no output.');
    state = nextState;
    heard.push(...(probabilities.data as Float32Array));
  }
  return heard;
}

async function worstDifference(samples: Float32Array, atOnce: number): Promise<number> {
  const frames = gateFrames(samples);
  const expected = await bySilero(frames);
  const heard = await byGate(frames, atOnce);
  expect(heard).toHaveLength(expected.length);
  return Math.max(...expected.map((value, i) => Math.abs(value - (heard[i] ?? Number.NaN))));
}

describe('the graph of the speech gate', () => {
  it.each([1, 2, 31])('hears what Silero’s own does in noise, %i frames at a time', async (atOnce) => {
    const random = seededRandom('noise for the gate');
    const noise = Float32Array.from({ length: 32_000 }, () => 0.1 * gaussian(random));
    expect(await worstDifference(noise, atOnce)).toBeLessThan(1e-5);
  });

  it.skipIf(clipsFolder === null)('and in voices', async () => {
    const { clips } = await readCorpus(clipsFolder ?? '');
    for (const clip of clips.filter((_, i) => i % 50 === 0)) {
      const samples = await readClip(clip.path);
      expect(await worstDifference(samples, 31)).toBeLessThan(1e-5);
      // They are voices.
      expect(Math.max(...(await byGate(gateFrames(samples), 31)))).toBeGreaterThan(0.5);
    }
  });

  it('is the one that ships', () => {
    expect(
      Buffer.from(graph).equals(readFileSync(new URL('../../models/speech-gate.onnx', import.meta.url))),
    ).toBe(true);
  });
});
