// The live calls of this browser: whose leg is connected, who waits for consent, and what the panels are told.

import type { Consent, UnaskedConsent } from '../analysis/call/record.ts';
import { NUDGE_KINDS, type NudgeKind } from '../analysis/coaching/nudge.ts';
import type { EmotionEngine } from '../analysis/emotion/engine.ts';
import type { AuditEvent } from '../extension/audit/audit-entry.ts';
import type { EngineState } from '../extension/engine/engine-state.ts';
import type { Decision } from '../extension/messages/decision.ts';
import type { LiveSnapshot } from '../extension/messages/snapshot.ts';
import type { PageReference } from '../extension/messages/to-background.ts';
import type { CallStore } from '../extension/store/store.ts';
import { CallSession } from './call-session.ts';
import type { Attachment, LegConnection } from './leg-connection.ts';
import { Notices } from './notices.ts';
import { PageReferences } from './page-references.ts';
import { PastCalls } from './past-calls.ts';
import { RecentIds } from './recent-ids.ts';
import { StoreBacklog } from './store-backlog.ts';

/** How long a leg may stay away, while the analysis restarts or its port breaks, before its call ends. */
export const RECONNECT_GRACE_MS = 10_000;

export interface LiveCallsOptions {
  readonly engine: EmotionEngine;
  readonly store: CallStore;
  readonly clock: () => number;
  /** Why a call of this console starts without asking the agent; null where it asks. */
  readonly unaskedConsent: (consoleOrigin: string) => Promise<UnaskedConsent | null>;
  /** Deletes the calls that are past their retention. */
  readonly purge: () => Promise<void>;
  /** Called when a call ends that was listened to; not for calls that were cut off and are closed later. */
  readonly onCallEnded?: () => void;
  /** Reads what the page of a console's tab shows of the case at this moment. */
  readonly readReference: (tab: number) => Promise<PageReference>;
  readonly onChange: () => void;
  /** Called with what the audit log must say: what begins, and what is deleted. */
  readonly onAudit: (event: AuditEvent) => void;
}

interface Leg {
  readonly session: CallSession;
  readonly tab: number;
  /** Null while the leg is away. */
  connection: LegConnection | null;
  /** Ends the call of a leg that is away; null while it is connected. */
  endTimer: ReturnType<typeof setTimeout> | null;
}

export class LiveCalls {
  /** The calls that are over. */
  readonly past: PastCalls;
  readonly #options: LiveCallsOptions;
  readonly #notices: Notices;
  readonly #references: PageReferences;
  readonly #backlog: StoreBacklog;
  readonly #legs = new Map<string, Leg>();
  /** Legs that the agent dropped. They stay off, whatever their frame says. */
  readonly #dropped = new RecentIds();
  /** Legs whose call the agent ended. Those that were away at that moment are told when they come back. */
  readonly #endedByAgent = new RecentIds();
  #engine: EngineState = { kind: 'loading' };
  /** Every kind until the agent's choice has come. */
  #wantedNudges: ReadonlySet<NudgeKind> = new Set(NUDGE_KINDS);

