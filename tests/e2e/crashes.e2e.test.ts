// What dies in the middle of a call and takes its page or the whole browser with it.

import { mkdtempSync, rmSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect } from 'vitest';
import { type ExtensionBrowser, launchWithExtension } from '../browser/launch.ts';
import { startConsole, type TestConsole } from '../console/console.ts';
import { survives } from '../faults/survives.ts';
import { DEMO_CALL } from '../support/demo-call.ts';
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
    const { page, panel } = await CallPanel.open(browser);
    const call = await desk.placeCall();
    await call.answer();
    await panel.confirmConsent();
    await call.customerSays(DEMO_CALL);
    const stored = async () => (await storedCalls(page)).at(-1)?.windows.length ?? 0;
    await expect.poll(stored, { timeout: 20_000 }).toBeGreaterThanOrEqual(WINDOWS);
    return { desk, page, panel, heard: await stored() };
  }

  survives('browser-killed', async () => {
    const { heard } = await runningCall();
    await browser.kill();
    browser = await launchWithExtension({ profile });
    const page = await browser.openExtensionPage('popup.html', { width: 360, height: 600 });
    const last = async () => (await storedCalls(page)).at(-1);
    await expect.poll(async () => (await last())?.endedAt ?? null, { timeout: 10_000 }).not.toBeNull();
    expect((await last())?.windows.length).toBeGreaterThanOrEqual(heard - 1);
    expect((await storedCalls(page)).filter(({ endedAt }) => endedAt === null)).toEqual([]);
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
