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

/** One page for every scene of a test, with what the browser complained about in it. */
interface Viewer {
  readonly page: Page;
  /** Errors, and whatever the extension's content security policy forbids. */
  readonly complaints: string[];
  show(scene: string): Promise<void>;
}

async function openViewer(width: number): Promise<Viewer> {
  const context = await browser.newContext({
    viewport: { width, height: 700 },
    // Colours that are still on their way are no one's fault.
    reducedMotion: 'reduce',
  });
  const page = await context.newPage();
  const complaints: string[] = [];
  page.on('pageerror', (error) => complaints.push(error.message));
  page.on('console', (message) => {
    if (message.type() === 'error') complaints.push(message.text());
  });
  const show = async (scene: string) => {
    await page.goto(site.address(scene));
    await page.waitForSelector(
      '#app:not([data-on-its-way]) > :is(.panel, .popup, .options, .review, .welcome, .diagnostics)',
    );
  };
  return { page, complaints, show };
}

/** @param rules all of axe's when left out */
async function violationsOf(page: Page, rules?: readonly string[]): Promise<readonly string[]> {
  // The policy forbids a script element; what the debugger evaluates it lets through.
  await page.evaluate(AXE);
  const violations = await page.evaluate(async (runOnly) => {
    const { axe } = globalThis as unknown as {
      axe: { run(options: object): Promise<{ violations: Violation[] }> };
    };
    const reportNoMore = { resultTypes: ['violations'], selectors: false, elementRef: false, preload: false };
    return (await axe.run({ ...reportNoMore, ...(runOnly ? { runOnly } : {}) })).violations;
  }, rules);
  return violations.flatMap(({ id, help, nodes }) => nodes.map(({ html }) => `${id}: ${help}\n  ${html}`));
}

const surfaces = [
  { surface: 'panel', width: 320 },
  { surface: 'popup', width: 360 },
  { surface: 'options', width: 320 },
  { surface: 'review', width: 1000 },
  { surface: 'welcome', width: 320 },
  { surface: 'diagnostics', width: 320 },
] as const;

// Side by side, since one page keeps only one core busy.
describe.concurrent.each(surfaces)('$surface', ({ surface, width }) => {
  const scenes = SCENE_NAMES.filter((scene) => scene.startsWith(surface));

  it('has no violation that axe finds, and breaks no policy, in any state and in both themes', {
    timeout: 240_000,
  }, async () => {
    const { page, complaints, show } = await openViewer(width);
    for (const scene of scenes) {
      await page.emulateMedia({ colorScheme: 'light' });
      await show(scene);
      expect(await violationsOf(page), scene).toEqual([]);
      expect(complaints, scene).toEqual([]);
      await page.emulateMedia({ colorScheme: 'dark' });
      expect(await violationsOf(page, ['color-contrast']), `${scene}, dark`).toEqual([]);
    }
    await page.context().close();
  });
});

describe('room', () => {
  it('never needs sideways scrolling, from 320 px at 200 % zoom to a wide window', {
    timeout: 120_000,
  }, async () => {
    const { page, show } = await openViewer(320);
    for (const scene of [
      'panel/consent',
      'panel/consent-ask',
      'panel/several-calls',
      'panel/disgusted',
      'panel/opening',
      'panel/failed',
      'panel/nudge-rising',
      'panel/recovered',
      'panel/recovered-just-now',
      'options/consoles',
      'welcome/what',
      'welcome/consoles',
      'welcome/customers',
      'welcome/ready',
      'options/nudges',
      'options/change-failed',
      'options/one-model',
      'review/busy',
      'review/call',
      'review/recording',
      'review/gaps',
      'review/many-calls',
      'review/compare',
      'review/together',
      'options/case-pattern-refused',
      'diagnostics/no-track',
      'diagnostics/late-install',
    ]) {
      await show(scene);
      for (const width of [160, 200, 320, 400, 704, 1600]) {
        await page.setViewportSize({ width, height: 700 });
        const overflow = () => page.evaluate(() => document.documentElement.scrollWidth - innerWidth);
        // The marks of a strip follow the new width a frame later.
        await expect.poll(overflow, { message: `${scene} at ${width} px` }).toBeLessThanOrEqual(0);
      }
    }
    await page.context().close();
  });

  it('has a place for the marks of the strip, apart from each other and from its heading', {
    timeout: 60_000,
  }, async () => {
    const { page, show } = await openViewer(320);
    for (const scene of ['panel/recovered', 'panel/recovered-just-now']) {
      await show(scene);
      await page.locator('.strip-mark .turn-glyph').first().waitFor();
      for (const width of [160, 200, 320, 400, 704, 1600]) {
        await page.setViewportSize({ width, height: 700 });
        const boxes = page.locator('.strip .heading, .strip-mark-word, .strip-mark .turn-glyph');
        const overlaps = () =>
          boxes.evaluateAll((elements) => {
            const rects = elements.map((element) => element.getBoundingClientRect());
            return rects.flatMap((a, index) =>
              rects
                .slice(index + 1)
                .filter((b) => a.left < b.right && b.left < a.right && a.top < b.bottom && b.top < a.bottom)
                .map((b) => [a.toJSON(), b.toJSON()]),
            );
          });
        // They follow the new width a frame later.
        await expect.poll(overlaps, { message: `${scene} at ${width} px` }).toEqual([]);
      }
    }
    await page.context().close();
  });

  it('does not move while values change or a nudge comes', { timeout: 60_000 }, async () => {
    const { page, show } = await openViewer(360);
    const tops: number[][] = [];
    for (const scene of [
      'panel/opening',
      'panel/resolved',
      'panel/angry',
      'panel/silence',
      'panel/recovered',
      'panel/not-sure',
      'panel/nudge-recovery',
    ]) {
      await show(scene);
      tops.push(
        await page
          .locator('.hero, .score, .strip, .why, .drop')
          .evaluateAll((elements) => elements.map((element) => element.getBoundingClientRect().top)),
      );
    }
    for (const other of tops) expect(other).toEqual(tops[0]);
    await page.context().close();
  });
});

