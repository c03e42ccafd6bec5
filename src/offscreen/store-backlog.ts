// What the store has still to take: calls that are over and that it refused, and deletions that it refused.

import { errorMessage } from '../analysis/errors.ts';
import type { AuditEvent } from '../extension/audit/audit-entry.ts';
import type { Drop } from '../extension/messages/decision.ts';
import type { CallStore } from '../extension/store/store.ts';
import type { CallSession } from './call-session.ts';

/** How soon the store is tried again after it refused. */
export const STORE_RETRY_MS = 10_000;

/** The part of a call that is over which storing and deleting it need. */
type EndedCall = Pick<CallSession, 'id' | 'console' | 'isStored' | 'storeAgain' | 'discard'>;

export interface StoreBacklogOptions {
  readonly store: Pick<CallStore, 'summary' | 'remove'>;
  readonly onAudit: (event: AuditEvent) => void;
  /** Called when a deletion was refused; it is tried again. */
  readonly onProblem: (error: Error) => void;
  /** Called when a call that the agent dropped is deleted. */
  readonly onDeleted: (id: string) => void;
}

export class StoreBacklog {
  readonly #options: StoreBacklogOptions;
  /** Calls that are over and that the store has not taken. */
  readonly #unstored = new Map<string, EndedCall>();
  /** Calls that the agent dropped and that are not deleted yet. */
  readonly #undeleted = new Set<string>();

  constructor(options: StoreBacklogOptions) {
    this.#options = options;
  }

  /** Whether a call is over that the store doesn't show as such yet. */
  isUnstored(id: string): boolean {
    return this.#unstored.has(id);
  }

  /** Whether a call that the agent dropped is still in the store. */
  isUndeleted(id: string): boolean {
    return this.#undeleted.has(id);
  }

  /** Stores a call that is over, again and again until the store takes it. */
  storeLater(call: EndedCall): void {
    this.#unstored.set(call.id, call);
    setTimeout(async () => {
      // The agent may have deleted it meanwhile, with all past calls.
      if (this.#unstored.get(call.id) !== call) return;
      this.#unstored.delete(call.id);
      await call.storeAgain();
      if (!call.isStored) this.storeLater(call);
    }, STORE_RETRY_MS);
  }

  /** Forgets the calls that the store has not taken, because the agent deletes all past calls. */
  forgetUnstored(): void {
    this.#unstored.clear();
  }

  /**
   * Deletes a call that the agent dropped. Resolves after the first attempt; where the store refuses, the problem is
   * reported and the deletion tried again until it succeeds.
   * @param running null for a call that is not running: it is then in the store, if anywhere
   */
  async delete(id: string, running: EndedCall | null, decision: Drop): Promise<void> {
    const { store, onAudit, onProblem, onDeleted } = this.#options;
    const session = running ?? this.#unstored.get(id) ?? null;
    this.#undeleted.add(id);
    try {
      const call = session ?? (await store.summary(id));
      await (session?.discard() ?? store.remove(id));
      if (call !== null) {
        onAudit({ what: decision === 'objected' ? 'objected' : 'dropped', call: id, console: call.console });
      }
    } catch (error) {
      const reason = errorMessage(error);
      onProblem(
        new Error(`The call that you dropped is not deleted yet; it is tried again by itself. ${reason}`),
      );
      setTimeout(() => void this.delete(id, session, decision), STORE_RETRY_MS);
      return;
    }
    this.#undeleted.delete(id);
    onDeleted(id);
  }
}
