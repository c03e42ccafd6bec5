// Reads the reference of each call's case from the console's page, until the agent types one or the call is over.

import type { PageReference } from '../extension/messages/to-background.ts';
import type { CallSession } from './call-session.ts';

/** How soon the page is asked again: many pages open the case a while after the call begins. */
export const REFERENCE_RETRY_MS = 5_000;

/** The part of a call that its reference needs. */
type CallWithReference = Pick<CallSession, 'id' | 'state' | 'callReference' | 'setCallReference'>;

interface WatchedCall {
  readonly call: CallWithReference;
  readonly tab: number;
  /** The agent typed a reference or took it away: the page's no longer counts. */
  isTyped: boolean;
  /** The reference that the page gave; null while it gave none. */
  read: string | null;
}

export class PageReferences {
  readonly #readReference: (tab: number) => Promise<PageReference>;
  /** The running calls, by id. */
  readonly #watched = new Map<string, WatchedCall>();
  /** By tab: references of calls that are over. The page may still show them when the next call begins. */
  readonly #past = new Map<number, Set<string>>();

  /** @param readReference asks what the page of a tab shows at this moment */
  constructor(readReference: (tab: number) => Promise<PageReference>) {
    this.#readReference = readReference;
  }

  /** Begins to watch a call of a tab; `look` reads its reference. */
  watch(call: CallWithReference, tab: number): void {
    this.#watched.set(call.id, { call, tab, isTyped: false, read: null });
  }

  /** Looks for the reference of a call. Nothing is read before the customer was told: call it again then. */
  look(id: string): void {
    const watched = this.#watched.get(id);
    if (watched !== undefined) void this.#look(watched);
  }

  /** Notes that the agent typed the reference of a running call, or took it away. */
  noteTyped(id: string): void {
    const watched = this.#watched.get(id);
    if (watched !== undefined) watched.isTyped = true;
  }

  /** Ends a call. The tab's next call doesn't take its reference while the page still shows it. */
  end(id: string): void {
    const watched = this.#watched.get(id);
    if (watched === undefined) return;
    this.#watched.delete(id);
    const { call, tab, read } = watched;
    const past = [call.callReference, read].filter((reference) => reference !== null);
    if (past.length === 0) return;
    this.#past.set(tab, new Set([...(this.#past.get(tab) ?? []), ...past]));
  }

  /** Forgets a call that the agent dropped. */
  drop(id: string): void {
    this.#watched.delete(id);
  }

  async #look(watched: WatchedCall): Promise<void> {
    const { call, tab } = watched;
    const isDone = () => this.#watched.get(call.id) !== watched || watched.isTyped;
    if (call.state === 'awaiting-consent' || call.callReference !== null || isDone()) return;
    // A page that can't be asked at this moment is asked again.
    const answer = await this.#readReference(tab).catch(() => null);
    if (answer?.wanted === false || isDone()) return;
    const reference = answer && this.#newReference(tab, answer);
    if (reference === null) {
      setTimeout(() => void this.#look(watched), REFERENCE_RETRY_MS);
      return;
    }
    watched.read = reference;
    // The call itself reports what the store refuses.
    await call.setCallReference(reference).catch(() => {});
  }

  /** The reference that a tab's page shows; null while it is that of a past call. */
  #newReference(tab: number, { reference }: PageReference): string | null {
    if (reference !== null && this.#past.get(tab)?.has(reference)) return null;
    // The page shows another case: from now on the agent may open a past one on purpose.
    this.#past.delete(tab);
    return reference;
  }
}
