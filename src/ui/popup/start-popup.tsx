import { signal } from '@preact/signals';
import { enableSite, readSiteAccess, type SiteAccess } from '../../extension/consoles/site-access.ts';
import { isWebAddress } from '../../extension/consoles/site-address.ts';
import type { Site } from '../../extension/consoles/site-choice.ts';
import type { LiveSnapshot } from '../../extension/messages/snapshot.ts';
import { followSnapshots } from '../../extension/messages/snapshot-port.ts';
import { sendToBackground } from '../../extension/messages/to-background.ts';
import { sendToOffscreen } from '../../extension/messages/to-offscreen.ts';
import { followSettings } from '../../extension/settings/follow-settings.ts';
import { loadScoreCourse } from '../../extension/store/load-call.ts';
import { openCallStore } from '../../extension/store/store.ts';
import { renderPage } from '../render-page.tsx';
import { followPastCalls } from './past-calls.ts';
import { Popup } from './popup.tsx';
import { type SiteState, siteStateOf } from './site.ts';
import type { TabAudioState } from './tab-audio.tsx';

/** Starts the popup: shows the calls of this machine, and what can be done with the page in front. */
export function startPopup(): void {
  const store = openCallStore();
  const live = signal<LiveSnapshot | null>(null);
  const now = new Date();
  const { past, recent, readAgain } = followPastCalls(store, live, now);
  const canReview = signal(false);
  followSettings(({ supervisorView }) => {
    canReview.value = supervisorView;
  });
  const site = signal<SiteState>({ kind: 'settled' });
  const tabAudio = signal<TabAudioState>({ kind: 'unavailable' });
  /** The page in front, kept at hand: what needs a click must not wait for an answer first. */
  const front: { windowId: number; tabId: number; access: SiteAccess | null } = {
    windowId: chrome.windows.WINDOW_ID_CURRENT,
    tabId: chrome.tabs.TAB_ID_NONE,
    access: null,
  };

  async function lookAtPageInFront(): Promise<void> {
    const [tab] = await chrome.tabs.query({ active: true, currentWindow: true });
    if (tab === undefined) return;
    front.windowId = tab.windowId;
    front.tabId = tab.id ?? chrome.tabs.TAB_ID_NONE;
    // None of the browser's own pages can be captured.
    if (isWebAddress(tab.url)) tabAudio.value = { kind: 'offered' };
    front.access = await readSiteAccess();
    site.value = siteStateOf(tab.url, front.access);
  }

  async function enablePageInFront(enabled: Site): Promise<void> {
    if (site.value.kind !== 'can-be-enabled') return;
    const { origin } = site.value;
    const granted = await enableSite(enabled, front.access?.allowed ?? null);
    if (granted) site.value = { kind: 'just-enabled', origin };
  }

  async function listenToTab(): Promise<void> {
    tabAudio.value = { kind: 'starting' };
    const problem = await sendToBackground('listenToTab', front.tabId);
    tabAudio.value = problem === null ? { kind: 'offered' } : { kind: 'refused', problem };
  }

  function openPage(name: 'review' | 'diagnostics', parameters: Record<string, string>): void {
    const query = new URLSearchParams(parameters);
    void chrome.tabs
      .create({ url: chrome.runtime.getURL(`/${name}.html?${query}`) })
      .then(() => window.close());
  }

  renderPage(
    <Popup
      live={live}
      past={past}
      recent={recent}
      site={site}
      canReview={canReview}
      tabAudio={tabAudio}
      now={now}
      loadCourse={(id) => loadScoreCourse(store, id)}
      actions={{
        openPanel: () => void chrome.sidePanel.open({ windowId: front.windowId }).then(() => window.close()),
        enableSite: (enabled) => void enablePageInFront(enabled),
        listenToTab: () => void listenToTab(),
        stopTab: () => void sendToOffscreen('stopTab'),
        reloadPage: () => void chrome.tabs.reload(front.tabId).then(() => window.close()),
        openReview: (callId) => openPage('review', callId === undefined ? {} : { call: callId }),
        openDay: (day) => openPage('review', { from: day, to: day }),
        openDiagnostics: () => openPage('diagnostics', { tab: String(front.tabId) }),
        openSettings: () => void chrome.runtime.openOptionsPage().then(() => window.close()),
        deletePastCalls: () => void sendToOffscreen('deletePastCalls').then(readAgain),
      }}
    />,
  );
  followSnapshots(
    () => sendToBackground('ensureOffscreen'),
    (snapshot) => {
      live.value = snapshot;
    },
  );
  void lookAtPageInFront();
}
