// Every message of the extension, in one map. Streams have ports of their own: audio-port.ts, snapshot-port.ts.

import { defineExtensionMessaging } from '@webext-core/messaging';
import type { UnaskedConsent } from '../../analysis/call/record.ts';
import type { NudgeKind } from '../../analysis/coaching/nudge.ts';
import type { ModelName } from '../../analysis/emotion/catalogue.ts';
import type { SiteAccess } from '../consoles/site-access.ts';
import type { ScoreTime } from '../settings/policy.ts';
import type { Decision } from './decision.ts';
import type { FrameFacts } from './facts.ts';

export interface Protocol {
  /** To the background: see that the offscreen document exists. Refused to pages of sites that are switched off. */
  ensureOffscreen(): void;
  /** To the background: why does a call of this console start without asking the agent? Null where it asks. */
  unaskedConsent(consoleOrigin: string): UnaskedConsent | null;
  /** To the background: which model did the user choose? */
  chosenModel(): ModelName;
  /** To the background: which kinds of nudge does the agent want? */
  wantedNudges(): readonly NudgeKind[];
  /** To the background: when may the score be seen? */
  scoreTime(): ScoreTime;
  /** To the background: what does the page of this tab say of the case, by the pattern that the user has set? */
  readReference(tab: number): PageReference;
  /** To the background: delete the calls that are past their retention. */
  purgeCalls(): void;
  /** To the background: calls have ended, and may have to be reported. */
  callsEnded(): void;
  /** To the background: listen to all sound of this tab. Gives a sentence about why that can't be, null when it goes. */
  listenToTab(tab: number): string | null;
  /** To the background: show this on the toolbar button. */
  showBadge(badge: Badge): void;
  /** To the offscreen document: what the agent decided about a call's leg. */
  decide(decision: { id: string; decision: Decision }): void;
  /** To the offscreen document: open a call of a tab's sound, as the browser has allowed it. */
  openTab(request: TabRequest): void;
  /** To the offscreen document: the agent says that this call is over. What follows on its line is another. */
  endCall(id: string): void;
  /** To the offscreen document: the agent says that another customer is speaking in this call. */
  beginVoice(id: string): void;
  /** To the offscreen document: end the call of a tab's sound. */
  stopTab(): void;
  /** To the offscreen document: the agent typed a call's reference; null takes it away. */
  setCallReference(change: { id: string; reference: string | null }): void;
  /** To the offscreen document: the user chose this model. */
  useModel(name: ModelName): void;
  /** To the offscreen document: raise nudges of these kinds only. */
  useNudges(kinds: readonly NudgeKind[]): void;
  /** To the offscreen document: let the score be seen from now on at this time only. */
  useScoreTime(time: ScoreTime): void;
  /** To the offscreen document: hear only these sites from now on. */
  useSites(sites: Pick<SiteAccess, 'inForce' | 'allowed'>): void;
  /** To every frame of a tab: tell what you see, for the diagnosis. */
  askFrames(): void;
  /** From a frame to the diagnosis that asked. */
  tellFrame(facts: FrameFacts): void;
  /** To the offscreen document: delete every past call. */
  deletePastCalls(): void;
}

/** The reference to a case that a console's page shows. */
export interface PageReference {
  /** Whether anybody wants it read. */
  readonly wanted: boolean;
  /** Null while the page shows none. */
  readonly reference: string | null;
}

export interface TabRequest {
  readonly tab: number;
  /** Origin of the tab's page. */
  readonly console: string;
  /** From `chrome.tabCapture.getMediaStreamId`. */
  readonly streamId: string;
}

export interface Badge {
  /** Up to four characters; empty for none. */
  readonly text: string;
  readonly title: string;
}

export const { sendMessage, onMessage } = defineExtensionMessaging<Protocol>();
