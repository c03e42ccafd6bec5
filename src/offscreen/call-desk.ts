// All calls of this browser: who is on the line, who is waiting for consent, and what the panels are told.

import type { Consent, UnaskedConsent } from '../analysis/call/record.ts';
import { errorMessage } from '../analysis/caught.ts';
import { NUDGE_KINDS, type NudgeKind } from '../analysis/coaching/nudge.ts';
import type { EmotionEngine } from '../analysis/emotion/engine.ts';
import type { AuditEvent } from '../extension/audit/audit-entry.ts';
import type { EngineState } from '../extension/engine/engine-state.ts';
import type { Decision, Drop } from '../extension/messages/decision.ts';
import type { PageReference } from '../extension/messages/protocol.ts';
import type { CallSnapshot, DeskSnapshot } from '../extension/messages/snapshot.ts';
import { closeInterrupted } from '../extension/store/close-interrupted.ts';
import type { CallStore } from '../extension/store/store.ts';
import { CallSession } from './call-session.ts';

/** How long a leg may stay away (a reload of the analysis, a hiccup of the port) before its call is over. */
export const RECONNECT_GRACE_MS = 10_000;

/** How soon the store is asked again to take a call that is over, where it has refused. */
export const STORE_RETRY_MS = 10_000;

/** How soon the console's page is asked again for the call's reference: many pages open the case a while later. */
export const REFERENCE_RETRY_MS = 5_000;

/** How long it is told that a message was refused. */
export const REFUSAL_TOLD_MS = 30_000;

/** A message that no script of ours can have sent. */
export class RefusedMessage extends Error {
  override readonly name = 'RefusedMessage';

  constructor() {
    super(
      'A console’s page sent something that Evenkeel can’t read; it was left out. Reload the console’s page after the call.',
    );
  }
}

export interface CallDeskOptions {
  readonly engine: EmotionEngine;
  readonly store: CallStore;
  readonly clock: () => number;
  /** Why a call of this console starts without asking the agent; null where it asks. */
  readonly unaskedConsent: (consoleOrigin: string) => Promise<UnaskedConsent | null>;
  /** Deletes the calls that are past their retention. */
  readonly purge: () => Promise<void>;
  /** Told when a call is over that was listened to; not of those that were cut off and are closed later. */
  readonly onCallEnded?: () => void;
  /** What the page of a console's tab says of the case at this moment. */
  readonly readReference: (tab: number) => Promise<PageReference>;
  readonly onChange: () => void;
  /** Told what the audit log is to know: what begins, and what is deleted. */
  readonly onAudit: (event: AuditEvent) => void;
}

/** The live end of a leg: how a session tells it to start or stop capturing. */
export interface LegLine {
  /** The browser tab, so that two legs of one console are told apart from two consoles. */
  readonly tab: number;
  /** `tab`: the whole sound of the tab. Left out for the customer's own track. */
  readonly source?: 'tab';
  capture(on: boolean, nextSequence: number): void;
  /** The leg's call is over: the agent says so, or it came back too late. What follows on the line is another leg. */
  over(): void;
  /** The agent dropped the leg for good. */
  drop(decision: Drop): void;
}

interface Leg {
  readonly session: CallSession;
  readonly tab: number;
  line: LegLine | null;
  goodbye: ReturnType<typeof setTimeout> | null;
  /** The agent has typed the call's reference, or has taken it away: what the page says no longer counts. */
  referenceTyped: boolean;
  /** The reference that was read from the page; null while none was. */
  referenceRead: string | null;
}

export class CallDesk {
  readonly #options: CallDeskOptions;
  readonly #legs = new Map<string, Leg>();
  #lastEnded: CallSnapshot | null = null;
  /** Legs the agent dropped: they stay off, whatever their frame says. */
  readonly #dropped = new Set<string>();
  /** Legs whose call the agent ended, for those that were away at that moment and come back. */
  readonly #endedByAgent = new Set<string>();
  /** By tab: references of calls that are over. Its page may show them still when the next call begins. */
  readonly #pastReferences = new Map<number, Set<string>>();
  /** Calls that are over and that the store has not taken yet. */
  readonly #unstored = new Set<CallSession>();
  #engine: EngineState = { kind: 'loading' };
  #problem: string | null = null;
  #lastProblem: string | null = null;
  #refusal: string | null = null;
  /** Every kind until the agent's choice has come. */
  #wantedNudges: ReadonlySet<NudgeKind> = new Set(NUDGE_KINDS);

