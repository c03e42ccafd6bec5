// Listening to a tab's sound by keyboard.

import { readSiteAccess } from '../extension/consoles/site-access.ts';
import { listenToTab } from './listen-to-tab.ts';
import { ensureOffscreen } from './offscreen-document.ts';

/** How long the button says why a tab can't be listened to; less than the browser lets an idle service worker live. */
const REFUSAL_SHOWN_MS = 15_000;

/** The question for consent, and all that follows, is in the panel; without a call the button says why. */
export async function listenByKey(tab: chrome.tabs.Tab): Promise<void> {
  const panel = chrome.sidePanel.open({ windowId: tab.windowId });
  const problem = await listenToTab(tab, await readSiteAccess(), ensureOffscreen);
  await panel;
  if (problem === null || tab.id === undefined) return;
  const tabId = tab.id;
  await chrome.action.setBadgeText({ text: '!', tabId });
  await chrome.action.setTitle({ title: `Evenkeel: ${problem}`, tabId });
  // A tab's own badge hides that of the call.
  setTimeout(() => {
    void chrome.action.setBadgeText({ tabId }).catch(() => {});
    void chrome.action.setTitle({ title: 'Evenkeel', tabId }).catch(() => {});
  }, REFUSAL_SHOWN_MS);
}