describe('by keyboard', () => {
  it('asks for consent, and reaches every answer', { timeout: 60_000 }, async () => {
    const { page, show } = await openViewer(360);
    await show('panel/consent');
    const reached: (string | null)[] = [];
    for (let press = 0; press < 6; press++) {
      await page.keyboard.press('Tab');
      reached.push(await page.evaluate(() => document.activeElement?.getAttribute('data-testid') ?? null));
    }
    expect(reached).toEqual([
      'announcement-language',
      'announcement-copy',
      'consent-told',
      'consent-remember',
      'consent-objected',
      'consent-colleague',
    ]);
    await page.context().close();
  });

  it('asks once more before a call is dropped, and takes Escape for no', { timeout: 60_000 }, async () => {
    const { page, show } = await openViewer(360);
    await show('panel/angry');
    await page.getByTestId('consent-objected').focus();
    await page.keyboard.press('Enter');
    const focused = () => page.evaluate(() => document.activeElement?.textContent);
    await expect.poll(focused).toBe('Stop and delete');
    expect(await violationsOf(page)).toEqual([]);
    await page.keyboard.press('Escape');
    await expect.poll(focused).toBe('Customer objected');
    await page.context().close();
  });

  it('chooses a model with the arrow keys, across both groups', { timeout: 60_000 }, async () => {
    const { page, show } = await openViewer(800);
    await show('options/models');
    await page.getByTestId('model-default').getByRole('radio').focus();
    const focused = () => page.evaluate(() => (document.activeElement as HTMLInputElement | null)?.value);
    expect(await focused()).toBe('default');
    for (let press = 0; press < 4; press++) await page.keyboard.press('ArrowDown');
    expect(await focused()).toBe('wav2vec2');
    expect(await page.locator('.model[data-chosen]').count()).toBe(1);
    expect(await page.getByTestId('model-wav2vec2').getByRole('radio').isChecked()).toBe(true);
    await page.context().close();
  });

  it('goes through the welcome page, from heading to heading', { timeout: 60_000 }, async () => {
    const { page, show } = await openViewer(320);
    await show('welcome/what');
    const focused = () => page.evaluate(() => document.activeElement?.textContent);
    await page.keyboard.press('Tab');
    // The picture's own controls are no stops: the first one is the way on.
    expect(await focused()).toBe('Next');
    await page.keyboard.press('Enter');
    await expect.poll(focused).toBe('Where do you take your calls?');
    await page.keyboard.press('Tab');
    await page.keyboard.press('Space');
    const first = page.getByTestId('site-amazon-connect');
    await expect.poll(() => first.textContent()).toContain('Amazon Connect stays off');
    await page.getByTestId('back').press('Enter');
    await expect.poll(focused).toBe('Evenkeel hears how the customer sounds');
    await page.context().close();
  });

  it('sends a nudge away, and goes on from there', { timeout: 60_000 }, async () => {
    const { page, show } = await openViewer(360);
    await show('panel/nudge-anger');
    const focused = () => page.evaluate(() => document.activeElement?.getAttribute('data-testid') ?? null);
    await page.getByTestId('consent-objected').focus();
    // What has the focus is not covered by the nudge.
    const edges = await page.evaluate(() => [
      document.activeElement?.getBoundingClientRect().bottom,
      document.querySelector('.nudge')?.getBoundingClientRect().top,
    ]);
    expect(edges[0]).toBeLessThanOrEqual(edges[1] ?? 0);
    await page.keyboard.press('Tab');
    await page.keyboard.press('Tab');
    expect(await focused()).toBe('nudge-dismiss');
    await page.keyboard.press('Enter');
    await expect.poll(() => page.getByTestId('nudge').textContent()).toBe('');
    expect(await violationsOf(page)).toEqual([]);
    await page.keyboard.press('Shift+Tab');
    expect(await focused()).toBe('consent-colleague');
    await page.context().close();
  });

  it('says what is wrong with an empty text, where it is', { timeout: 60_000 }, async () => {
    const { page, show } = await openViewer(360);
    await show('options/nudges');
    const row = page.getByTestId('nudge-recovery');
    await row.locator('textarea').fill('');
    await expect.poll(() => row.getByRole('status').textContent()).toContain('needs a text');
    expect(await violationsOf(page)).toEqual([]);
    await row.getByRole('button').press('Enter');
    await expect.poll(() => row.locator('textarea').inputValue()).toContain('The call is calmer now.');
    await page.context().close();
  });

  it('opens the strip as a table', { timeout: 60_000 }, async () => {
    const { page, show } = await openViewer(360);
    await show('panel/resolved');
    await page.locator('summary').press('Enter');
    await expect.poll(() => page.locator('tbody tr').count()).toBe(12);
    expect(await violationsOf(page)).toEqual([]);
    await page.context().close();
  });
});

it('draws the strip in the colours of the theme it is shown in', { timeout: 60_000 }, async () => {
  const { page, show } = await openViewer(360);
  await show('panel/angry');
  const picture = () =>
    page.locator('.strip-emotions canvas').evaluate((canvas) => (canvas as HTMLCanvasElement).toDataURL());
  const light = await picture();
  await page.emulateMedia({ colorScheme: 'dark' });
  await expect.poll(picture).not.toBe(light);
  await page.context().close();
});
