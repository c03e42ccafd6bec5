// Every message to the background: from the offscreen document, the extension's pages and its scripts in pages.

import type { UnaskedConsent } from '../../analysis/call/record.ts';
import type { CallSettings } from '../settings/call-settings.ts';
import { openChannel } from './channel.ts';

export interface ToBackground {
  /** Makes the offscreen document where there is none. Rejects for pages of sites that are switched off. */
  ensureOffscreen(): void;
  /** Why does a call of this console start without asking the agent? Null where it asks. */
  unaskedConsent(consoleOrigin: string): UnaskedConsent | null;
  /** Which settings hold for running calls? */
  settings(): CallSettings;
  /** Which reference does the page of this tab show, by the pattern that the user has set? */
  readReference(tab: number): PageReference;
  /** Delete the calls that are past their retention. */
  purgeCalls(): void;
  /** Calls have ended; the background reports them where a policy wants reports. */
  callsEnded(): void;
  /** Listen to the whole sound of this tab. Answers null, or a sentence that says why it can't. */
  listenToTab(tab: number): string | null;
  /** Show this on the toolbar button. */
  showBadge(badge: Badge): void;
}

/** The reference to a case that a console's page shows. */
export interface PageReference {
  /** Whether the user has set a pattern at all. */
  readonly wanted: boolean;
  /** Null while the page shows none. */
  readonly reference: string | null;
}

export interface Badge {
  /** Up to four characters; empty for none. */
  readonly text: string;
  readonly title: string;
}

export const { send: sendToBackground, listen: onMessageToBackground } = openChannel<ToBackground>();
