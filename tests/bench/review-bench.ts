// What the review page takes for a call of ten minutes, and how long it keeps its user waiting meanwhile.

import { mkdtemp, rm } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import type { ExtensionBrowser } from '../browser/launch.ts';
import { writeLongCall } from './long-call.ts';

const CALL_SECONDS = 600;
/** How much of it the customer speaks. */
const SPEECH_SHARE = 0.4;
const GIVE_UP_MS = 300_000;

export interface ReviewBench {
  /** Length of the recording. */
  readonly callSeconds: number;
  /** From the choice of the file, engines not loaded, to the call that is shown. */
  readonly seconds: number;
  /** Longest time in which the page heeded nobody. */
  readonly longestTaskMs: number;
}

declare global {
  var longestTaskMs: number;
}

export async function benchReview(browser: ExtensionBrowser): Promise<ReviewBench> {
  const folder = await mkdtemp(path.join(os.tmpdir(), 'evenkeel-review-'));
  const page = await browser.openExtensionPage('review.html', { width: 1280, height: 1000 });
  try {
    const call = path.join(folder, 'call.wav');
    const callSeconds = await writeLongCall(call, CALL_SECONDS, SPEECH_SHARE);
    await page.evaluate(() => {
      globalThis.longestTaskMs = 0;
      new PerformanceObserver((list) => {
        for (const { duration } of list.getEntries()) {
          globalThis.longestTaskMs = Math.max(globalThis.longestTaskMs, duration);
        }
      }).observe({ type: 'longtask', buffered: false });
    });
    const began = performance.now();
    await page.getByTestId('files').setInputFiles([call]);
    await page.getByTestId('call').waitFor({ timeout: GIVE_UP_MS });
    const seconds = (performance.now() - began) / 1000;
    return { callSeconds, seconds, longestTaskMs: await page.evaluate(() => globalThis.longestTaskMs) };
  } finally {
    await page.close();
    await rm(folder, { recursive: true });
  }
}
