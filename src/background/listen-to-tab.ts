// Starts a call of a tab's whole sound on the agent's click, or says in a sentence why that can't be.

import { errorMessage } from '../analysis/errors.ts';
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
 * @returns null when the call opens, else a sentence for the agent
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
    // This port ends the capture with the page: nobody consented to what the tab shows next. It comes first, because a
    // busy page takes its time, and the stream id below expires within seconds.
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

/** Why Evenkeel may not listen to a page, as a sentence; null where it may. */
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

/** The browser's refusal as a sentence for the agent. */
export function captureRefusal(reason: string): string {
  const known = REFUSALS.find(([pattern]) => pattern.test(reason));
  return (
    known?.[1] ??
    `The browser doesn’t give this tab’s sound: ${reason.replace(/\.$/, '')}. Reload the page and try again.`
  );
}
