// The calls of many shifts: all of them are found, kept for as long as was chosen, and named by their case.

import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { CallSummary } from '../../src/analysis/call/record.ts';
import { type ExtensionBrowser, launchWithExtension } from '../browser/launch.ts';
import { startConsole, type TestConsole } from '../console/console.ts';
import { fixtureSummary, fixtureWindows } from '../support/fixture-calls.ts';
import { CallPanel } from './panel.ts';
import { storeCall, storedCalls } from './stored-calls.ts';

const CALLS = 5000;
const MS_PER_DAY = 86_400_000;
/** What somebody who types feels as at once, with room for a busy machine. */
const QUICK_MS = 1000;

const OPTIONS = { id: 'newest', seed: 15, course: 'flared', seconds: 60, state: 'ended' } as const;
const newest = fixtureSummary({ ...OPTIONS, startedAt: new Date(Date.now() - 60_000).toISOString() });

/** Calls like that one, evenly over the 29 days before now; the last one is the oldest. */
function storeMany(page: Page, call: CallSummary, count: number): Promise<void> {
  return page.evaluate(
    async ([summary, calls, everyMs]) => {
      const database = await new Promise<IDBDatabase>((resolve, reject) => {
        const request = indexedDB.open('evenkeel');
        request.onsuccess = () => resolve(request.result);
        request.onerror = () => reject(request.error);
      });
      const transaction = database.transaction('calls', 'readwrite');
      for (let i = 1; i <= calls; i++) {
        const startedAt = new Date(Date.parse(summary.startedAt) - i * everyMs).toISOString();
        const callReference = i === calls ? 'CASE-OLDEST' : null;
        transaction.objectStore('calls').put({ ...summary, id: `call-${i}`, startedAt, callReference });
      }
      await new Promise((resolve) => {
        transaction.oncomplete = resolve;
      });
      database.close();
    },
    [call, count, (29 * MS_PER_DAY) / count] as const,
  );
}

describe('the history of calls', () => {
  let browser: ExtensionBrowser;
  let console_: TestConsole;
  let review: Page;

  beforeAll(async () => {
    console_ = await startConsole();
    browser = await launchWithExtension();
    review = await browser.openExtensionPage('review.html', { width: 1280, height: 900 });
    await storeCall(review, { ...newest, windows: fixtureWindows(OPTIONS) });
    await storeMany(review, newest, CALLS - 1);
    await review.goto(`${review.url()}?call=newest`);
    await review.getByTestId('call').waitFor();
  }, 90_000);

  afterAll(async () => {
    await browser?.close();
    await console_?.close();
  });

  const rows = () => review.getByTestId('stored-call');
  const focused = () => review.evaluate(() => document.activeElement?.textContent ?? '');

  it('lists all of five thousand, a page at a time, and finds the oldest as soon as its case is typed', async () => {
    expect(await review.getByTestId('calls-count').textContent()).toBe('5,000 calls');
    expect(await rows().count()).toBe(50);
    await review.getByTestId('older-calls').press('Enter');
    await expect.poll(() => rows().count()).toBe(100);
    await expect.poll(focused).toBe(await rows().nth(50).getByRole('button').textContent());

    const began = Date.now();
    await review.getByTestId('filter-text').fill('case-oldest');
    await expect.poll(() => rows().count(), { interval: 20 }).toBe(1);
    expect(Date.now() - began).toBeLessThan(QUICK_MS);
    expect(await review.getByTestId('calls-count').textContent()).toBe('1 of 5,000 calls');
    await review.getByTestId('filter-clear').click();
    await expect.poll(() => rows().count()).toBe(50);
  });

  it('keeps a reference that was typed, and goes on beside a call that was deleted', async () => {
    await review.getByTestId('case-reference').fill('  CASE-77 ');
    await review.getByTestId('case-reference').press('Enter');
    await expect.poll(() => rows().first().textContent()).toContain('Case CASE-77');
    const second = await rows().nth(1).getByRole('button').textContent();
    await review.getByTestId('delete-call').click();
    await review.getByTestId('delete-call-confirm').click();
    await review.getByText('Nothing is open').waitFor();
    await expect.poll(focused).toBe(second);
    expect(await review.getByTestId('calls-count').textContent()).toBe('4,999 calls');
  });

  it('says how many calls a shorter retention deletes, deletes them, and tells whoever looks at one', async () => {
    await review.getByTestId('filter-text').fill('case-oldest');
    await rows().getByRole('button').click();
    await review.getByTestId('call').waitFor();
    const options = await browser.openExtensionPage('options.html', { width: 800, height: 900 });
    await options.getByTestId('retention').selectOption('7');
    const said = options.getByTestId('retention-status');
    await expect.poll(() => said.textContent()).toMatch(/^3,[78]\d\d calls are older than 7 days/);
    expect(await storedCallsCount(review)).toBe(CALLS - 1);
    await options.getByTestId('retention-confirm').click();
    await review.getByText('This call is gone').waitFor();
    const left = await storedCallsCount(review);
    expect(left).toBeGreaterThan(1100);
    expect(left).toBeLessThan(1300);
    await options.close();
  });

  it('opens a day of the popup’s week with the calls of that day', async () => {
    const popup = await browser.openExtensionPage('popup.html', { width: 360, height: 600 });
    await popup.getByTestId('week-sentence').waitFor();
    const [page] = await Promise.all([
      browser.context.waitForEvent('page'),
      popup.getByTestId('week-day').nth(-2).click(),
    ]);
    await page.getByTestId('calls-count').waitFor();
    expect(await page.getByTestId('filter-from').inputValue()).toBe(
      await page.getByTestId('filter-to').inputValue(),
    );
    expect(await page.getByTestId('calls-count').textContent()).toMatch(/^17[123] of 1,\d\d\d calls$/);
    await page.close();
  });

  it('reads a call’s reference from the address of the console, and keeps no address', async () => {
    const options = await browser.openExtensionPage('options.html', { width: 800, height: 900 });
    await options.getByTestId('case-pattern').fill('/cases/([^/]+)');
    await options.getByTestId('case-pattern').press('Enter');
    await options.close();
    const desk = await console_.openDesk(browser.context);
    const { page: panelPage, panel } = await CallPanel.open(browser);
    const call = await desk.placeCall();
    await call.answer();
    await panel.untilState('awaiting-consent');
    // The console opens the case while it rings, as one page does.
    await desk.page.evaluate(() => history.pushState(null, '', '/cases/4711/view'));
    await panel.press('consent-told');
    await expect.poll(() => panelPage.getByTestId('case-reference').inputValue()).toBe('4711');
    await call.hangUp();
    await panel.untilState('ended');
    const stored = (await storedCalls(panelPage)).at(-1);
    expect(stored?.callReference).toBe('4711');
    expect(JSON.stringify(stored)).not.toContain('/cases/');
  });
});

function storedCallsCount(page: Page): Promise<number> {
  return page.evaluate(async () => {
    const request = indexedDB.open('evenkeel');
    const database = await new Promise<IDBDatabase>((resolve) => {
      request.onsuccess = () => resolve(request.result);
    });
    const count = database.transaction('calls').objectStore('calls').count();
    const calls = await new Promise<number>((resolve) => {
      count.onsuccess = () => resolve(count.result);
    });
    database.close();
    return calls;
  });
}