  constructor(options: LiveCallsOptions) {
    this.#options = options;
    const { store, purge, onAudit, onChange, readReference } = options;
    this.#notices = new Notices(onChange);
    this.#references = new PageReferences(readReference);
    this.#backlog = new StoreBacklog({
      store,
      onAudit,
      onProblem: (error) => this.report(error),
      onDeleted: (id) => {
        this.past.forget(id);
        this.#notices.clear();
        onChange();
      },
    });
    this.past = new PastCalls({
      store,
      backlog: this.#backlog,
      isRunning: (id) => this.#legs.has(id),
      purge,
      onAudit,
      onChange,
    });
  }

  setEngineState(state: EngineState): void {
    this.#engine = state;
    this.#options.onChange();
  }

  /** The kinds of nudge that the agent wants, from the next window on. */
  setWantedNudges(kinds: readonly NudgeKind[]): void {
    this.#wantedNudges = new Set(kinds);
  }

  snapshot(): LiveSnapshot {
    const running = [...this.#legs.values()].map(({ session }) => session.snapshot()).reverse();
    return {
      engine: this.#engine,
      ...this.#notices.current,
      calls: this.past.last ? [...running, this.past.last] : running,
    };
  }

  /** Shows a problem that no single call can deal with, until the store takes something again. */
  report(error: unknown): void {
    this.#notices.report(error);
  }

  /**
   * Takes in a leg that connects, for the first time or again. Its call waits for consent unless that is remembered
   * for the console and no other leg of the tab is there: a second one may be a colleague.
   * @param language BCP 47 tag of the console's page; empty where it names none
   */
  async attach(
    id: string,
    consoleOrigin: string,
    connection: LegConnection,
    language = '',
  ): Promise<Attachment> {
    const known = this.#attachKnown(id, connection);
    if (known !== null) return known;
    const attachment = await this.#open(id, consoleOrigin, language, connection.source);
    if (attachment === null) {
      connection.over();
      return { kind: 'over' };
    }
    // While the store was read, the leg came on another connection, or the agent dropped it.
    if (this.#legs.has(id) || this.#dropped.has(id)) {
      return this.attach(id, consoleOrigin, connection, language);
    }
    const { session } = attachment;
    const { tab, source } = connection;
    const isAlone = ![...this.#legs.values()].some((other) => other.tab === tab);
    const leg: Leg = { session, tab, connection, endTimer: null };
    this.#legs.set(id, leg);
    this.#references.watch(session, tab);
    // The sound of a tab may be anybody's, so the agent is asked each time.
    const unasked = isAlone && source !== 'tab' ? await this.#unaskedConsent(consoleOrigin) : null;
    if (unasked !== null) this.#confirmConsent(session, unasked);
    tellWhetherToCapture(leg);
    this.#references.look(id);
    this.#options.onChange();
    return attachment;
  }

  /** The leg's connection broke without a goodbye. Its call ends unless the leg comes back in time. */
  detach(id: string, connection: LegConnection): void {
    const leg = this.#legs.get(id);
    if (leg?.connection !== connection) return;
    leg.connection = null;
    leg.endTimer = setTimeout(() => void this.end(id), RECONNECT_GRACE_MS);
  }

  /** The leg is gone for good. */
  async end(id: string): Promise<void> {
    const leg = this.#legs.get(id);
    if (!leg) return;
    const { session } = leg;
    const wasCaptured = session.state !== 'awaiting-consent';
    await session.end();
    if (!this.#legs.delete(id)) return;
    this.#references.end(id);
    if (wasCaptured) this.past.add(session.snapshot());
    if (!session.isStored) this.#backlog.storeLater(session);
    this.#options.onChange();
    if (!wasCaptured) return;
    this.#options.onCallEnded?.();
    await this.past.purge();
  }

  /**
   * Ends a call because the agent says that it is over; its track goes on and carries the next. A leg that is away is
   * told when it comes back. One that never comes back is closed with the calls that were cut off.
   */
  async endCall(id: string): Promise<void> {
    this.#endedByAgent.add(id);
    const leg = this.#legs.get(id);
    if (!leg) return;
    const { connection } = leg;
    await this.end(id);
    // Only now: a next call that comes sooner would count as a second leg of the tab, and wait for consent.
    if (leg.connection === connection) connection?.over();
  }

  /** The agent says that another customer is speaking. A call that is over, or unknown, stays as it is. */
  beginVoice(id: string): void {
    this.#legs.get(id)?.session.beginVoice();
  }

  /**
   * Carries out what the agent decided about a leg. For a leg that is unknown, because it is away or over, consent is
   * asked for again when it comes back, and a drop deletes what is stored of it.
   */
  async decide(id: string, decision: Decision): Promise<void> {
    const leg = this.#legs.get(id);
    if (decision === 'told') {
      if (!leg) return;
      this.#confirmConsent(leg.session, 'asked');
      tellWhetherToCapture(leg);
      this.#references.look(id);
      return;
    }
    this.#dropped.add(id);
    this.#legs.delete(id);
    this.#references.drop(id);
    const deleted = this.#backlog.delete(id, leg?.session ?? null, decision);
    leg?.connection?.capture(false, leg.session.nextSequence);
    leg?.connection?.drop(decision);
    this.#options.onChange();
    await deleted;
  }

  /** Sets the reference that the agent typed, or takes it away. Also for a call that is over. */
  async setCallReference(id: string, reference: string | null): Promise<void> {
    const leg = this.#legs.get(id);
    if (leg) {
      this.#references.noteTyped(id);
      await leg.session.setCallReference(reference);
      return;
    }
    await this.past.setCallReference(id, reference);
  }

  /** What becomes of a leg that is known without the store; null for one that isn't. */
  #attachKnown(id: string, connection: LegConnection): Attachment | null {
    if (this.#dropped.has(id)) {
      connection.capture(false, 0);
      return { kind: 'dropped' };
    }
    const leg = this.#legs.get(id);
    const isOver = leg?.session.state === 'ended' || this.#backlog.isUnstored(id);
    if (isOver || this.#endedByAgent.has(id)) {
      connection.over();
      return { kind: 'over' };
    }
    if (leg === undefined) return null;
    // A leg never moves to another tab.
    if (leg.tab !== connection.tab) return { kind: 'refused' };
    if (leg.endTimer !== null) clearTimeout(leg.endTimer);
    leg.endTimer = null;
    leg.connection = connection;
    tellWhetherToCapture(leg);
    return { kind: 'rejoined', session: leg.session };
  }

  /** Makes the session of a leg, from the store where it has the call; null where the store has its end. */
  async #open(
    id: string,
    consoleOrigin: string,
    language: string,
    source: LegConnection['source'],
  ): Promise<Extract<Attachment, { session: CallSession }> | null> {
    const { engine, store, clock, onChange } = this.#options;
    const summary = await store.summary(id);
    if (summary !== null && summary.endedAt !== null) return null;
    const restored = summary === null ? null : { summary, windows: await store.windows(id) };
    const session = new CallSession({
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
      onSaved: () => this.#notices.clear(),
      ...(restored && { restored }),
    });
    return { kind: restored === null ? 'opened' : 'restored', session };
  }

  /** Null where the background can't be asked: the agent is asked then. */
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
}

/** Capture stays on during a hold, so that the leg goes on by itself when the hold is over. */
function tellWhetherToCapture({ connection, session }: Leg): void {
  connection?.capture(session.state === 'listening' || session.state === 'held', session.nextSequence);
}
