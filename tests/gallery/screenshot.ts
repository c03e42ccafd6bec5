// Pictures of every state in .output/gallery: `npx tsx tests/gallery/screenshot.ts`. Words after it choose among
// them: `… popup dark` takes those whose names contain both.

import { mkdirSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { chromium } from 'playwright-core';
import { findBrowser } from '../browser/find-browser.ts';
import { SCENE_NAMES } from './scenes.ts';
import { serveGallery } from './site.ts';

const folder = fileURLToPath(new URL('../../.output/gallery/', import.meta.url));
const words = process.argv.slice(2);

/** Zooming to 200 % halves the CSS pixels and doubles the device pixels. */
const SIZES = [
  { surface: 'panel', name: '320', width: 320, height: 800, zoom: 1 },
  { surface: 'panel', name: '400', width: 400, height: 860, zoom: 1 },
  { surface: 'panel', name: '800', width: 800, height: 720, zoom: 1 },
  { surface: 'panel', name: '1280', width: 1280, height: 760, zoom: 1 },
  { surface: 'panel', name: '400-zoom-200', width: 200, height: 430, zoom: 2 },
  { surface: 'popup', name: '360', width: 360, height: 200, zoom: 1 },
  { surface: 'options', name: '320', width: 320, height: 800, zoom: 1 },
  { surface: 'options', name: '800', width: 800, height: 900, zoom: 1 },
  { surface: 'options', name: '1280', width: 1280, height: 900, zoom: 1 },
  { surface: 'options', name: '400-zoom-200', width: 200, height: 430, zoom: 2 },
  { surface: 'review', name: '400', width: 400, height: 900, zoom: 1 },
  { surface: 'review', name: '1280', width: 1280, height: 900, zoom: 1 },
  { surface: 'review', name: '640-zoom-200', width: 320, height: 450, zoom: 2 },
  { surface: 'welcome', name: '320', width: 320, height: 800, zoom: 1 },
  { surface: 'welcome', name: '1280', width: 1280, height: 900, zoom: 1 },
  { surface: 'welcome', name: '400-zoom-200', width: 200, height: 430, zoom: 2 },
  { surface: 'diagnostics', name: '320', width: 320, height: 800, zoom: 1 },
  { surface: 'diagnostics', name: '800', width: 800, height: 900, zoom: 1 },
  { surface: 'popup', name: '360-zoom-200', width: 360, height: 200, zoom: 2 },
] as const;

mkdirSync(folder, { recursive: true });
const site = await serveGallery();
const browser = await chromium.launch({
  executablePath: findBrowser().executable,
  args: process.getuid?.() === 0 ? ['--no-sandbox'] : [],
});
for (const colorScheme of ['light', 'dark'] as const) {
  for (const { surface, name, width, height, zoom } of SIZES) {
    const context = await browser.newContext({
      colorScheme,
      viewport: { width, height },
      deviceScaleFactor: zoom,
      timezoneId: 'UTC',
      locale: 'en-GB',
    });
    for (const scene of SCENE_NAMES) {
      const file = `${scene.replace('/', '-')}.${name}.${colorScheme}.png`;
      if (!scene.startsWith(surface) || !words.every((word) => file.includes(word))) continue;
      const page = await context.newPage();
      await page.goto(site.address(scene));
      await page.waitForSelector(`#app:not([data-on-its-way]) > .${surface}`);
      // Sparklines and plots come a frame or two later.
      await page.waitForTimeout(150);
      await page.screenshot({ path: path.join(folder, file), fullPage: true, animations: 'disabled' });
      await page.close();
    }
    await context.close();
  }
}
await browser.close();
await site.close();
