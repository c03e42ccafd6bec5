// Every message to the offscreen document: from the background and the extension's pages.

import type { SiteAccess } from '../consoles/site-access.ts';
import type { CallSettings } from '../settings/call-settings.ts';
import { openChannel } from './channel.ts';
import type { Decision } from './decision.ts';

export interface ToOffscreen {
  /** The agent decided this about a leg. */
  decide(decision: { id: string; decision: Decision }): void;
  /** The agent says that this call is over. What follows on its track is another call. */
  endCall(id: string): void;
  /** The agent says that another customer is speaking in this call. */
  beginVoice(id: string): void;
  /** The agent typed a call's reference; null takes it away. */
  setCallReference(change: { id: string; reference: string | null }): void;
  /** Delete every past call. */
  deletePastCalls(): void;
  /** Open a call of a tab's whole sound, as the browser has allowed it. */
  openTab(request: TabRequest): void;
  /** End the call of a tab's whole sound. */
  stopTab(): void;
  /** Use these settings from now on. */
  useSettings(settings: CallSettings): void;
  /** Listen to these sites only from now on. */
  useSites(sites: Pick<SiteAccess, 'inForce' | 'allowed'>): void;
}

export interface TabRequest {
  readonly tab: number;
  /** Origin of the tab's page. */
  readonly console: string;
  /** From `chrome.tabCapture.getMediaStreamId`. */
  readonly streamId: string;
}

export const { send: sendToOffscreen, listen: onMessageToOffscreen } = openChannel<ToOffscreen>();
