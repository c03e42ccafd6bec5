// A voice is read alike on every road: in a live call, in a recording, by several engines, and on the command line.

import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { encodeWav } from '../../src/analysis/audio/wav.ts';
import { analyseRecording } from '../../src/analysis/call/analyse-recording.ts';
import { LegAnalyser } from '../../src/analysis/call/leg-analyser.ts';
import { LiveScore } from '../../src/analysis/call/live-score.ts';
import type { AnalysedWindow } from '../../src/analysis/call/record.ts';
import { EMOTIONS } from '../../src/analysis/emotion/emotions.ts';
import { createEngine, type EmotionEngine } from '../../src/analysis/emotion/engine.ts';
import { LEVEL_WINDOWS } from '../../src/analysis/score/constants.ts';
import { analyseFile } from '../../src/cli/shared/analyse-file.ts';
import type { StartedEngine } from '../../src/extension/engine/started-engine.ts';
import { loadEngineFiles, nodeOrt } from '../../src/node/node-engine.ts';
import { poolEngines } from '../../src/ui/review/pooled-engine.ts';
import { demoVoice } from '../soak/voice.ts';

const CONTEXT_MODEL = path.resolve(import.meta.dirname, '../fixtures/context-model');
const SECONDS = 45;
const TOLERANCE = 1e-4;

let folder: string;
let pcm: Float32Array<ArrayBuffer>;
let sampleRateHz: number;
/** Windows of the last live call that were read once more. */
let readAgain: number;

beforeAll(async () => {
  folder = mkdtempSync(path.join(os.tmpdir(), 'evenkeel-roads-'));
  const voice = await demoVoice();
  ({ sampleRateHz } = voice);
  pcm = Float32Array.from({ length: SECONDS * sampleRateHz }, (_, n) => voice.pcm[n % voice.pcm.length] ?? 0);
});
afterAll(() => rmSync(folder, { recursive: true }));

async function load(models?: string): Promise<EmotionEngine> {
  return (await createEngine(await nodeOrt(), await loadEngineFiles(models))).engine;
}

/** As one in a worker would be. */
function started(engine: EmotionEngine): StartedEngine {
  return { ...engine, ready: Promise.resolve({ model: 'm', loadMs: 0 }), close: () => {} };
}

function* blocks(): Generator<Float32Array<ArrayBuffer>> {
  const length = sampleRateHz / 10;
  for (let start = 0; start < pcm.length; start += length) yield pcm.slice(start, start + length);
}

/** Block by block at the pace of a call, as the offscreen document takes them in. */
async function live(engine: EmotionEngine): Promise<AnalysedWindow[]> {
  const score = new LiveScore();
  let windows: AnalysedWindow[] = [];
  const leg = new LegAnalyser({
    engine,
    leg: crypto.randomUUID(),
    pace: 'live',
    onWindow: (heard) => windows.push(score.push(heard).window),
    onColdStart: () => score.beginVoice(),
    onVoiceKnown: (reread) => {
      readAgain = reread.length;
      const now = new Map(score.knowVoice(reread).map(({ window }) => [window.start, window]));
      windows = windows.map((window) => now.get(window.start) ?? window);
    },
    onGap: () => {},
    onError: (error) => {
      throw error;
    },
  });
  let startSample = 0;
  let sequence = 0;
  for (const block of blocks()) {
    leg.accept({ leg: 'leg', sequence: sequence++, startSample, sampleRateHz, pcm: block });
    startSample += block.length;
    await leg.settled();
  }
  leg.finish();
  await leg.settled();
  return windows;
}

async function recorded(engine: EmotionEngine): Promise<readonly AnalysedWindow[]> {
  const recording = {
    file: 'call.wav',
    sampleRateHz,
    blocks: (async function* () {
      yield* blocks();
    })(),
  };
  return (await analyseRecording(recording, engine, 'm')).windows;
}

async function onCommandLine(engine: EmotionEngine): Promise<readonly AnalysedWindow[]> {
  const file = path.join(folder, 'call.wav');
  writeFileSync(file, encodeWav([pcm], sampleRateHz, 'float32'));
  return (await analyseFile(file, 'mix', engine, 'm')).windows;
}

function expectSame(found: readonly AnalysedWindow[], expected: readonly AnalysedWindow[]): void {
  expect(found.map(({ start }) => start)).toEqual(expected.map(({ start }) => start));
  for (const [i, { probabilities, distress }] of expected.entries()) {
    for (const emotion of EMOTIONS) {
      const difference = (found[i]?.probabilities?.[emotion] ?? -1) - (probabilities?.[emotion] ?? -1);
      expect(Math.abs(difference)).toBeLessThan(TOLERANCE);
    }
    expect(Math.abs((found[i]?.distress ?? -1) - (distress ?? -1))).toBeLessThan(TOLERANCE);
  }
}

describe.each([
  ['a tiny model with context', CONTEXT_MODEL],
  ['the model that ships', undefined],
])('%s', (_, models) => {
  it('says the same of a call whichever road it takes', { timeout: 180_000 }, async () => {
    const [one, two] = [await load(models), await load(models)];
    readAgain = 0;
    const expected = await live(one);
    if (models === CONTEXT_MODEL) expect(readAgain).toBe(LEVEL_WINDOWS);
    expect(expected.filter(({ probabilities }) => probabilities !== null).length).toBeGreaterThan(20);
    expectSame(await recorded(one), expected);
    expectSame(await recorded(poolEngines([started(one), started(two)])), expected);
    expectSame(await onCommandLine(one), expected);
  });
});
