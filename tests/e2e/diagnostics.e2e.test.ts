// The diagnostics page beside a console: opened too early, waiting for a call, and with one that is heard.

import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type ExtensionBrowser, launchWithExtension } from '../browser/launch.ts';
import { startConsole, type TestConsole } from '../console/console.ts';
import { DEMO_CALL } from '../support/demo-call.ts';

describe('the diagnostics page', () => {
  let browser: ExtensionBrowser;
  let console_: TestConsole;

  beforeAll(async () => {
    console_ = await startConsole();
    browser = await launchWithExtension();
  });

  afterAll(async () => {
    await browser?.close();
    await console_?.close();
  });

  const untilStep = (page: Page, step: string, state: string) =>
    page.waitForSelector(`[data-testid="step-${step}"][data-state="${state}"]`, { timeout: 20_000 });

  it('says that a page is older than the extension, and that it works once it was loaded again', async () => {
    const worker = await browser.serviceWorker();
    const scripts = await worker.evaluate(async () => {
      const registered = await chrome.scripting.getRegisteredContentScripts();
      await chrome.scripting.unregisterContentScripts();
      return registered;
    });
    const page = await browser.context.newPage();
    await page.goto(console_.consoleUrl);
    await worker.evaluate((registered) => chrome.scripting.registerContentScripts(registered), scripts);
    const diagnostics = await browser.openExtensionPage('diagnostics.html');
    await untilStep(diagnostics, 'site', 'done');
    await untilStep(diagnostics, 'script', 'stopped');
    expect(await diagnostics.getByTestId('step-script').textContent()).toContain('opened before Evenkeel');
    await diagnostics.getByTestId('reload-page').click();
    await untilStep(diagnostics, 'script', 'done');
    await untilStep(diagnostics, 'track', 'waiting');
    await diagnostics.close();
    await page.close();
  });

  it('follows a call from its first sound to speech, and gives the same as text', async () => {
    const desk = await console_.openDesk(browser.context);
    const diagnostics = await browser.openExtensionPage('diagnostics.html');
    const call = await desk.placeCall();
    await call.answer();
    await untilStep(diagnostics, 'track', 'done');
    await untilStep(diagnostics, 'consent', 'waiting');
    const panel = await browser.openExtensionPage('sidepanel.html');
    await panel.getByTestId('consent-told').click();
    await call.customerSays(DEMO_CALL);
    await untilStep(diagnostics, 'sound', 'done');
    await untilStep(diagnostics, 'speech', 'done');
    await diagnostics.waitForSelector('[data-testid="summary"]:has-text("Everything works.")');
    const report = await diagnostics.getByTestId('report').textContent();
    expect(report).toContain(`Console: ${new URL(console_.consoleUrl).origin}\n`);
    expect(report).toContain('[OK] Speech heard: ');
    await call.hangUp();
    await untilStep(diagnostics, 'track', 'waiting');
  });
});
