// The live end of a leg, and what becomes of a leg that connects.

import type { Drop } from '../extension/messages/decision.ts';
import type { CallSession } from './call-session.ts';

/** Through it a call starts and stops the capture of its leg. */
export interface LegConnection {
  /** The browser tab, so that two legs of one console are told apart from two consoles. */
  readonly tab: number;
  /** `tab`: the whole sound of the tab. Left out for the customer's own track. */
  readonly source?: 'tab';
  capture(on: boolean, nextSequence: number): void;
  /** The leg's call is over. What follows on the same track is another leg. */
  over(): void;
  /** The agent dropped the leg for good. */
  drop(decision: Drop): void;
}

/** What becomes of a leg that connects. The connection is told, except where the leg is refused. */
export type Attachment =
  /** The agent dropped the leg, and it stays off. */
  | { readonly kind: 'dropped' }
  /** The leg's call has ended. */
  | { readonly kind: 'over' }
  /** A leg of another tab has this id: somebody claims to be it. */
  | { readonly kind: 'refused' }
  /** The leg's call begins. */
  | { readonly kind: 'opened'; readonly session: CallSession }
  /** The leg's call goes on as the store has it, after the analysis was interrupted. */
  | { readonly kind: 'restored'; readonly session: CallSession }
  /** The leg was away, and its call has been running all the time. */
  | { readonly kind: 'rejoined'; readonly session: CallSession };
