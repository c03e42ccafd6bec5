// What dies in the middle of a call and takes its page or the whole browser with it.

import { mkdtempSync, rmSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect } from 'vitest';
import { type ExtensionBrowser, launchWithExtension } from '../browser/launch.ts';
import { startConsole, type TestConsole } from '../console/console.ts';
import { DEMO_CALL } from '../demo/demo-call.ts';
import { survives } from '../faults/survives.ts';
import { CallPanel } from './panel.ts';
import { storedCalls } from './stored-calls.ts';

/** Windows that a call has before something dies. */
const WINDOWS = 3;

describe('a call', () => {
  let profile: string;
  let console_: TestConsole;
  let browser: ExtensionBrowser;

  beforeAll(async () => {
    profile = mkdtempSync(path.join(os.tmpdir(), 'evenkeel-crashes-'));
    console_ = await startConsole();
    browser = await launchWithExtension({ profile });
  });

  afterAll(async () => {
    await browser?.close();
    await console_?.close();
    rmSync(profile, { recursive: true, force: true, maxRetries: 3 });
  });

  /** A call with some windows in the store, and the page that shows it. */
  async function runningCall() {
    const desk = await console_.openDesk(browser.context);
    const page = await browser.openExtensionPage('sidepanel.html', { width: 400, height: 900 });
    const panel = new CallPanel(page);
    const call = await desk.placeCall();
    await call.answer();
    await panel.untilState('awaiting-consent');
    await panel.press('consent-told');
    await call.customerSays(DEMO_CALL);
    const stored = async () => (await storedCalls(page)).at(-1)?.windows.length ?? 0;
    await expect.poll(stored, { timeout: 20_000 }).toBeGreaterThanOrEqual(WINDOWS);
    return { desk, call, page, panel, stored, heard: await stored() };
  }

  /** The worker that runs the model at this moment. */
  const engineWorker = () =>
    browser.attach(({ type, url }) => type === 'worker' && url.includes('engine-worker'), 20_000);

  /** Something happens to the worker; windows go on, and the record has them all. */
  async function outlives(happening: string): Promise<void> {
    const { call, page, panel, stored, heard } = await runningCall();
    const worker = await engineWorker();
    // A worker that hangs never answers.
    worker.send('Runtime.evaluate', { expression: happening }).catch(() => {});
    await page.waitForSelector('.banner:has-text("is starting again by itself")', { timeout: 30_000 });
    await expect.poll(stored, { timeout: 30_000 }).toBeGreaterThanOrEqual(heard + 2 * WINDOWS);
    await page.waitForSelector('.banner', { state: 'detached' });
    await call.hangUp();
    await panel.untilState('ended');
    const record = (await storedCalls(page)).at(-1);
    // A busy machine may lose sound before anybody can read it; the worker costs none.
    const gaps = record?.gaps ?? [];
    expect(gaps.filter(({ cause }) => cause !== 'lost')).toEqual([]);
    const starts = record?.windows.map(({ start }) => start) ?? [];
    const jumps = starts.slice(1).filter((start, i) => start - (starts[i] ?? 0) > 1.5);
    expect(jumps.length).toBeLessThanOrEqual(gaps.length);
    await page.close();
  }

  survives('worker-crash', () => outlives('setTimeout(() => { throw new Error("out of memory") })'));

  survives('worker-frozen', () => outlives('for (;;);'));

  survives('browser-killed', async () => {
    const { heard } = await runningCall();
    await browser.kill();
    browser = await launchWithExtension({ profile });
    const page = await browser.openExtensionPage('popup.html', { width: 360, height: 600 });
    const last = async () => (await storedCalls(page)).at(-1);
    await expect.poll(async () => (await last())?.endedAt ?? null, { timeout: 10_000 }).not.toBeNull();
    expect((await last())?.windows.length).toBeGreaterThanOrEqual(heard - 1);
    expect(await storedCalls(page)).toHaveLength(1);
    await page.close();
  });

  survives('tab-crash', async () => {
    const { desk, page, panel, heard } = await runningCall();
    const session = await browser.context.newCDPSession(desk.page);
    // It never answers.
    session.send('Page.crash').catch(() => {});
    await panel.untilState('ended');
    const stored = (await storedCalls(page)).at(-1);
    expect(stored?.endedAt).not.toBeNull();
    expect(stored?.windows.length).toBeGreaterThanOrEqual(heard);
  });
});
