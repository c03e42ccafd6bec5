// After installing: the welcome page, its steps, and that scripts run exactly where a site is switched on.

import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type ExtensionBrowser, launchWithExtension } from '../browser/launch.ts';

/** What the local build is granted, and no prompt asks for. */
const LOCALHOST = 'http://localhost/*';
const LOOPBACK = 'http://127.0.0.1/*';

describe('the first run', () => {
  let browser: ExtensionBrowser;
  let welcome: Page;

  beforeAll(async () => {
    browser = await launchWithExtension({ welcome: true });
    const opened = browser.context.pages().find((page) => page.url().endsWith('/welcome.html'));
    if (opened === undefined) throw new Error('The welcome page did not open.');
    welcome = opened;
  });

  afterAll(async () => {
    await browser?.close();
  });

  const registered = async () => {
    const worker = await browser.serviceWorker();
    const scripts = await worker.evaluate(() => chrome.scripting.getRegisteredContentScripts());
    return scripts.map(({ id, matches }) => `${id} on ${matches?.join(' and ')}`).toSorted();
  };
  const heading = () => welcome.getByRole('heading', { level: 1 }).textContent();
  const next = () => welcome.getByTestId('next').press('Enter');
  const site = (key: string) => welcome.getByTestId(`site-${key}`);

  it('opens on the installation, and says first what Evenkeel does, with a picture of its panel', async () => {
    await expect.poll(heading).toContain('hears how the customer sounds');
    expect(await welcome.getByText('What it doesn’t do').isVisible()).toBe(true);
    expect(await welcome.locator('.panel-picture .strip-emotions canvas').count()).toBe(1);
  });

  it('registers scripts for the sites that are on, and for no other', async () => {
    await next();
    await expect.poll(heading).toContain('Where do you take your calls?');
    expect(await site('amazon-connect').getByRole('checkbox').isChecked()).toBe(false);
    const both = `${LOOPBACK} and ${LOCALHOST}`;
    await expect.poll(registered).toEqual([`capture on ${both}`, `remote-audio on ${both}`]);

    await site(LOOPBACK).getByRole('button').press('Enter');
    await expect.poll(registered).toEqual([`capture on ${LOCALHOST}`, `remote-audio on ${LOCALHOST}`]);
    await site(LOCALHOST).getByRole('button').press('Enter');
    await expect.poll(registered).toEqual([]);
  });

  it('refuses an address that can’t be a console, and shows in the settings what is on', async () => {
    await welcome.getByTestId('own-site').fill('http://nowhere.example.com');
    await welcome.getByTestId('own-site').press('Enter');
    await expect.poll(() => welcome.locator('#own-site-note').textContent()).toContain('served over https');

    const options = await browser.openExtensionPage('options.html');
    await options.getByTestId('consoles').waitFor();
    expect(await options.getByTestId(`site-${LOCALHOST}`).count()).toBe(0);
    await options.close();
  });

  it('stores how customers are told, and ends with what to do next', async () => {
    await next();
    await expect.poll(heading).toContain('How do customers come to know?');
    await welcome.getByTestId('consent-choice-ask').check();
    await next();
    await expect.poll(heading).toContain('That’s all');
    expect(await welcome.locator('.welcome-hints').textContent()).toContain('Pin the button.');
    expect(await welcome.locator('.welcome-hints').textContent()).toContain('None is yet.');

    const options = await browser.openExtensionPage('options.html');
    await expect.poll(() => options.getByTestId('consent-choice-ask').isChecked()).toBe(true);
    await options.close();
    const closed = welcome.waitForEvent('close');
    await welcome.getByTestId('close-welcome').click();
    await closed;
  });
});
