// Past and running calls in IndexedDB. Windows are stored one by one: a running call is safe after every second, and
// nothing stored is written again.

import type { DBSchema } from 'idb';
import * as v from 'valibot';
import {
  type AnalysedWindow,
  type Annotations,
  type CallSummary,
  callSummarySchema,
} from '../../analysis/call/record.ts';
import { keepConnection } from './connection.ts';
import { newestOf } from './newest.ts';
import { storageProblem } from './storage-problem.ts';

interface CallDatabase extends DBSchema {
  calls: { key: string; value: CallSummary; indexes: { startedAt: string } };
  windows: { key: [callId: string, start: number]; value: AnalysedWindow & { callId: string } };
}

const DATABASE = 'evenkeel';
const DATABASE_VERSION = 1;

export interface CallStore {
  /** Writes the summary and adds the windows that are new. */
  save(summary: CallSummary, newWindows: readonly AnalysedWindow[]): Promise<void>;
  /** Changes what people have added to a call, from its stored state. A deleted call stays deleted. */
  annotate(id: string, change: (annotations: Annotations) => Annotations): Promise<void>;
  summary(id: string): Promise<CallSummary | null>;
  windows(id: string): Promise<AnalysedWindow[]>;
  /** The newest calls first, `limit` at most; all of them for `Number.POSITIVE_INFINITY`. */
  list(limit: number): Promise<CallSummary[]>;
  /** The calls that started at this moment (ISO 8601, UTC) or later, the newest first. */
  since(startedAt: string): Promise<CallSummary[]>;
  /** Ids of the calls that are over and started before this moment (ISO 8601, UTC). */
  idsBefore(startedAt: string): Promise<string[]>;
  /** Deletes these calls, all or none. */
  remove(...ids: readonly string[]): Promise<void>;
  /** Deletes every call. */
  clear(): Promise<void>;
}

function callRange(id: string): IDBKeyRange {
  return IDBKeyRange.bound([id, Number.NEGATIVE_INFINITY], [id, Number.POSITIVE_INFINITY]);
}

/**
 * Opens the store at the first use, and again whenever the browser has closed it.
 * Its functions reject with a sentence for the user when storage is refused.
 */
export function openCallStore(): CallStore {
  const connection = keepConnection<CallDatabase>(DATABASE, DATABASE_VERSION, (db) => {
    db.createObjectStore('calls', { keyPath: 'id' }).createIndex('startedAt', 'startedAt');
    db.createObjectStore('windows', { keyPath: ['callId', 'start'] });
  });

  return {
    async save(summary, newWindows) {
      try {
        const transaction = (await connection()).transaction(['calls', 'windows'], 'readwrite');
        await Promise.all([
          transaction.objectStore('calls').put(summary),
          ...newWindows.map((window) =>
            transaction.objectStore('windows').put({ ...window, callId: summary.id }),
          ),
          transaction.done,
        ]);
      } catch (error) {
        throw storageProblem(error);
      }
    },
    async annotate(id, change) {
      const { store, done } = (await connection()).transaction('calls', 'readwrite');
      const summary = await store.get(id);
      await Promise.all([summary && store.put({ ...summary, ...change(summary) }), done]);
    },
    async summary(id) {
      const stored = await (await connection()).get('calls', id);
      return stored === undefined ? null : v.parse(callSummarySchema, stored);
    },
    async windows(id) {
      const rows = await (await connection()).getAll('windows', callRange(id));
      return rows.map(({ callId: _, ...window }) => window);
    },
    async list(limit) {
      // All at once: thousands of steps of a cursor would take seconds.
      if (limit === Number.POSITIVE_INFINITY) {
        return (await (await connection()).getAllFromIndex('calls', 'startedAt')).reverse();
      }
      const byStart = (await connection()).transaction('calls').store.index('startedAt');
      return newestOf(await byStart.openCursor(null, 'prev'), limit);
    },
    async since(startedAt) {
      const range = IDBKeyRange.lowerBound(startedAt);
      return (await (await connection()).getAllFromIndex('calls', 'startedAt', range)).reverse();
    },
    async idsBefore(startedAt) {
      const range = IDBKeyRange.upperBound(startedAt, true);
      const calls = await (await connection()).getAllFromIndex('calls', 'startedAt', range);
      // A running call stays, even where the clock has jumped.
      return calls.filter(({ endedAt }) => endedAt !== null).map(({ id }) => id);
    },
    async remove(...ids) {
      const transaction = (await connection()).transaction(['calls', 'windows'], 'readwrite');
      await Promise.all([
        ...ids.flatMap((id) => [
          transaction.objectStore('calls').delete(id),
          transaction.objectStore('windows').delete(callRange(id)),
        ]),
        transaction.done,
      ]);
    },
    async clear() {
      const transaction = (await connection()).transaction(['calls', 'windows'], 'readwrite');
      await Promise.all([
        transaction.objectStore('calls').clear(),
        transaction.objectStore('windows').clear(),
        transaction.done,
      ]);
    },
  };
}
