// The review page as a supervisor uses it: a recording goes in, and comes out as the command line has it.

import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { fileURLToPath } from 'node:url';
import type { Page } from 'playwright-core';
import * as v from 'valibot';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Analysis, analysisSchema } from '../../src/analysis/call/record.ts';
import { EMOTIONS } from '../../src/analysis/emotion/emotions.ts';
import { analyseFile } from '../../src/cli/shared/analyse-file.ts';
import { loadNodeEngine } from '../../src/node/node-engine.ts';
import { type ExtensionBrowser, launchWithExtension } from '../browser/launch.ts';
import { DEMO_CALL } from '../support/demo-call.ts';
import { fixtureSummary, fixtureWindows } from '../support/fixture-calls.ts';
import { storeCall, storedCalls } from './stored-calls.ts';
import { webmWithHole } from './webm-with-hole.ts';

const AXE = await readFile(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');
const demoCall = { name: 'demo-call.wav', mimeType: 'audio/wav', buffer: await readFile(DEMO_CALL) };
/** The first six seconds of the demo call, in which only the customer speaks: opusenc --bitrate 24. */
const DEMO_OPUS = fileURLToPath(new URL('../support/demo-call.opus', import.meta.url));
const notARecording = { name: 'notes.mp3', mimeType: 'audio/mpeg', buffer: Buffer.from('not a recording') };

describe('the review page', () => {
  let browser: ExtensionBrowser;
  let page: Page;

  beforeAll(async () => {
    browser = await launchWithExtension();
    page = await browser.openExtensionPage('review.html', { width: 1280, height: 1000 });
  }, 90_000);
  afterAll(() => browser?.close());

  async function exported(kind: 'json' | 'csv'): Promise<string> {
    const [download] = await Promise.all([
      page.waitForEvent('download'),
      page.getByTestId(`export-${kind}`).click(),
    ]);
    expect(download.suggestedFilename()).toBe(`demo-call.wav.${kind}`);
    return readFile(await download.path(), 'utf8');
  }

  /** The text, or the label, of what has the focus. */
  const focused = () =>
    page.evaluate(() => {
      const { activeElement } = document;
      return activeElement?.getAttribute('data-testid') ?? activeElement?.textContent ?? null;
    });

  async function violations(): Promise<string[]> {
    await page.evaluate(AXE);
    return page.evaluate(async () => {
      const { axe } = globalThis as unknown as {
        axe: { run(): Promise<{ violations: { id: string; nodes: { html: string }[] }[] }> };
      };
      const result = await axe.run();
      return result.violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html).join(' ')}`);
    });
  }

  it('shows progress, cancels what is cancelled, and refuses what is no recording in a sentence', async () => {
    await page.getByTestId('files').setInputFiles([demoCall, notARecording]);
    const [first, second] = [page.getByTestId('recording').nth(0), page.getByTestId('recording').nth(1)];
    await first.locator('progress').waitFor();
    await expect.poll(async () => await first.textContent(), { timeout: 60_000 }).toMatch(/\d\s%, about/);
    await first.getByTestId('cancel').click();
    await expect.poll(() => first.getAttribute('data-state')).toBe('cancelled');
    await expect.poll(() => second.getAttribute('data-state'), { timeout: 30_000 }).toBe('failed');
    expect(await second.textContent()).toContain('This is no recording that can be read.');
    await first.getByTestId('remove').click();
    expect(await page.getByTestId('recording').count()).toBe(1);
    expect(await focused()).toBe('remove');
    await page.keyboard.press('Enter');
    expect(await page.getByTestId('recording').count()).toBe(0);
    expect(await focused()).toBe('files');
  });

  it('gives a recording the windows and the score of the command line', async () => {
    await page.getByTestId('files').setInputFiles([DEMO_CALL]);
    await page.getByTestId('call').waitFor({ timeout: 90_000 });
    const here = v.parse(analysisSchema, JSON.parse(await exported('json')));
    const { engine, model } = await loadNodeEngine();
    const there: Analysis = await analyseFile(DEMO_CALL, 'right', engine, model);
    expect(here.windows.map(({ start }) => start)).toEqual(there.windows.map(({ start }) => start));
    for (const [i, { probabilities }] of here.windows.entries()) {
      const expected = there.windows[i]?.probabilities ?? null;
      expect(probabilities === null).toBe(expected === null);
      for (const emotion of EMOTIONS) {
        expect(Math.abs((probabilities?.[emotion] ?? 0) - (expected?.[emotion] ?? 0))).toBeLessThan(1e-3);
      }
    }
    expect(here.score?.toFixed(1)).toBe(there.score?.toFixed(1));
    expect(await page.getByTestId('score').textContent()).toBe(there.score?.toFixed(1));
    const rows = (await exported('csv')).trimEnd().split('\r\n');
    expect(rows).toHaveLength(1 + there.windows.length);
  });

  it('reads compressed recordings too, channel by channel, and takes the other one in one click', async () => {
    await page.getByTestId('files').setInputFiles([DEMO_OPUS]);
    const row = page.getByTestId('recording').last();
    await expect.poll(() => row.getAttribute('data-state'), { timeout: 30_000 }).toBe('analysed');
    expect(await row.getByTestId('taken').textContent()).toBe('Right channel: the left one is silent');
    await row.getByRole('button', { name: 'demo-call.opus', exact: true }).click();
    await expect
      .poll(() => page.getByTestId('sentences').textContent())
      .toMatch(/^In 6 s the customer spoke for [345] s and sounded mostly angry/);
    await row.getByRole('button', { name: 'Take the left channel' }).click();
    await expect.poll(() => row.getByTestId('taken').textContent()).toBe('Left channel, as you said');
    await expect.poll(() => row.getAttribute('data-state'), { timeout: 30_000 }).toBe('analysed');
    await expect
      .poll(() => page.getByTestId('sentences').textContent())
      .toMatch(/^In 6 s the customer spoke for 0 s/);
    await row.getByTestId('listen-left').click();
    await expect.poll(() => row.getByRole('status').textContent()).toContain('The left channel is silent');
    await row.getByTestId('remove').click();
    await page
      .getByTestId('recording')
      .first()
      .getByRole('button', { name: 'demo-call.wav', exact: true })
      .click();
  });

  it('lets either channel be heard', async () => {
    const row = page.getByTestId('recording').first();
    expect(await row.getByTestId('taken').textContent()).toMatch(/^Perhaps the right channel: .* so listen$/);
    const [left, right] = [row.getByTestId('listen-left'), row.getByTestId('listen-right')];
    await right.click();
    await expect.poll(() => right.textContent()).toBe('Stop');
    await left.click();
    await expect
      .poll(async () => [await left.textContent(), await right.textContent()])
      .toEqual(['Stop', 'Hear right']);
    await left.click();
    await expect.poll(() => left.textContent()).toBe('Hear left');
  });

  it('keeps the times of a WebM recording that has a hole', async () => {
    const buffer = await webmWithHole(DEMO_OPUS, 3, 6);
    await page.getByTestId('files').setInputFiles([{ name: 'hole.webm', mimeType: 'audio/webm', buffer }]);
    const row = page.getByTestId('recording').last();
    await expect.poll(() => row.getAttribute('data-state'), { timeout: 30_000 }).toBe('analysed');
    await row.getByRole('button', { name: 'hole.webm', exact: true }).click();
    const moment = page.getByTestId('moment');
    await expect.poll(() => moment.getAttribute('max')).toBe('12');
    const wordsAt = async (time: number) => {
      await moment.fill(String(time));
      return moment.getAttribute('aria-valuetext');
    };
    expect(await wordsAt(2)).toContain('customer speaks');
    expect(await wordsAt(7)).toBe('0:07: silence');
    expect(await wordsAt(10)).toContain('customer speaks');
    await row.getByTestId('remove').click();
    await page
      .getByTestId('recording')
      .first()
      .getByRole('button', { name: 'demo-call.wav', exact: true })
      .click();
  });

  it('says when the analysis crashes, and starts it anew when told to', async () => {
    await page.getByTestId('files').setInputFiles([demoCall]);
    const row = page.getByTestId('recording').last();
    await expect.poll(() => row.textContent(), { timeout: 60_000 }).toMatch(/[1-9]\d?\s%/);
    await page.workers()[0]?.evaluate(() => {
      setTimeout(() => {
        throw new Error('out of memory');
      });
    });
    await expect.poll(() => row.getAttribute('data-state'), { timeout: 20_000 }).toBe('failed');
    expect(await row.getByRole('alert').textContent()).toMatch(
      /^The analysis stopped in the middle of its work \(.*out of memory\)\. Try again;/,
    );
    await row.getByTestId('again').click();
    await expect.poll(() => row.getAttribute('data-state'), { timeout: 60_000 }).toBe('analysed');
    await row.getByTestId('remove').click();
  });

  it('reads out any moment of the call with the keyboard, and says the whole of it in sentences', async () => {
    const moment = page.getByTestId('moment');
    await moment.focus();
    await page.keyboard.press('End');
    expect(await page.getByTestId('readout').textContent()).toMatch(/^1:00: .*, score \d/);
    await page.keyboard.press('Home');
    expect(await moment.getAttribute('aria-valuetext')).toBe('0:00: customer speaks, no score yet');
    const sentences = await page.getByTestId('sentences').locator('p').allTextContents();
    expect(sentences).toHaveLength(4);
    expect(sentences[1]).toMatch(/^The other side spoke for \d+ s.*; \d+\s% was silence\.$/);
    await page.getByTestId('zoom-in').click();
    const readout = () => page.getByTestId('readout').textContent();
    expect(await readout()).toContain('shown: 0:00 to 0:3');
    await page.getByTestId('pan-later').click();
    expect(await readout()).toContain('shown: 0:15 to 0:4');
    await moment.press('End');
    await expect.poll(readout).toContain('shown: 0:30 to 1:0');
  });

  it('has no violation that axe finds', async () => {
    expect(await violations()).toEqual([]);
  });

  it('opens again what was exported, and refuses another file in a sentence', async () => {
    const before = await page.getByTestId('score').textContent();
    await page.getByTestId('files').setInputFiles([
      {
        name: 'from-an-agent.json',
        mimeType: 'application/json',
        buffer: Buffer.from(await exported('json')),
      },
      { name: 'settings.json', mimeType: 'application/json', buffer: Buffer.from('{"theme": "dark"}') },
    ]);
    await expect
      .poll(() => page.getByRole('heading', { level: 2 }).allTextContents())
      .toContain('from-an-agent.json');
    expect(await page.getByTestId('score').textContent()).toBe(before);
    expect(await page.getByRole('alert').textContent()).toContain('settings.json: This JSON file is no call');
  });

  it('opens a call of this machine, keeps notes and corrections with it, and deletes it when told twice', async () => {
    const call = { id: 'stored', seed: 15, course: 'flared', seconds: 150, state: 'ended' } as const;
    const other = { ...call, id: 'other', startedAt: '2026-06-11T13:58:00.000Z' } as const;
    await storeCall(page, {
      ...fixtureSummary(call),
      windows: fixtureWindows(call).filter(({ start }) => start < 37 || start >= 60),
      gaps: [{ start: 40, end: 60, cause: 'hold' }],
    });
    await storeCall(page, { ...fixtureSummary(other), windows: fixtureWindows(other) });
    await page.goto(`${page.url().split('?')[0]}?call=stored`);
    await page.getByTestId('stored-call').first().waitFor();
    expect(await page.getByTestId('score').textContent()).toBe(fixtureSummary(call).score?.toFixed(1));

    await page.getByTestId('moment').fill('50');
    expect(await page.getByTestId('readout').textContent()).toMatch(/^0:50: on hold, score \d/);
    expect(await page.getByTestId('sentences').textContent()).toContain(
      'The customer was on hold from 0:40 to 1:00.',
    );
    expect(await page.getByTestId('gaps').textContent()).toBe('On hold from 0:40 to 1:00');
    await page.getByText('Show as table').click();
    await expect.poll(() => page.getByRole('row').filter({ hasText: 'On hold' }).count()).toBe(2);

    await page.getByTestId('moment').fill('8');
    await page.getByTestId('note-text').fill('Learned that the parcel was lost.');
    await page.getByTestId('note-add').click();
    await page.getByTestId('correction').selectOption('sadness');
    const stored = async () => (await storedCalls(page)).find(({ id }) => id === 'stored');
    await expect.poll(async () => (await stored())?.corrections.length).toBe(1);
    expect((await stored())?.notes).toEqual([
      { time: 8, author: 'Supervisor', text: 'Learned that the parcel was lost.' },
    ]);
    await page.getByTestId('filter-text').fill('parcel');
    expect(await page.getByTestId('stored-call').count()).toBe(1);
    await page.getByTestId('filter-text').fill('invoice');
    expect(await page.getByTestId('stored-call').count()).toBe(0);

    await page.getByTestId('filter-text').fill('');

    await page.getByTestId('delete-call').click();
    await page.getByRole('button', { name: 'Delete it' }).click();
    await expect.poll(stored).toBeUndefined();
    await page.getByText('Nothing is open').waitFor();
    await expect.poll(focused).toMatch(/ · desk\.example\.com$/);
    await page.keyboard.press('Enter');
    await page.getByTestId('delete-call').click();
    await page.getByRole('button', { name: 'Delete it' }).click();
    await page.getByText('Nothing is open').waitFor();
    await expect.poll(focused).toMatch(/^Nothing is open/);
  });
});
