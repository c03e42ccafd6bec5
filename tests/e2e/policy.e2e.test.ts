// What an administrator sets holds in a real browser: settings are locked, and reports go where the policy says, from the
// service worker and from nowhere else.

import { readdirSync } from 'node:fs';
import type { Page } from 'playwright-core';
import { generate } from 'selfsigned';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type ExtensionBrowser, LOCAL_BUILD, launchWithExtension } from '../browser/launch.ts';
import {
  browserUnderPolicy,
  extensionId,
  type ManagedBrowser,
  whyNoManagedBrowser,
} from '../browser/managed-policy.ts';
import { encodeWav } from '../support/encode-wav.ts';
import { fixtureSummary, fixtureWindows } from '../support/fixture-calls.ts';
import { type OtlpReceiver, startOtlpReceiver } from '../support/otlp-receiver.ts';
import { storeCall } from './stored-calls.ts';

const PAGES = readdirSync(LOCAL_BUILD).filter((name) => name.endsWith('.html'));
const CALL = { id: 'reported', seed: 15, course: 'flared', seconds: 60, state: 'ended' } as const;

const why = whyNoManagedBrowser();
if (why !== null) console.warn(`The tests of a managed policy skip. ${why}`);

describe.skipIf(why !== null)('under a managed policy', () => {
  let receiver: OtlpReceiver;
  let managed: ManagedBrowser;
  let browser: ExtensionBrowser;
  let options: Page;

  beforeAll(async () => {
    const { cert, private: key } = await generate([{ name: 'commonName', value: '127.0.0.1' }]);
    receiver = await startOtlpReceiver({ cert, key });
    managed = browserUnderPolicy({
      retentionDays: 7,
      nudges: false,
      exportAllowed: false,
      // A slip that the browser's schema refuses: it counts as not set, and the rest holds.
      score: 'never',
      delivery: { endpoint: receiver.endpoint, headers: { Authorization: 'Bearer token' } },
    });
    const usual = process.env.CHROMIUM_PATH;
    process.env.CHROMIUM_PATH = managed.executable;
    browser = await launchWithExtension({ args: ['--ignore-certificate-errors'] }).finally(() => {
      if (usual === undefined) delete process.env.CHROMIUM_PATH;
      else process.env.CHROMIUM_PATH = usual;
    });
    options = await browser.openExtensionPage('options.html');
  });

  afterAll(async () => {
    await browser?.close();
    await receiver?.close();
    managed?.remove();
  });

  it('locks the settings that it sets', async () => {
    const retention = options.getByTestId('retention');
    await expect.poll(() => retention.isDisabled(), { timeout: 10_000 }).toBe(true);
    expect(await retention.inputValue()).toBe('7');
    expect(await options.getByTestId('nudges-shown').isDisabled()).toBe(true);
    expect(await options.getByTestId('nudges-shown').isChecked()).toBe(false);
  });

  it('reports a call that has ended, also where the browser had stopped the service worker', async () => {
    const startedAt = new Date().toISOString();
    const record = fixtureSummary({ ...CALL, startedAt });
    await storeCall(options, { ...record, windows: fixtureWindows(CALL) });
    await browser.killServiceWorker();
    // Any message wakes it.
    await options.reload();
    await expect.poll(() => receiver.accepted.length, { timeout: 10_000 }).toBe(1);
    const [{ headers } = { headers: {} }] = receiver.requests;
    expect(headers).toMatchObject({
      authorization: 'Bearer token',
      origin: `chrome-extension://${extensionId()}`,
    });
    expect(headers).not.toHaveProperty('cookie');
    expect(receiver.complaints).toEqual([]);
    await options.reload();
    const latest = options.getByTestId('audit-latest');
    await expect.poll(() => latest.textContent()).toContain('Report of a call sent');
    expect(await latest.textContent()).toContain('Policy of the organisation came into force');
    expect(await latest.textContent()).toContain(
      'retentionDays: 7; nudges: false; exportAllowed: false; delivery:',
    );
  });

  it('lets no page reach the endpoint, nor anything else', async () => {
    const before = receiver.requests.length;
    for (const document of PAGES) {
      const page = await browser.openExtensionPage(document);
      const violated = await page.evaluate(async (address) => {
        const violation = new Promise<string>((resolve) => {
          addEventListener('securitypolicyviolation', ({ effectiveDirective }) =>
            resolve(effectiveDirective),
          );
        });
        const answer = fetch(address, { method: 'POST' }).then(({ status }) => `answered ${status}`);
        return Promise.race([violation, answer]).catch(() => violation);
      }, receiver.endpoint);
      expect([document, violated]).toEqual([document, 'connect-src']);
      await page.close();
    }
    expect(receiver.requests).toHaveLength(before);
    expect(receiver.complaints).toEqual([]);
  });

  it('lets the worker that hears the customer reach nothing either', async () => {
    const page = await browser.openExtensionPage('review.html');
    const started = page.waitForEvent('worker');
    const recording = encodeWav([new Float32Array(16_000)], 16_000);
    await page.setInputFiles('input[type="file"]', {
      name: 'silence.wav',
      mimeType: 'audio/wav',
      buffer: Buffer.from(recording),
    });
    const worker = await started;
    const tried = await worker.evaluate(
      (address) => fetch(address, { method: 'POST' }).then(({ status }) => `answered ${status}`, String),
      receiver.endpoint,
    );
    expect(tried).toBe(`TypeError: The classifier may not reach ${new URL(receiver.endpoint).origin}.`);
    const ways = [
      'XMLHttpRequest',
      'WebSocket',
      'WebSocketStream',
      'WebTransport',
      'EventSource',
      'caches',
      'Worker',
    ];
    expect(await worker.evaluate((names) => names.filter((name) => name in globalThis), ways)).toEqual([]);
    // The browser's own, behind ours.
    expect(await worker.evaluate(() => 'fetch' in Object.getPrototypeOf(globalThis))).toBe(false);
    expect(receiver.complaints).toEqual([]);
    await page.close();
  });

  it('offers no file and no print of a call', async () => {
    const review = await browser.openExtensionPage(`review.html?call=${CALL.id}`);
    await review.getByTestId('call').waitFor();
    expect(await review.getByTestId('export-json').count()).toBe(0);
    expect(await review.getByTestId('print').count()).toBe(0);
  });
});
