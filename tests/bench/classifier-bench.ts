// Times one window (speech gate and classifier) in the shipped worker in Chromium, and in native ONNX Runtime,
// turn and turn about, so that whatever else the machine does falls on both.

import { readdirSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import path from 'node:path';
import type * as Comlink from 'comlink';
import type { Page } from 'playwright-core';
import type { EmotionEngine } from '../../src/analysis/emotion/engine.ts';
import { SAMPLE_RATE_HZ, WINDOW_SAMPLES } from '../../src/analysis/emotion/manifest.ts';
import type { WorkerEngine } from '../../src/extension/engine/engine-worker.ts';
import { loadNodeEngine } from '../../src/node/node-engine.ts';
import { type ExtensionBrowser, LOCAL_BUILD } from '../browser/launch.ts';
import { type Timing, timingOf } from './timing.ts';

const ROUNDS = 10;
const WINDOWS_PER_ROUND = 10;

export interface ClassifierBench {
  readonly wasm: Timing & { readonly loadMs: number };
  readonly native: Timing;
  /** Median of WASM over median of native. */
  readonly ratio: number;
}

declare global {
  var benchEngine: Comlink.Remote<WorkerEngine>;
}

/** Starts the extension's own worker on one of its pages; gives its load time in milliseconds. */
async function startWorker(page: Page): Promise<number> {
  const assets = readdirSync(path.join(LOCAL_BUILD, 'assets'));
  const worker = assets.find((file) => file.startsWith('engine-worker'));
  if (worker === undefined)
    throw new Error(`No engine worker in ${LOCAL_BUILD}/assets; build the extension first.`);
  const comlink = path.join(path.dirname(createRequire(import.meta.url).resolve('comlink')), 'comlink.js');
  await page.evaluate(readFileSync(comlink, 'utf8'));
  return page.evaluate(async (url) => {
    const { wrap } = (globalThis as unknown as { Comlink: typeof Comlink }).Comlink;
    globalThis.benchEngine = wrap<WorkerEngine>(new Worker(url, { type: 'module' }));
    return (await globalThis.benchEngine.load('default')).loadMs;
  }, `/assets/${worker}`);
}

function timeInBrowser(page: Page, speech: readonly number[], windows: number): Promise<number[]> {
  return page.evaluate(
    async ({ samples, count, hop }) => {
      const times: number[] = [];
      for (let run = 0; run < count; run++) {
        const window = Float32Array.from(samples);
        const began = performance.now();
        const { heard } = await globalThis.benchEngine.analyse({
          stream: 'bench',
          window,
          freshSamples: hop,
          classify: true,
        });
        times.push(performance.now() - began);
        if (run > 2 && !heard) throw new Error('The bench window does not pass the speech gate.');
      }
      return times;
    },
    { samples: speech, count: windows, hop: SAMPLE_RATE_HZ },
  );
}

async function timeNatively(
  engine: EmotionEngine,
  speech: readonly number[],
  windows: number,
): Promise<number[]> {
  const times: number[] = [];
  for (let run = 0; run < windows; run++) {
    const window = Float32Array.from(speech);
    const began = performance.now();
    await engine.analyse({ stream: 'bench', window, freshSamples: SAMPLE_RATE_HZ, classify: true });
    times.push(performance.now() - began);
  }
  return times;
}

/** @param speech at least three seconds of speech at 16 kHz */
export async function benchClassifier(
  browser: ExtensionBrowser,
  speech: Float32Array,
): Promise<ClassifierBench> {
  const window = [...speech.subarray(0, WINDOW_SAMPLES)];
  const page = await browser.openExtensionPage('popup.html');
  const loadMs = await startWorker(page);
  const { engine: native } = await loadNodeEngine('native');
  const warmUp = 4;
  await timeInBrowser(page, window, warmUp);
  await timeNatively(native, window, warmUp);

  const wasmTimes: number[] = [];
  const nativeTimes: number[] = [];
  for (let round = 0; round < ROUNDS; round++) {
    wasmTimes.push(...(await timeInBrowser(page, window, WINDOWS_PER_ROUND)));
    nativeTimes.push(...(await timeNatively(native, window, WINDOWS_PER_ROUND)));
  }
  await page.close();
  const wasm = timingOf(wasmTimes);
  const nativeTiming = timingOf(nativeTimes);
  return { wasm: { ...wasm, loadMs }, native: nativeTiming, ratio: wasm.medianMs / nativeTiming.medianMs };
}
