// The calls that wait for their report, and those whose report was sent or refused, in IndexedDB. It holds ids, not
// reports: a call that is deleted before its report was sent is never reported.

import type { DBSchema } from 'idb';
import { keepConnection } from './connection.ts';

export type OutboxEntry = {
  /** Id of the call. */
  readonly call: string;
  /** When it began: ISO 8601, UTC. */
  readonly startedAt: string;
} & (
  | { readonly state: 'waiting' }
  | { readonly state: 'sent' }
  /** The report won't be sent again: `reason` is the endpoint's answer, or why there is nothing to send. */
  | { readonly state: 'refused'; readonly reason: string }
);

/** Whether the endpoint answers, and since when it gets reports. */
export interface EndpointState {
  /** A hash of address and headers: it tells endpoints apart without holding a secret. */
  readonly fingerprint: string;
  /** Calls that began earlier are not reported: no policy wanted reports then. ISO 8601, UTC. */
  readonly since: string;
  /** How many times in a row it did not answer. */
  readonly failures: number;
  /** When it may be tried again; milliseconds since the epoch. */
  readonly notBeforeMs: number;
  /** Why it did not answer; null where it did. */
  readonly problem: string | null;
}

interface OutboxDatabase extends DBSchema {
  entries: { key: string; value: OutboxEntry };
  endpoint: { key: 'current'; value: EndpointState };
}

const DATABASE = 'evenkeel-delivery';
const DATABASE_VERSION = 1;

export interface Outbox {
  endpoint(): Promise<EndpointState | null>;
  setEndpoint(state: EndpointState): Promise<void>;
  /** All entries; the calls that began first come first. */
  entries(): Promise<OutboxEntry[]>;
  put(...entries: readonly OutboxEntry[]): Promise<void>;
  remove(...calls: readonly string[]): Promise<void>;
}

/** Opens the outbox at the first use; its functions reject with a DOMException when the browser refuses storage. */
export function openOutbox(): Outbox {
  const connection = keepConnection<OutboxDatabase>(DATABASE, DATABASE_VERSION, (db) => {
    db.createObjectStore('entries', { keyPath: 'call' });
    db.createObjectStore('endpoint');
  });

  return {
    async endpoint() {
      return (await (await connection()).get('endpoint', 'current')) ?? null;
    },
    async setEndpoint(state) {
      await (await connection()).put('endpoint', state, 'current');
    },
    async entries() {
      const entries = await (await connection()).getAll('entries');
      return entries.sort((a, b) => a.startedAt.localeCompare(b.startedAt));
    },
    async put(...entries) {
      const { store, done } = (await connection()).transaction('entries', 'readwrite');
      await Promise.all([...entries.map((entry) => store.put(entry)), done]);
    },
    async remove(...calls) {
      const { store, done } = (await connection()).transaction('entries', 'readwrite');
      await Promise.all([...calls.map((call) => store.delete(call)), done]);
    },
  };
}
