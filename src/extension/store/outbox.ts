// Which calls are to be reported, and what became of it, in IndexedDB. It holds ids, not reports: a call that is deleted on
// this machine is deleted here too, and what was not sent by then never is.

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
  /** It will not be taken: `reason` is what the endpoint said, or why there is nothing to send. */
  | { readonly state: 'refused'; readonly reason: string }
);

/** How things stand with the endpoint. */
export interface EndpointState {
  /** Tells endpoints apart, with their headers, without holding a secret. */
  readonly fingerprint: string;
  /** Calls that began earlier are not reported: nothing was to be sent when they were recorded. ISO 8601, UTC. */
  readonly since: string;
  /** How often in a row it did not answer. */
  readonly failures: number;
  /** It is not tried again before; milliseconds since the epoch. */
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
