// The audit log of this browser, in IndexedDB. It only ever grows at its end, until old entries are dropped. It has a
// database of its own, so that deleting calls can't touch it.

import type { DBSchema } from 'idb';
import { announceChange, followChanges } from '../store/changes.ts';
import { keepConnection } from '../store/connection.ts';
import { keptFrom } from '../store/kept-from.ts';
import { newestOf } from '../store/newest.ts';
import type { AuditEntry, AuditEvent } from './audit-entry.ts';

interface AuditDatabase extends DBSchema {
  entries: { key: number; value: AuditEntry };
}

const DATABASE = 'evenkeel-audit';
const DATABASE_VERSION = 1;

/** Entries older than two years are dropped: that is twice the longest retention of calls. */
export const AUDIT_KEPT_DAYS = 730;

/** The oldest entries are dropped when there are more: some 30 MB, several years of full shifts. */
export const AUDIT_MOST_ENTRIES = 100_000;

export interface AuditLog {
  /** Adds an entry; several pages may do so at once. */
  append(event: AuditEvent): Promise<AuditEntry>;
  /** Adds an entry without making the caller wait. Where the browser refuses, the developer console says so. */
  note(event: AuditEvent): void;
  /** All entries, the oldest first. */
  entries(): Promise<AuditEntry[]>;
  /** The newest entries first, `limit` at most. */
  latest(limit: number): Promise<AuditEntry[]>;
  /** Calls back after every entry that any page adds; returns what ends that. */
  follow(onEntry: () => void): () => void;
}

/**
 * Opens the log at the first use; its functions reject with a DOMException when the browser refuses storage.
 *
 * @param clock milliseconds since the epoch
 */
export function openAuditLog(clock: () => number, mostEntries = AUDIT_MOST_ENTRIES): AuditLog {
  const connection = keepConnection<AuditDatabase>(DATABASE, DATABASE_VERSION, (db) => {
    db.createObjectStore('entries', { keyPath: 'sequence' });
  });

  const log: AuditLog = {
    async append(event) {
      const { store, done } = (await connection()).transaction('entries', 'readwrite');
      // All in one transaction: no other page can take the same number.
      const sequence = ((await store.openCursor(null, 'prev'))?.key ?? 0) + 1;
      const entry = { ...event, sequence, at: new Date(clock()).toISOString() };
      await store.add(entry);
      const from = keptFrom(AUDIT_KEPT_DAYS, clock());
      let oldest = await store.openCursor();
      while (oldest && (oldest.value.at < from || oldest.key <= entry.sequence - mostEntries)) {
        await oldest.delete();
        oldest = await oldest.continue();
      }
      await done;
      announceChange('audit-log');
      return entry;
    },
    note(event) {
      log.append(event).catch((error: unknown) => console.warn('The audit log took no entry:', error));
    },
    async entries() {
      return (await connection()).getAll('entries');
    },
    async latest(limit) {
      const { store } = (await connection()).transaction('entries');
      return newestOf(await store.openCursor(null, 'prev'), limit);
    },
    follow: (onEntry) => followChanges('audit-log', onEntry),
  };
  return log;
}
