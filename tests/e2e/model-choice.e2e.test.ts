// The model is changed on the options page while a call is running: the call goes on, and says who scored it.

import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type CatalogueModel, modelLabel } from '../../src/analysis/emotion/catalogue.ts';
import { readModelFolder } from '../../src/node/model-folder.ts';
import { type ExtensionBrowser, launchWithExtension } from '../browser/launch.ts';
import { type Desk, startConsole, type TestConsole } from '../console/console.ts';
import { DEMO_CALL } from '../support/demo-call.ts';
import { CallPanel } from './panel.ts';
import { gapsButStalls, jumpsOf, type StoredCall, storedCalls } from './stored-calls.ts';

const { models } = readModelFolder(fileURLToPath(new URL('../../models', import.meta.url))).catalogue;
const [first, second] = models;
if (first === undefined || second === undefined) {
  throw new Error('models/architectures holds no second model to change to.');
}
const labelOf = ({ name, version }: CatalogueModel) => modelLabel(name, version);

describe('changing the model during a call', () => {
  let browser: ExtensionBrowser;
  let console_: TestConsole;
  let desk: Desk;
  let panelPage: Page;
  let options: Page;
  let panel: CallPanel;

  beforeAll(async () => {
    console_ = await startConsole();
    browser = await launchWithExtension();
    desk = await console_.openDesk(browser.context);
    ({ page: panelPage, panel } = await CallPanel.open(browser));
    options = await browser.openExtensionPage('options.html', { width: 800, height: 900 });
  }, 90_000);

  afterAll(async () => {
    await browser?.close();
    await console_?.close();
  });

  const heard = (call: StoredCall | undefined) =>
    call?.windows.filter(({ probabilities }) => probabilities !== null) ?? [];

  /** The stored call, once its windows with speech are at least so many. */
  async function whenHeard(windows: number): Promise<StoredCall> {
    await expect
      .poll(async () => heard((await storedCalls(panelPage)).at(-1)).length, { timeout: 30_000 })
      .toBeGreaterThanOrEqual(windows);
    const call = (await storedCalls(panelPage)).at(-1);
    if (call === undefined) throw new Error('the call has no checkpoint');
    return call;
  }

  it('goes on with the new one from the next window, keeps what was scored, and names both', async () => {
    await options.locator('[data-testid="in-use"][data-model="default"]').waitFor();
    const call = await desk.placeCall();
    await call.answer();
    await panel.confirmConsent();
    await call.customerSays(readFileSync(DEMO_CALL));
    const before = await whenHeard(4);
    expect(before.model).toBe(labelOf(first));

    // The choice must reach the analysis also when the browser has put the service worker to sleep.
    await browser.killServiceWorker();
    await options.getByTestId(`model-${second.name}`).click();
    await options.locator(`[data-testid="in-use"][data-model="${second.name}"]`).waitFor();
    await whenHeard(heard((await storedCalls(panelPage)).at(-1)).length + 4);
    await call.hangUp();
    await panel.untilState('ended');

    const stored = (await storedCalls(panelPage)).at(-1);
    if (stored === undefined) throw new Error('the call left no record');
    expect(stored.model).toBe(`${labelOf(first)} + ${labelOf(second)}`);
    expect(stored.windows.slice(0, before.windows.length)).toEqual(before.windows);
    expect(gapsButStalls(stored)).toEqual([]);
    expect(jumpsOf(stored).length).toBeLessThanOrEqual(stored.gaps.length);
    await options.reload();
    await options.locator(`[data-testid="in-use"][data-model="${second.name}"]`).waitFor();
    expect(await options.getByTestId(`model-${second.name}`).getByRole('radio').isChecked()).toBe(true);
  });
});
