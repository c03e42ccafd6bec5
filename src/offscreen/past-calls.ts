// Calls that are over: the last one, which the panels still show, and those in the store.

import type { AuditEvent } from '../extension/audit/audit-entry.ts';
import type { CallSnapshot } from '../extension/messages/snapshot.ts';
import { closeInterrupted } from '../extension/store/close-interrupted.ts';
import type { CallStore } from '../extension/store/store.ts';
import type { StoreBacklog } from './store-backlog.ts';

export interface PastCallsOptions {
  readonly store: CallStore;
  readonly backlog: Pick<StoreBacklog, 'isUndeleted' | 'forgetUnstored'>;
  /** Whether a call is still running: it is left alone. */
  readonly isRunning: (id: string) => boolean;
  /** Deletes the calls that are past their retention. */
  readonly purge: () => Promise<void>;
  readonly onAudit: (event: AuditEvent) => void;
  readonly onChange: () => void;
}

export class PastCalls {
  readonly #options: PastCallsOptions;
  #last: CallSnapshot | null = null;

  constructor(options: PastCallsOptions) {
    this.#options = options;
  }

  /** The call that ended last; null where there is none, or it was deleted. */
  get last(): CallSnapshot | null {
    return this.#last;
  }

  /** Shows this call as the one that ended last. */
  add(call: CallSnapshot): void {
    this.#last = call;
  }

  /** Shows a call no longer, because it was deleted. */
  forget(id: string): void {
    if (this.#last?.id === id) this.#last = null;
  }

  /** Shows the last call as the store has it now, because somebody else changed the store. */
  async followStore(): Promise<void> {
    const last = this.#last;
    if (last === null) return;
    const summary = await this.#options.store.summary(last.id);
    if (this.#last !== last) return;
    this.#last = summary && { ...last, callReference: summary.callReference };
    this.#options.onChange();
  }

  /** Stores the reference that the agent typed for a call that is over; null takes it away. */
  async setCallReference(id: string, callReference: string | null): Promise<void> {
    await this.#options.store.annotate(id, (annotations) => ({ ...annotations, callReference }));
    await this.followStore();
  }

  /** Deletes every call that is over. */
  async deleteAll(): Promise<void> {
    const { store, backlog, isRunning, onAudit, onChange } = this.#options;
    const calls = await store.list(Number.POSITIVE_INFINITY);
    backlog.forgetUnstored();
    const past = calls.map(({ id }) => id).filter((id) => !isRunning(id));
    await store.remove(...past);
    onAudit({ what: 'deleted-all', detail: `calls: ${past.length}` });
    this.#last = null;
    onChange();
  }

  /**
   * Closes the stored calls that were cut off, and deletes those past their retention.
   * A call that the agent dropped gets no end, and so no report: it is being deleted.
   */
  async tidy(): Promise<void> {
    const { store, backlog, isRunning, onChange } = this.#options;
    await closeInterrupted(store, (id) => isRunning(id) || backlog.isUndeleted(id));
    await this.purge();
    onChange();
  }

  /** Deletes old calls. A failure is no notice: it is tried again after the next call and when the background wakes. */
  purge(): Promise<void> {
    return this.#options
      .purge()
      .catch((error: unknown) => console.warn('Old calls are not deleted yet:', error));
  }
}
