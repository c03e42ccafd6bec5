// Puts calls that have ended into the outbox and sends their reports in order. Each report is sent at least once, also
// where the service worker, the browser or the endpoint fails in between.

import * as v from 'valibot';
import type { CallSummary } from '../../analysis/call/record.ts';
import { sha256Hex } from '../../analysis/sha256.ts';
import type { AuditEvent } from '../../extension/audit/audit-entry.ts';
import type { Delivery } from '../../extension/settings/policy.ts';
import type { EndpointState, Outbox, OutboxEntry } from '../../extension/store/outbox.ts';
import type { CallStore } from '../../extension/store/store.ts';
import { FIRST_WAIT_MS, waitBeforeRetry } from './backoff.ts';
import { type LogsRequest, reportOf } from './report.ts';
import type { SendOutcome } from './send.ts';

export interface ReportDeliveryOptions {
  readonly calls: Pick<CallStore, 'since' | 'summary'>;
  readonly outbox: Outbox;
  readonly send: (report: LogsRequest, delivery: Delivery) => Promise<SendOutcome>;
  /** Makes the browser call `resume` at this moment (milliseconds since the epoch), even when the worker has stopped. */
  readonly wakeAt: (ms: number) => void;
  readonly onAudit: (event: AuditEvent) => void;
  /** Milliseconds since the epoch. */
  readonly clock: () => number;
  /** In [0, 1). */
  readonly random: () => number;
  /** Version of the extension. */
  readonly version: string;
}

type Ended = CallSummary & { endedAt: string };

const UNREADABLE = 'this version can’t read its record';

export class ReportDelivery {
  readonly #options: ReportDeliveryOptions;
  /** One pass at a time. */
  #turn: Promise<void> = Promise.resolve();

  constructor(options: ReportDeliveryOptions) {
    this.#options = options;
  }

  /** Calls have ended. @param delivery null where no policy wants reports: those calls are never sent */
  callsEnded(delivery: Delivery | null): Promise<void> {
    return this.#next(() => (delivery === null ? this.#leaveOut() : this.#pass(delivery)));
  }

  /**
   * Sends what waits: the worker woke, the policy changed, or it is time to try again. Without a policy it does nothing,
   * because a browser that starts may bring its policy late.
   */
  resume(delivery: Delivery | null): Promise<void> {
    return this.#next(async () => {
      if (delivery !== null) await this.#pass(delivery);
    });
  }

  #next(work: () => Promise<void>): Promise<void> {
    const done = this.#turn.then(work);
    this.#turn = done.catch(() => {});
    return done;
  }

  async #leaveOut(): Promise<void> {
    const { outbox, clock } = this.#options;
    const endpoint = await outbox.endpoint();
    if (endpoint !== null) await outbox.setEndpoint({ ...endpoint, since: isoOf(clock()) });
  }

  async #pass(delivery: Delivery): Promise<void> {
    let endpoint = await this.#knownEndpoint(delivery);
    const waiting = await this.#takeUp(endpoint);
    if (waiting.length === 0) return;
    const { clock, wakeAt } = this.#options;
    if (endpoint.notBeforeMs > clock()) return wakeAt(endpoint.notBeforeMs);
    // The browser may stop the worker while reports are sent.
    wakeAt(clock() + FIRST_WAIT_MS);
    for (const entry of waiting) {
      endpoint = await this.#deliver(entry, delivery, endpoint);
      if (endpoint.problem !== null) return wakeAt(endpoint.notBeforeMs);
    }
  }

  /** Where the policy names another address or other headers, earlier refusals and failures no longer count. */
  async #knownEndpoint({ endpoint, headers }: Delivery): Promise<EndpointState> {
    const { outbox, clock } = this.#options;
    const known = await outbox.endpoint();
    const fingerprint = await sha256Hex(new TextEncoder().encode(JSON.stringify([endpoint, headers])));
    if (known?.fingerprint === fingerprint) return known;
    const refused = (await outbox.entries()).filter(({ state }) => state === 'refused');
    await outbox.put(
      ...refused.map(({ call, startedAt }) => ({ call, startedAt, state: 'waiting' as const })),
    );
    const since = known?.since ?? isoOf(clock());
    const fresh = { fingerprint, since, failures: 0, notBeforeMs: 0, problem: null };
    await outbox.setEndpoint(fresh);
    return fresh;
  }

  /** Adds the calls that have ended since the last look, removes those no longer stored, and returns what waits. */
  async #takeUp({ since }: EndpointState): Promise<OutboxEntry[]> {
    const { calls, outbox } = this.#options;
    const stored = new Map((await calls.since(since)).map((summary) => [summary.id, summary]));
    const entries = await outbox.entries();
    const known = new Set(entries.map(({ call }) => call));
    const added = [...stored.values()]
      .filter((summary) => hasEnded(summary) && !known.has(summary.id))
      .map(({ id, startedAt }) => ({ call: id, startedAt, state: 'waiting' as const }));
    const settled = entries.filter(({ call, state }) => state !== 'waiting' && !stored.has(call));
    await outbox.put(...added);
    await outbox.remove(...settled.map(({ call }) => call));
    return (await outbox.entries()).filter(({ state }) => state === 'waiting');
  }

  /** Returns the endpoint's state after the attempt; it has a problem where the endpoint didn't answer. */
  async #deliver(entry: OutboxEntry, delivery: Delivery, before: EndpointState): Promise<EndpointState> {
    const { calls, outbox, send, onAudit, clock, random, version } = this.#options;
    const { call, startedAt } = entry;
    const summary = await calls.summary(call).catch(unreadable);
    if (summary === UNREADABLE) {
      await outbox.put({ call, startedAt, state: 'refused', reason: UNREADABLE });
      onAudit({ what: 'not-delivered', call, detail: UNREADABLE });
      return before;
    }
    if (summary === null || !hasEnded(summary)) {
      await outbox.remove(call);
      onAudit({ what: 'not-delivered', call, detail: 'deleted before it was sent' });
      return before;
    }
    const outcome = await send(reportOf(summary, version, clock()), delivery);
    if (outcome.kind === 'unavailable') {
      const failures = before.failures + 1;
      const notBeforeMs = clock() + waitBeforeRetry(failures, outcome.waitMs, random());
      return this.#stand({ ...before, failures, notBeforeMs, problem: outcome.reason });
    }
    const about = { call, console: summary.console };
    if (outcome.kind === 'accepted') {
      await outbox.put({ call, startedAt, state: 'sent' });
      onAudit({ what: 'delivered', ...about, detail: new URL(delivery.endpoint).origin });
    } else {
      await outbox.put({ call, startedAt, state: 'refused', reason: outcome.reason });
      onAudit({ what: 'not-delivered', ...about, detail: outcome.reason });
    }
    return this.#stand({ ...before, failures: 0, notBeforeMs: 0, problem: null });
  }

  async #stand(endpoint: EndpointState): Promise<EndpointState> {
    await this.#options.outbox.setEndpoint(endpoint);
    return endpoint;
  }
}

function hasEnded(call: CallSummary): call is Ended {
  return call.endedAt !== null;
}

/** A record that another version wrote, or that is damaged, must not hold up the calls after it. */
function unreadable(error: unknown): typeof UNREADABLE {
  if (v.isValiError(error)) return UNREADABLE;
  throw error;
}

function isoOf(ms: number): string {
  return new Date(ms).toISOString();
}
