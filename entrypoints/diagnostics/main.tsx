import '../../assets/styles/diagnostics-page.css';
import { signal } from '@preact/signals';
import { render } from 'preact';
import { readSiteAccess } from '../../src/extension/consoles/site-access.ts';
import type { LiveSnapshot } from '../../src/extension/messages/snapshot.ts';
import { followSnapshots } from '../../src/extension/messages/snapshot-port.ts';
import { sendToBackground } from '../../src/extension/messages/to-background.ts';
import { frameAsker } from '../../src/ui/diagnostics/ask-frames.ts';
import { browserName } from '../../src/ui/diagnostics/browser-name.ts';
import { consoleTab } from '../../src/ui/diagnostics/console-tab.ts';
import { type Diagnosis, diagnose } from '../../src/ui/diagnostics/diagnose.ts';
import { Diagnostics } from '../../src/ui/diagnostics/diagnostics.tsx';
import { siteFactsOf } from '../../src/ui/diagnostics/site-facts.ts';

/** From one look to the next. */
const LOOK_EVERY_MS = 1_000;

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

const app = document.querySelector('#app');
if (app) {
  render(
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
    app,
  );
}
