// From the agent's click to a call of the tab's sound: what the background does, and what it says where it can't.

import { errorMessage } from '../analysis/caught.ts';
import type { SiteAccess } from '../extension/consoles/site-access.ts';
import { isWebAddress } from '../extension/consoles/site-address.ts';
import { isAllowed } from '../extension/consoles/site-choice.ts';
import { openCapturedPagePort } from '../extension/messages/captured-page-port.ts';
import { sendToOffscreen, type TabRequest } from '../extension/messages/to-offscreen.ts';

/** What the browser's own refusals mean to the agent. */
const REFUSALS: readonly (readonly [pattern: RegExp, sentence: string])[] = [
  [
    /active stream/i,
    'The sound of this tab is being captured already. Stop that capture first, here or in the other extension.',
  ],
  [
    /not been invoked|activeTab|cannot access/i,
    'The browser gives a tab’s sound only where Evenkeel’s button was pressed. Press it on this tab and try again.',
  ],
];

/**
 * Opens a call of the tab's sound.
 * @param tab the agent has just pressed Evenkeel's button or key on it, so that the browser allows its capture
 * @returns null when it goes, else a sentence for the agent
 */
export async function listenToTab(
  tab: chrome.tabs.Tab,
  sites: Pick<SiteAccess, 'allowed'>,
  ensureOffscreen: () => Promise<void>,
): Promise<string | null> {
  const refusal = pageRefusal(tab.url, sites);
  if (refusal !== null) return refusal;
  try {
    await ensureOffscreen();
    // The capture must not outlive the page: whatever comes next in the tab was not consented to. First, as a page
    // that is busy takes its time, and the browser's leave to capture expires within seconds.
    await openCapturedPagePort(tab.id ?? chrome.tabs.TAB_ID_NONE);
    await sendToOffscreen('openTab', await requestFor(tab));
    return null;
  } catch (error) {
    return captureRefusal(errorMessage(error));
  }
}

async function requestFor(tab: chrome.tabs.Tab): Promise<TabRequest> {
  const { id = chrome.tabs.TAB_ID_NONE, url = '' } = tab;
  const streamId = await chrome.tabCapture.getMediaStreamId({ targetTabId: id });
  return { tab: id, console: new URL(url).origin, streamId };
}

/** Why a page is not to be listened to, as a sentence; null where it may. */
export function pageRefusal(
  url: string | undefined,
  { allowed }: Pick<SiteAccess, 'allowed'>,
): string | null {
  if (!isWebAddress(url)) {
    return 'This page’s sound can’t be captured: it is no website. Bring your console to the front and try again.';
  }
  const { origin } = new URL(url);
  if (isAllowed(origin, allowed)) return null;
  return `Your organisation doesn’t allow Evenkeel on ${origin}. Ask your administrator to add it to the consoles.`;
}

/** What the agent is told of the browser's refusal. */
export function captureRefusal(reason: string): string {
  const known = REFUSALS.find(([pattern]) => pattern.test(reason));
  return (
    known?.[1] ??
    `The browser doesn’t give this tab’s sound: ${reason.replace(/\.$/, '')}. Reload the page and try again.`
  );
}
