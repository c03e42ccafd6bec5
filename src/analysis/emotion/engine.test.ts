// The real graphs in the WASM build that serves.

import { createHash } from 'node:crypto';
import { beforeAll, describe, expect, it, vi } from 'vitest';
import { survives } from '../../../tests/faults/survives.ts';
import type { EngineState } from '../../extension/engine/engine-state.ts';
import type { StartedEngine } from '../../extension/engine/started-engine.ts';
import { loadEngineFiles, nodeOrt } from '../../node/node-engine.ts';
import { EngineSupervisor } from '../../offscreen/engine-supervisor.ts';
import { createEngine, type EmotionEngine, type EngineFiles } from './engine.ts';
import { parseManifest, WINDOW_SAMPLES } from './manifest.ts';
import { MIN_VOICED_SHARE } from './speech-gate.ts';

const silence = () => new Float32Array(WINDOW_SAMPLES);
const tone = () =>
  Float32Array.from({ length: WINDOW_SAMPLES }, (_, n) => 0.3 * Math.sin((2 * Math.PI * 440 * n) / 16_000));
/** Loud, but no voice: a fixed pseudo-random sequence. */
const noise = () => {
  let state = 1;
  return Float32Array.from({ length: WINDOW_SAMPLES }, () => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    return (state / 2 ** 32 - 0.5) * 0.5;
  });
};

let files: EngineFiles;
let engine: EmotionEngine;

beforeAll(async () => {
  files = await loadEngineFiles();
  ({ engine } = await createEngine(await nodeOrt(), files));
}, 60_000);

describe('the engine', () => {
  it.each([
    ['silence', silence],
    ['a ringing tone', tone],
    ['noise', noise],
  ])('does not take %s for speech', async (name, make) => {
    const result = await engine.analyse({
      stream: name,
      window: make(),
      freshSamples: WINDOW_SAMPLES,
      classify: true,
    });
    expect(result.speech).toBeLessThan(MIN_VOICED_SHARE);
    expect(result.heard).toBe(false);
    expect(result.tonal).toBe(name === 'a ringing tone');
    expect(result.reading).toBeNull();
  });

  it('hands the memory of a job back', async () => {
    const window = silence();
    const result = await engine.analyse({
      stream: 'memory',
      window,
      freshSamples: WINDOW_SAMPLES,
      classify: true,
    });
    expect(result.window).toBe(window);
  });

  it('refuses a model whose checksum the manifest does not know', async () => {
    const damaged = { ...files, model: files.model.slice(0, -1) };
    await expect(createEngine(await nodeOrt(), damaged)).rejects.toThrow('The model file is damaged');
  });

  it('refuses labels in another order and names them', async () => {
    const manifest = {
      ...(files.manifest as object),
      labels: ['happy', 'anger', 'disgust', 'fear', 'neutral', 'sadness'],
    };
    await expect(createEngine(await nodeOrt(), { ...files, manifest })).rejects.toThrow('"happy, anger');
  });

  it('names the field of a manifest that does not fit', async () => {
    const manifest = { ...(files.manifest as object), temperature: -1 };
    await expect(createEngine(await nodeOrt(), { ...files, manifest })).rejects.toThrow('temperature');
  });

  it('refuses a graph of another shape and says which', async () => {
    const sha256 = createHash('sha256').update(files.speechGate).digest('hex');
    const shipped = parseManifest(files.manifest);
    const manifest = {
      ...shipped,
      sha256: shipped.schemaVersion === 1 ? sha256 : { ...shipped.sha256, embedding: sha256 },
    };
    await expect(
      createEngine(await nodeOrt(), { ...files, model: files.speechGate, manifest }),
    ).rejects.toThrow('expected "audio" [batch, 48000]');
  });
});

/** An engine of this page's own, as one in a worker would be. */
function startHere(given: EngineFiles): StartedEngine {
  const loaded = nodeOrt().then((ort) => createEngine(ort, given));
  return {
    warm: true,
    ready: loaded.then(({ model }) => ({ model, loadMs: 0 })),
    analyse: async (job) => (await loaded).engine.analyse(job),
    readInContext: async (request) => (await loaded).engine.readInContext(request),
    release: async (stream) => (await loaded).engine.release(stream),
    close: () => {},
  };
}

survives('model-damaged', async () => {
  const damaged = files.model.slice();
  damaged.fill(0xff, 1000, 1001);
  const states: EngineState[] = [];
  const supervisor = new EngineSupervisor({
    start: (name) => startHere(name === 'cnn' ? { ...files, name, model: damaged } : files),
    onState: (state) => states.push(state),
  });
  supervisor.use('cnn');
  await vi.waitFor(() => expect(states.at(-1)?.kind).toBe('ready'), 20_000);
  expect(states.at(-1)).toMatchObject({
    name: 'default',
    change: {
      name: 'cnn',
      problem: expect.stringMatching(/^The model file is damaged or .* Reinstall Evenkeel\.$/),
    },
  });
  const job = { stream: 'a', window: silence(), freshSamples: WINDOW_SAMPLES, classify: true };
  expect((await supervisor.analyse(job)).heard).toBe(false);
});
