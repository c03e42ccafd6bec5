// The test console by itself: without the extension it is a working softphone, or no test on it means anything.

import { type Browser, chromium } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { findBrowser } from '../browser/find-browser.ts';
import { encodeWav } from '../support/encode-wav.ts';
import { type Desk, type PlacedCall, type Spoken, startConsole, type TestConsole } from './console.ts';

const RATE_HZ = 16_000;
const tone = encodeWav(
  [Float32Array.from({ length: 2 * RATE_HZ }, (_, i) => 0.3 * Math.sin((i * 440 * 2 * Math.PI) / RATE_HZ))],
  RATE_HZ,
);

let browser: Browser;
let testConsole: TestConsole;
let desk: Desk;

beforeAll(async () => {
  testConsole = await startConsole();
  browser = await chromium.launch({
    executablePath: findBrowser().executable,
    args: ['--allow-loopback-in-peer-connection', ...(process.getuid?.() === 0 ? ['--no-sandbox'] : [])],
  });
  desk = await testConsole.openDesk(await browser.newContext());
});

afterAll(async () => {
  await browser?.close();
  await testConsole?.close();
});

/** What the softphone heard while the customer, or the agent, played the tone. A second of it has 0.045. */
async function energyOf(call: PlacedCall, speak: () => Promise<Spoken>): Promise<number> {
  const before = await call.heard();
  await (await speak()).ended;
  // The last of it is still in the jitter buffer.
  await desk.page.waitForTimeout(500);
  return (await call.heard()).energy - before.energy;
}

describe.each(['opus', 'pcmu'] as const)('a call over %s', (codec) => {
  it('carries the voice of the customer, is muted on hold, goes on and ends', async () => {
    const call = await desk.placeCall({ codec });
    await call.answer();
    expect(await energyOf(call, () => call.customerSays(tone))).toBeGreaterThan(0.06);
    expect((await call.heard()).codec.toLowerCase()).toBe(`audio/${codec}`);

    await call.hold();
    expect(await energyOf(call, () => call.customerSays(tone))).toBeLessThan(0.001);
    expect((await call.heard()).muted).toBe(true);

    await call.resume();
    expect(await energyOf(call, () => call.customerSays(tone))).toBeGreaterThan(0.06);
    if (codec === 'opus') await call.hangUp();
    else await call.customerHangsUp();
    expect(await desk.page.locator('#status').textContent()).toBe('Wrap-up');
  });
});

it('keeps the two sides apart: what the agent says is not in what the softphone receives', async () => {
  const call = await desk.placeCall();
  await call.answer();
  expect(await energyOf(call, () => call.agentSays(tone))).toBeLessThan(0.001);
  await call.hangUp();
});
