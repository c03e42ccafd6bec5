// All calls of this browser: who is on the line, who is waiting for consent, and what the panels are told.

import { NUDGE_KINDS, type NudgeKind } from '../coaching/nudge.ts';
import type { EmotionEngine } from '../emotion/engine.ts';
import type { EngineState } from '../emotion/switchable-engine.ts';
import { CallSession } from './call-session.ts';
import type { CallSnapshot, DeskSnapshot } from './snapshot.ts';
import type { CallStore } from './store.ts';

/** How long a leg may stay away (a reload of the analysis, a hiccup of the port) before its call is over. */
export const RECONNECT_GRACE_MS = 10_000;

/** Calls are deleted this many days after they started. */
export const RETENTION_DAYS = 30;
const MS_PER_DAY = 86_400_000;

/**
 * What the agent decides about a leg: the customer was told that the call is analysed, the customer objected, or
 * it isn't a customer.
 */
export type Decision = 'told' | 'objected' | 'colleague';

export interface CallDeskOptions {
  readonly engine: EmotionEngine;
  readonly store: CallStore;
  readonly clock: () => number;
  /** Whether the agent has confirmed, once for all calls of this console, that customers are told. */
  readonly consentIsRemembered: (consoleOrigin: string) => Promise<boolean>;
  readonly onChange: () => void;
  /** A sentence for the person who can act on it. */
  readonly onProblem: (error: Error) => void;
}

/** The live end of a leg: how a session tells it to start or stop capturing. */
export interface LegLine {
  /** The browser tab, so that two legs of one console are told apart from two consoles. */
  readonly tab: number;
  capture(on: boolean, nextSequence: number): void;
}

interface Leg {
  readonly session: CallSession;
  readonly tab: number;
  line: LegLine | null;
  goodbye: ReturnType<typeof setTimeout> | null;
}

export class CallDesk {
  readonly #options: CallDeskOptions;
  readonly #legs = new Map<string, Leg>();
  #lastEnded: CallSnapshot | null = null;
  /** Legs the agent dropped: they stay off, whatever their frame says. */
  readonly #dropped = new Set<string>();
  #engine: EngineState = { kind: 'loading' };
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
    return { engine: this.#engine, calls: this.#lastEnded ? [...running, this.#lastEnded] : running };
  }

  /**
   * Deletes calls past their retention, and closes those that were running when the browser or the analysis ended
   * and whose leg has not come back.
   */
  async tidy(): Promise<void> {
    const { store, clock } = this.#options;
    for (const summary of await store.list(Number.POSITIVE_INFINITY)) {
      if (this.#legs.has(summary.id)) continue;
      const startedMs = Date.parse(summary.startedAt);
      if (clock() - startedMs > RETENTION_DAYS * MS_PER_DAY) {
        await store.remove(summary.id);
      } else if (summary.endedAt === null) {
        const endedAt = new Date(startedMs + summary.seconds * 1000).toISOString();
        await store.save({ ...summary, endedAt }, []);
      }
    }
    this.#options.onChange();
  }

  /** Deletes every past call. A running one goes on. */
  async deletePastCalls(): Promise<void> {
    const { store } = this.#options;
    for (const { id } of await store.list(Number.POSITIVE_INFINITY)) {
      if (!this.#legs.has(id)) await store.remove(id);
    }
    this.#lastEnded = null;
    this.#options.onChange();
  }

  /**
   * A leg has come, or come back. Its call waits for consent unless that is remembered for the console and it is
   * the only leg of its tab: a second one may be a colleague.
   */
  async attach(id: string, consoleOrigin: string, line: LegLine): Promise<CallSession | null> {
    if (this.#dropped.has(id)) {
      line.capture(false, 0);
      return null;
    }
    const known = this.#legs.get(id);
    if (known) {
      if (known.goodbye !== null) clearTimeout(known.goodbye);
      known.goodbye = null;
      known.line = line;
      this.#tellLine(known);
      return known.session;
    }
    const leg: Leg = { session: await this.#open(id, consoleOrigin), tab: line.tab, line, goodbye: null };
    if (this.#legs.has(id)) return this.attach(id, consoleOrigin, line);
    const alone = ![...this.#legs.values()].some(({ tab }) => tab === line.tab);
    this.#legs.set(id, leg);
    if (alone && (await this.#options.consentIsRemembered(consoleOrigin)))
      leg.session.confirmConsent('remembered');
    this.#tellLine(leg);
    this.#options.onChange();
    return leg.session;
  }

  /** Something went wrong that no single call can deal with. */
  report(error: unknown): void {
    this.#options.onProblem(error instanceof Error ? error : new Error(String(error)));
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
    if (captured) this.#lastEnded = leg.session.snapshot();
    this.#options.onChange();
  }

  /** What the agent said about a leg. Unknown ids are ignored: the call may have ended meanwhile. */
  async decide(id: string, decision: Decision): Promise<void> {
    const leg = this.#legs.get(id);
    if (!leg) return;
    if (decision === 'told') {
      leg.session.confirmConsent('asked');
      this.#tellLine(leg);
      return;
    }
    this.#dropped.add(id);
    this.#legs.delete(id);
    leg.line?.capture(false, leg.session.nextSequence);
    await leg.session.discard();
    this.#options.onChange();
  }

  #tellLine({ line, session }: Leg): void {
    line?.capture(session.state !== 'awaiting-consent', session.nextSequence);
  }

  async #open(id: string, consoleOrigin: string): Promise<CallSession> {
    const { engine, store, clock, onChange, onProblem } = this.#options;
    const summary = await store.summary(id);
    const restored =
      summary?.endedAt === null ? { restored: { summary, windows: await store.windows(id) } } : {};
    return new CallSession({
      id,
      console: consoleOrigin,
      engine,
      model: () => (this.#engine.kind === 'ready' ? this.#engine.model : 'none'),
      store,
      clock,
      wantedNudges: () => this.#wantedNudges,
      onChange,
      onProblem,
      ...restored,
    });
  }
}
