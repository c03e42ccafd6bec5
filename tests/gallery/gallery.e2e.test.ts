import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { type Browser, chromium, type Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { findBrowser } from '../browser/find-browser.ts';
import { SCENE_NAMES } from './scenes.ts';
import { type GallerySite, serveGallery } from './site.ts';

const AXE = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');

interface Violation {
  readonly id: string;
  readonly help: string;
  readonly nodes: readonly { readonly html: string; readonly failureSummary?: string }[];
}

let site: GallerySite;
let browser: Browser;

beforeAll(async () => {
  site = await serveGallery();
  browser = await chromium.launch({
    executablePath: findBrowser().executable,
    args: process.getuid?.() === 0 ? ['--no-sandbox'] : [],
  });
}, 120_000);

afterAll(async () => {
  await browser?.close();
  await site?.close();
});

interface Opened {
  readonly page: Page;
  /** What the browser complained about: errors, and whatever the extension's content security policy forbids. */
  readonly complaints: readonly string[];
}

async function open(scene: string, width: number, colorScheme: 'light' | 'dark' = 'light'): Promise<Opened> {
  const context = await browser.newContext({ viewport: { width, height: 700 }, colorScheme });
  const page = await context.newPage();
  const complaints: string[] = [];
  page.on('pageerror', (error) => complaints.push(error.message));
  page.on('console', (message) => {
    if (message.type() === 'error') complaints.push(message.text());
  });
  await page.goto(site.address(scene));
  await page.waitForSelector('.panel, .popup');
  return { page, complaints };
}

async function violationsOf(page: Page): Promise<readonly string[]> {
  // The policy forbids a script element; what the debugger evaluates it lets through.
  await page.evaluate(AXE);
  const violations = await page.evaluate(async () => {
    const { axe } = globalThis as unknown as { axe: { run(): Promise<{ violations: Violation[] }> } };
    return (await axe.run()).violations;
  });
  return violations.flatMap(({ id, help, nodes }) => nodes.map(({ html }) => `${id}: ${help}\n  ${html}`));
}

const widthOf = (scene: string) => (scene.startsWith('popup') ? 360 : 320);

describe.each(['light', 'dark'] as const)('in the %s theme', (theme) => {
  it.each(SCENE_NAMES)(
    '%s has no violation that axe finds and breaks no policy',
    { timeout: 60_000 },
    async (scene) => {
      const { page, complaints } = await open(scene, widthOf(scene), theme);
      // Colours that are still on their way are no one's fault.
      await page.emulateMedia({ reducedMotion: 'reduce' });
      expect(await violationsOf(page)).toEqual([]);
      expect(complaints).toEqual([]);
      await page.context().close();
    },
  );
});

describe('room', () => {
  // 160 and 200 are 320 and 400 px at 200 % zoom.
  it.each([160, 200, 320, 400, 800, 1600])(
    '%d px need no sideways scrolling',
    { timeout: 120_000 },
    async (width) => {
      for (const scene of [
        'panel/consent',
        'panel/several-calls',
        'panel/disgusted',
        'panel/opening',
        'panel/failed',
      ]) {
        const { page } = await open(scene, width);
        const overflow = await page.evaluate(() => document.documentElement.scrollWidth - innerWidth);
        expect(overflow, scene).toBeLessThanOrEqual(0);
        await page.context().close();
      }
    },
  );

  it('does not move while values change', { timeout: 60_000 }, async () => {
    const tops: number[][] = [];
    for (const scene of [
      'panel/opening',
      'panel/resolved',
      'panel/angry',
      'panel/silence',
      'panel/not-sure',
    ]) {
      const { page } = await open(scene, 360);
      tops.push(
        await page
          .locator('.hero, .score, .strip, .why, .drop')
          .evaluateAll((elements) => elements.map((element) => element.getBoundingClientRect().top)),
      );
      await page.context().close();
    }
    for (const other of tops) expect(other).toEqual(tops[0]);
  });
});

describe('by keyboard', () => {
  it('asks for consent, and reaches every answer', { timeout: 60_000 }, async () => {
    const { page } = await open('panel/consent', 360);
    const reached: (string | null)[] = [];
    for (let press = 0; press < 4; press++) {
      await page.keyboard.press('Tab');
      reached.push(await page.evaluate(() => document.activeElement?.getAttribute('data-testid') ?? null));
    }
    expect(reached).toEqual(['consent-told', 'consent-remember', 'consent-objected', 'consent-colleague']);
    await page.context().close();
  });

  it('asks once more before a call is dropped, and can be called back with Escape', {
    timeout: 60_000,
  }, async () => {
    const { page } = await open('panel/angry', 360);
    await page.getByTestId('consent-objected').focus();
    await page.keyboard.press('Enter');
    await expect.poll(() => page.evaluate(() => document.activeElement?.textContent)).toBe('Stop and delete');
    expect(await violationsOf(page)).toEqual([]);
    await page.keyboard.press('Escape');
    await expect
      .poll(() => page.evaluate(() => document.activeElement?.textContent))
      .toBe('Customer objected');
    await page.context().close();
  });

  it('opens the strip as a table', { timeout: 60_000 }, async () => {
    const { page } = await open('panel/resolved', 360);
    await page.locator('summary').press('Enter');
    await expect.poll(() => page.locator('tbody tr').count()).toBe(12);
    expect(await violationsOf(page)).toEqual([]);
    await page.context().close();
  });
});

it('the strip takes the colours of the theme it is shown in', { timeout: 60_000 }, async () => {
  const { page } = await open('panel/angry', 360, 'light');
  const picture = () =>
    page.locator('.strip-emotions canvas').evaluate((canvas) => (canvas as HTMLCanvasElement).toDataURL());
  const light = await picture();
  await page.emulateMedia({ colorScheme: 'dark' });
  await expect.poll(picture).not.toBe(light);
  await page.context().close();
});
