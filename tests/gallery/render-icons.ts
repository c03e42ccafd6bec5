// Makes the icons' PNG files from assets/icons/evenkeel.svg: `npx tsx tests/gallery/render-icons.ts`.

import { readFileSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { chromium } from 'playwright-core';
import { findBrowser } from '../browser/find-browser.ts';

const SIZES = [16, 32, 48, 128];
const folder = fileURLToPath(new URL('../../assets/icons/', import.meta.url));
const svg = readFileSync(path.join(folder, 'evenkeel.svg'), 'utf8');

const browser = await chromium.launch({
  executablePath: findBrowser().executable,
  args: process.getuid?.() === 0 ? ['--no-sandbox'] : [],
});
for (const size of SIZES) {
  const page = await browser.newPage({ viewport: { width: size, height: size } });
  await page.setContent(
    `<style>body{margin:0}svg{display:block;width:${size}px;height:${size}px}</style>${svg}`,
  );
  await page.screenshot({ path: path.join(folder, `evenkeel-${size}.png`), omitBackground: true });
  await page.close();
}
await browser.close();
