// Starts a browser with the extension in it, in a profile of its own that is removed afterwards.

import { existsSync, mkdtempSync, readdirSync, rmSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { type BrowserContext, chromium, type Page, type Worker } from 'playwright-core';
import { findBrowser } from './find-browser.ts';
import { type RecordedRequest, readNetLog } from './net-log.ts';
import { type AttachedTarget, attach, browserSession, listTargets, type TargetInfo } from './targets.ts';

/** The production code with leave to reach this machine's own pages: `wxt build --mode loopback`. */
export const LOCAL_BUILD = fileURLToPath(new URL('../../.output/chrome-mv3-loopback', import.meta.url));

export interface LaunchOptions {
  /** Folder of the unpacked extension; default `LOCAL_BUILD`. */
  readonly extension?: string;
  /** Folder of the profile, which is left as it is afterwards; default a new one that is removed. */
  readonly profile?: string;
  /** Default true. */
  readonly headless?: boolean;
  readonly viewport?: { readonly width: number; readonly height: number };
  readonly colorScheme?: 'light' | 'dark';
  readonly reducedMotion?: 'reduce' | 'no-preference';
  readonly args?: readonly string[];
  /** Records every request that reaches the browser's network stack; read it with `closeAndListRequests`. */
  readonly recordRequests?: boolean;
  /** Leaves the welcome page open, which comes after an installation and is closed otherwise. */
  readonly welcome?: boolean;
  /** Leaves the sound of pages on; headless browsers are silent without it. tabCapture needs it. */
  readonly sound?: boolean;
}

export interface ExtensionBrowser {
  readonly context: BrowserContext;
  readonly extensionId: string;
  readonly version: string;
  /** The extension's service worker; waits until it runs. */
  serviceWorker(): Promise<Worker>;
  /** Kills the service worker as the browser does when it has been idle for long. */
  killServiceWorker(): Promise<void>;
  /** Ends the browser as a power cut would: nothing of it can say goodbye. */
  kill(): Promise<void>;
  /** Attaches to the extension's document at this path, whatever shows it. */
  attachTo(document: 'offscreen.html' | 'sidepanel.html' | 'popup.html'): Promise<AttachedTarget>;
  attach(matches: (target: TargetInfo) => boolean, timeoutMs?: number): Promise<AttachedTarget>;
  /** A true click on the toolbar button while `page` is in front: opens the popup, or fires action.onClicked. */
  clickAction(page: Page): Promise<void>;
  /** Opens the real side panel beside `page` and attaches to it. */
  openSidePanel(page: Page): Promise<AttachedTarget>;
  /** Opens a page of the extension in a tab: the same document as in panel or popup, in reach of Playwright. */
  openExtensionPage(
    document: string,
    size?: { readonly width: number; readonly height: number },
  ): Promise<Page>;
  close(): Promise<void>;
  /** Closes the browser and gives every request that left it. Needs `recordRequests`. */
  closeAndListRequests(): Promise<readonly RecordedRequest[]>;
}

const FLAGS = [
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
  // Two peers on one machine that may have no network but the loopback interface.
  '--allow-loopback-in-peer-connection',
  // Nothing outside this machine is ever asked: neither by a test's mistake nor by the browser's own services.
  '--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE localhost, EXCLUDE *.localhost, EXCLUDE 127.0.0.1',
  '--enable-unsafe-extension-debugging',
];

async function expectScripts(worker: Worker): Promise<void> {
  const limit = Date.now() + 5000;
  while ((await worker.evaluate(() => chrome.scripting.getRegisteredContentScripts())).length === 0) {
    if (Date.now() > limit) throw new Error('The extension did not register its content scripts within 5 s.');
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
}

/** The page that the extension opens once it is installed. */
async function welcomePage(context: BrowserContext, url: string): Promise<Page> {
  const limit = Date.now() + 8000;
  for (;;) {
    const opened = context.pages().find((page) => page.url().startsWith(url));
    if (opened) return opened;
    if (Date.now() > limit) throw new Error('The extension did not open its welcome page within 8 s.');
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
}

/** Launches the browser found on this machine with the unpacked extension, and waits for its service worker. */
export async function launchWithExtension(options: LaunchOptions = {}): Promise<ExtensionBrowser> {
  const {
    extension = LOCAL_BUILD,
    headless = true,
    viewport = { width: 1280, height: 800 },
    args = [],
  } = options;
  if (!existsSync(path.join(extension, 'manifest.json'))) {
    throw new Error(
      `There is no unpacked extension in ${extension}. Build it first: npx wxt build --mode loopback.`,
    );
  }
  const browser = findBrowser();
  const profile = options.profile ?? mkdtempSync(path.join(os.tmpdir(), 'evenkeel-profile-'));
  const isFirstRun = readdirSync(profile).length === 0;
  const removeProfile = () => {
    if (options.profile === undefined) rmSync(profile, { recursive: true, force: true, maxRetries: 3 });
  };
  process.once('exit', removeProfile);
  const netLog = path.join(profile, 'requests.json');
  const context = await chromium.launchPersistentContext(profile, {
    executablePath: browser.executable,
    headless,
    viewport: headless ? viewport : null,
    ...(options.colorScheme ? { colorScheme: options.colorScheme } : {}),
    ...(options.reducedMotion ? { reducedMotion: options.reducedMotion } : {}),
    ignoreDefaultArgs: ['--disable-extensions', ...(options.sound ? ['--mute-audio'] : [])],
    args: [
      ...FLAGS,
      ...(process.getuid?.() === 0 ? ['--no-sandbox'] : []),
      `--window-size=${viewport.width},${viewport.height}`,
      ...(options.recordRequests ? [`--log-net-log=${netLog}`] : []),
      ...args,
    ],
  });
  const shut = async (): Promise<void> => {
    await context.close();
    removeProfile();
    process.off('exit', removeProfile);
  };
  const session = await browserSession(context);
  // Branded Chrome no longer takes --load-extension; the DevTools command works in every Chromium.
  const loaded = await session
    .send('Extensions.loadUnpacked', { path: extension })
    .catch((error: unknown) => error);
  if (loaded instanceof Error) {
    await shut();
    throw new Error(`The browser did not load the extension in ${extension}: ${loaded.message}`);
  }
  const { id: extensionId } = loaded as { id: string };
  const origin = `chrome-extension://${extensionId}/`;

  const serviceWorker = async (): Promise<Worker> =>
    context.serviceWorkers().find((worker) => worker.url().startsWith(origin)) ??
    context.waitForEvent('serviceworker', {
      predicate: (worker) => worker.url().startsWith(origin),
      timeout: 8000,
    });
  // Pages opened before the content scripts are registered would have none.
  const worker = await serviceWorker();
  await expectScripts(worker);
  if (isFirstRun) {
    const welcome = await welcomePage(context, `${origin}welcome.html`);
    if (!options.welcome) await welcome.close();
  }

  const attachTo = async (document: string): Promise<AttachedTarget> => {
    const target = await attach(context, ({ url }) => url.startsWith(`${origin}${document}`));
    if (options.colorScheme) {
      const features = [{ name: 'prefers-color-scheme', value: options.colorScheme }];
      await target.send('Emulation.setEmulatedMedia', { features });
    }
    return target;
  };
  const clickAction = async (page: Page): Promise<void> => {
    await page.bringToFront();
    const tab = (await listTargets(session)).find(({ type, url }) => type === 'tab' && url === page.url());
    if (!tab) throw new Error(`The browser lists no tab for ${page.url()}.`);
    await session.send('Extensions.triggerAction', { id: extensionId, targetId: tab.targetId });
  };

  return {
    context,
    extensionId,
    version: browser.version,
    serviceWorker,
    async killServiceWorker() {
      const worker = (await listTargets(session)).find(
        ({ type, url }) => type === 'service_worker' && url.startsWith(origin),
      );
      if (!worker) throw new Error('The service worker is not running.');
      await session.send('Target.closeTarget', { targetId: worker.targetId });
    },
    async kill() {
      const { processInfo } = await session.send('SystemInfo.getProcessInfo');
      const main = processInfo.find(({ type }) => type === 'browser');
      if (!main) throw new Error('The browser does not name its main process.');
      const closed = new Promise((resolve) => context.once('close', resolve));
      process.kill(main.id, 'SIGKILL');
      await closed;
    },
    attach: (matches, timeoutMs) => attach(context, matches, timeoutMs),
    attachTo,
    clickAction,
    async openSidePanel(page) {
      await clickAction(page);
      const popup = await attachTo('popup.html');
      // Not awaited: the panel takes the focus, and with it the popup closes before it could answer.
      await popup.evaluate(() => void chrome.sidePanel.open({ windowId: chrome.windows.WINDOW_ID_CURRENT }));
      await popup.detach();
      return attachTo('sidepanel.html');
    },
    async openExtensionPage(document, size) {
      const page = await context.newPage();
      if (size) await page.setViewportSize(size);
      await page.goto(`${origin}${document}`);
      return page;
    },
    close: shut,
    async closeAndListRequests() {
      if (!options.recordRequests) throw new Error('Launch with recordRequests to list them.');
      await context.close();
      const requests = readNetLog(netLog);
      await shut();
      return requests;
    },
  };
}
