import '../../assets/styles/diagnostics-page.css';
import { signal } from '@preact/signals';
import { render } from 'preact';
import type { DeskSnapshot } from '../../src/call/snapshot.ts';
import { consoleTab } from '../../src/consoles/console-tab.ts';
import { readSiteAccess } from '../../src/consoles/site-access.ts';
import { type Diagnosis, diagnose } from '../../src/diagnostics/diagnose.ts';
import { siteFactsOf } from '../../src/diagnostics/site-facts.ts';
import { frameAsker } from '../../src/messaging/ask-frames.ts';
import { sendMessage } from '../../src/messaging/protocol.ts';
import { followSnapshots } from '../../src/messaging/snapshot-port.ts';
import { browserName } from '../../src/ui/diagnostics/browser-name.ts';
import { Diagnostics } from '../../src/ui/diagnostics/diagnostics.tsx';

/** From one look to the next. */
const LOOK_EVERY_MS = 1_000;

const diagnosis = signal<Diagnosis | null>(null);
let desk: DeskSnapshot | null = null;
const askFrames = frameAsker();
const named = new URLSearchParams(location.search).get('tab');
let shown = named === null ? null : Number(named);

async function look(): Promise<void> {
  const access = await readSiteAccess();
  shown ??= await consoleTab(access.inForce);
  const tab = shown === null ? null : await chrome.tabs.get(shown);
  const site = siteFactsOf(tab?.url, access);
  const frames = shown === null ? [] : await askFrames(shown);
  diagnosis.value = diagnose({ site, frames, desk });
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
  () => sendMessage('ensureOffscreen', undefined),
  (snapshot) => {
    desk = snapshot;
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
