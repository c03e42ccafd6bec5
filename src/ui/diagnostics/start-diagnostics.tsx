import { signal } from '@preact/signals';
import { readSiteAccess } from '../../extension/consoles/site-access.ts';
import type { LiveSnapshot } from '../../extension/messages/snapshot.ts';
import { followSnapshots } from '../../extension/messages/snapshot-port.ts';
import { sendToBackground } from '../../extension/messages/to-background.ts';
import { renderPage } from '../render-page.tsx';
import { frameAsker } from './ask-frames.ts';
import { browserName } from './browser-name.ts';
import { consoleTab } from './console-tab.ts';
import { type Diagnosis, diagnose } from './diagnose.ts';
import { Diagnostics } from './diagnostics.tsx';
import { siteFactsOf } from './site-facts.ts';

/** From one look to the next. */
const LOOK_EVERY_MS = 1_000;

/** Starts the diagnostics page, which looks once a second how far the sound of a console gets. */
export function startDiagnostics(): void {
  const diagnosis = signal<Diagnosis | null>(null);
  let live: LiveSnapshot | null = null;
  const askFrames = frameAsker();
  const named = new URLSearchParams(location.search).get('tab');
  let shown = named === null ? null : Number(named);

  async function look(): Promise<void> {
    const access = await readSiteAccess();
    shown ??= await consoleTab(access.inForce);
    const tab = shown === null ? null : await chrome.tabs.get(shown);
    const site = siteFactsOf(tab?.url, access);
    const frames = shown === null ? [] : await askFrames(shown);
    diagnosis.value = diagnose({ site, frames, live });
  }

  async function keepLooking(): Promise<void> {
    try {
      await look();
    } catch {
      // The tab was closed: another console may be there.
      shown = null;
    }
    setTimeout(keepLooking, LOOK_EVERY_MS);
  }

  followSnapshots(
    () => sendToBackground('ensureOffscreen'),
    (snapshot) => {
      live = snapshot;
    },
  );
  void keepLooking();

  renderPage(
    <Diagnostics
      diagnosis={diagnosis}
      installation={{
        version: chrome.runtime.getManifest().version,
        browser: browserName(navigator.userAgent),
      }}
      actions={{
        reloadPage: () => {
          if (shown !== null) void chrome.tabs.reload(shown);
        },
        openSettings: () => void chrome.runtime.openOptionsPage(),
        copy: (text) => navigator.clipboard.writeText(text),
      }}
    />,
  );
}