  constructor(options: CallDeskOptions) {
    this.#options = options;
  }

  setEngineState(state: EngineState): void {
    this.#engine = state;
    this.#options.onChange();
  }

  /** The kinds of nudge that the agent wants, from the next window on. */
  setWantedNudges(kinds: readonly NudgeKind[]): void {
    this.#wantedNudges = new Set(kinds);
  }

  snapshot(): DeskSnapshot {
    const running = [...this.#legs.values()].map(({ session }) => session.snapshot()).reverse();
    const problem = this.#problem ?? this.#refusal;
    return {
      engine: this.#engine,
      ...(problem === null ? {} : { problem }),
      ...(this.#lastProblem === null ? {} : { lastProblem: this.#lastProblem }),
      calls: this.#lastEnded ? [...running, this.#lastEnded] : running,
    };
  }

  /**
   * Closes calls that were running when the browser or the analysis ended and whose leg has not come back, and deletes
   * those past their retention.
   */
  async tidy(): Promise<void> {
    // One that the agent dropped is no call that was cut off: it is being deleted.
    await closeInterrupted(this.#options.store, (id) => this.#legs.has(id) || this.#dropped.has(id));
    await this.#purge();
    this.#options.onChange();
  }

  /** The store was changed elsewhere: what is told of the call that ended last follows it. */
  async followStore(): Promise<void> {
    const last = this.#lastEnded;
    if (last === null) return;
    const summary = await this.#options.store.summary(last.id);
    if (this.#lastEnded !== last) return;
    this.#lastEnded = summary && { ...last, callReference: summary.callReference };
    this.#options.onChange();
  }

  /** Deletes every past call. A running one goes on. */
  async deletePastCalls(): Promise<void> {
    const { store } = this.#options;
    const calls = await store.list(Number.POSITIVE_INFINITY);
    this.#unstored.clear();
    const past = calls.map(({ id }) => id).filter((id) => !this.#legs.has(id));
    await store.remove(...past);
    this.#options.onAudit({ what: 'deleted-all', detail: `calls: ${past.length}` });
    this.#lastEnded = null;
    this.#options.onChange();
  }

  /**
   * A leg has come, or come back. Its call waits for consent unless that is remembered for the console and it is
   * the only leg of its tab: a second one may be a colleague.
   * @param language BCP 47 tag of the console's page; empty where it names none
   * @returns null for a leg that was dropped, or whose call is over: what follows on its line is another leg
   */
  async attach(id: string, consoleOrigin: string, line: LegLine, language = ''): Promise<CallSession | null> {
    if (this.#dropped.has(id)) {
      line.capture(false, 0);
      return null;
    }
    if (this.#endedByAgent.has(id) || this.#isOver(id)) {
      line.over();
      return null;
    }
    const known = this.#legs.get(id);
    if (known) {
      // A leg never moves to another tab: this is somebody else, under its name.
      if (known.tab !== line.tab) throw new RefusedMessage();
      if (known.goodbye !== null) clearTimeout(known.goodbye);
      known.goodbye = null;
      known.line = line;
      this.#tellLine(known);
      return known.session;
    }
    const session = await this.#open(id, consoleOrigin, language, line.source);
    if (session === null) {
      line.over();
      return null;
    }
    const leg: Leg = {
      session,
      tab: line.tab,
      line,
      goodbye: null,
      referenceTyped: false,
      referenceRead: null,
    };
    // Meanwhile it has come on another line, or the agent has dropped it.
    if (this.#legs.has(id) || this.#dropped.has(id)) return this.attach(id, consoleOrigin, line, language);
    const alone = ![...this.#legs.values()].some(({ tab }) => tab === line.tab);
    this.#legs.set(id, leg);
    // The sound of a tab may be anybody's: it is asked for each time.
    const mayBeUnasked = alone && line.source !== 'tab';
    const unasked = mayBeUnasked ? await this.#unaskedConsent(consoleOrigin) : null;
    if (unasked !== null) this.#confirmConsent(leg.session, unasked);
    this.#tellLine(leg);
    void this.#lookForReference(leg);
    this.#options.onChange();
    return leg.session;
  }

  /**
   * Something went wrong that no single call can deal with: it is told until the store takes something again, a
   * refused message for a while.
   */
  report(error: unknown): void {
    if (error instanceof RefusedMessage) {
      this.#tellRefusal(error.message);
      return;
    }
    this.#tellProblem(errorMessage(error));
  }

  /** The leg's line broke without a goodbye; its call ends unless it comes back in time. */
  detach(id: string, line: LegLine): void {
    const leg = this.#legs.get(id);
    if (leg?.line !== line) return;
    leg.line = null;
    leg.goodbye = setTimeout(() => void this.end(id), RECONNECT_GRACE_MS);
  }

  /** The leg is gone for good. */
  async end(id: string): Promise<void> {
    const leg = this.#legs.get(id);
    if (!leg) return;
    const captured = leg.session.state !== 'awaiting-consent';
    await leg.session.end();
    if (!this.#legs.delete(id)) return;
    this.#keepFromNext(leg);
    if (captured) this.#lastEnded = leg.session.snapshot();
    if (!leg.session.isStored) this.#storeLater(leg.session);
    this.#options.onChange();
    if (!captured) return;
    this.#options.onCallEnded?.();
    await this.#purge();
  }

  /**
   * The agent says that the call is over, on a line that stays open and carries the next. An unknown one may be about to
   * come back after an interruption: it is then told, and its record is closed with those that were cut off.
   */
  async endCall(id: string): Promise<void> {
    this.#endedByAgent.add(id);
    const leg = this.#legs.get(id);
    if (!leg) return;
    const { line } = leg;
    await this.end(id);
    // Not before: the next call would be taken for a further line of this one. A line that broke meanwhile is told
    // when it comes back.
    if (leg.line === line) line?.over();
  }

  /** The agent says that another customer is speaking. A call that is over, or unknown, stays as it is. */
  beginVoice(id: string): void {
    this.#legs.get(id)?.session.beginVoice();
  }

  /** Whether a call is over that the store doesn't show as such yet. */
  #isOver(id: string): boolean {
    return this.#legs.get(id)?.session.state === 'ended' || this.#unstoredCall(id) !== undefined;
  }

  #unstoredCall(id: string): CallSession | undefined {
    return [...this.#unstored].find((session) => session.id === id);
  }

  #storeLater(session: CallSession): void {
    this.#unstored.add(session);
    setTimeout(async () => {
      // Deleted meanwhile, with all past calls.
      if (!this.#unstored.delete(session)) return;
      await session.storeAgain();
      if (!session.isStored) this.#storeLater(session);
    }, STORE_RETRY_MS);
  }

  /**
   * What the agent said about a leg. An unknown one may be about to come back after an interruption, or be over:
   * consent is then asked for again, and what is dropped is deleted all the same.
   */
  async decide(id: string, decision: Decision): Promise<void> {
    const leg = this.#legs.get(id);
    if (decision === 'told') {
      if (!leg) return;
      this.#confirmConsent(leg.session, 'asked');
      this.#tellLine(leg);
      void this.#lookForReference(leg);
      return;
    }
    const session = leg?.session ?? this.#unstoredCall(id);
    this.#dropped.add(id);
    this.#legs.delete(id);
    const deleted = this.#delete(id, session ?? null, decision);
    leg?.line?.capture(false, leg.session.nextSequence);
    leg?.line?.drop(decision);
    this.#options.onChange();
    await deleted;
  }

  /**
   * Deletes a call that the agent dropped. Where the store refuses it is told, and tried again until it is deleted.
   * @param session null for a call that only the store knows
   */
  async #delete(id: string, session: CallSession | null, decision: Drop): Promise<void> {
    const { store, onAudit, onChange } = this.#options;
    try {
      const call = session ?? (await store.summary(id));
      await (session?.discard() ?? store.remove(id));
      if (call !== null) {
        onAudit({ what: decision === 'objected' ? 'objected' : 'dropped', call: id, console: call.console });
      }
    } catch (error) {
      const reason = errorMessage(error);
      this.#tellProblem(
        `The call that you dropped is not deleted yet; it is tried again by itself. ${reason}`,
      );
      setTimeout(() => void this.#delete(id, session, decision), STORE_RETRY_MS);
      return;
    }
    if (this.#lastEnded?.id === id) this.#lastEnded = null;
    this.#problem = null;
    onChange();
  }

  /** The agent typed a call's reference, or took it away. Also for a call that is over. */
  async setCallReference(id: string, reference: string | null): Promise<void> {
    const leg = this.#legs.get(id);
    if (leg) {
      leg.referenceTyped = true;
      await leg.session.setCallReference(reference);
      return;
    }
    await this.#options.store.annotate(id, (annotations) => ({ ...annotations, callReference: reference }));
    await this.followStore();
  }

  /** Reads the call's reference from the console's page, again and again until there is one or the call is over. */
  async #lookForReference(leg: Leg): Promise<void> {
    const { session, tab } = leg;
    const isOver = () => this.#legs.get(session.id) !== leg || leg.referenceTyped;
    if (session.state === 'awaiting-consent' || session.callReference !== null || isOver()) return;
    // A page that could not be asked just now is asked again.
    const read = await this.#options.readReference(tab).catch(() => null);
    if (read?.wanted === false || isOver()) return;
    const reference = read && this.#newReference(tab, read);
    if (reference === null) {
      setTimeout(() => void this.#lookForReference(leg), REFERENCE_RETRY_MS);
      return;
    }
    leg.referenceRead = reference;
    // The session tells what the store refuses.
    await session.setCallReference(reference).catch(() => {});
  }

  /** What a tab's page shows; null while that is the case of a call before. */
  #newReference(tab: number, { reference }: PageReference): string | null {
    if (reference !== null && this.#pastReferences.get(tab)?.has(reference)) return null;
    // The page has moved on: from now on it shows what the agent has opened.
    this.#pastReferences.delete(tab);
    return reference;
  }

  #keepFromNext({ tab, session, referenceRead }: Leg): void {
    const past = [session.callReference, referenceRead].filter((reference) => reference !== null);
    if (past.length === 0) return;
    this.#pastReferences.set(tab, new Set([...(this.#pastReferences.get(tab) ?? []), ...past]));
  }

  /** Where it can't be told, the agent is asked. */
  async #unaskedConsent(consoleOrigin: string): Promise<UnaskedConsent | null> {
    try {
      return await this.#options.unaskedConsent(consoleOrigin);
    } catch (error) {
      this.report(error);
      return null;
    }
  }

  #confirmConsent(session: CallSession, how: Consent['how']): void {
    if (session.state !== 'awaiting-consent') return;
    session.confirmConsent(how);
    this.#options.onAudit({ what: 'captured', call: session.id, console: session.console, detail: how });
  }

  #purge(): Promise<void> {
    // Nobody need act on it: it is tried again after the next call, and whenever the background wakes.
    return this.#options
      .purge()
      .catch((error: unknown) => console.warn('Old calls are not deleted yet:', error));
  }

  #tellProblem(problem: string | null): void {
    if (problem === this.#problem) return;
    this.#problem = problem;
    this.#lastProblem = problem ?? this.#lastProblem;
    this.#options.onChange();
  }

  /** Once for all that come until then: whoever sends one may send thousands. */
  #tellRefusal(refusal: string): void {
    if (this.#refusal !== null) return;
    this.#refusal = refusal;
    this.#lastProblem = refusal;
    this.#options.onChange();
    setTimeout(() => {
      this.#refusal = null;
      this.#options.onChange();
    }, REFUSAL_TOLD_MS);
  }

  #tellLine({ line, session }: Leg): void {
    // On hold, too: what comes then tells when the hold is over.
    line?.capture(session.state === 'listening' || session.state === 'held', session.nextSequence);
  }

  /** The session of a leg; null when its call is over. */
  async #open(
    id: string,
    consoleOrigin: string,
    language: string,
    source: LegLine['source'],
  ): Promise<CallSession | null> {
    const { engine, store, clock, onChange } = this.#options;
    const summary = await store.summary(id);
    if (summary !== null && summary.endedAt !== null) return null;
    const restored = summary === null ? {} : { restored: { summary, windows: await store.windows(id) } };
    return new CallSession({
      id,
      console: consoleOrigin,
      language,
      ...(source && { source }),
      engine,
      model: () => (this.#engine.kind === 'ready' ? this.#engine.model : 'none'),
      store,
      clock,
      wantedNudges: () => this.#wantedNudges,
      onChange,
      onProblem: (error) => this.report(error),
      onSaved: () => this.#tellProblem(null),
      ...restored,
    });
  }
}
