// Past and running calls in IndexedDB. Windows are stored one by one, so that a running call is safe after
// every second without rewriting what came before.

import { type DBSchema, type IDBPDatabase, openDB } from 'idb';
import * as v from 'valibot';
import {
  type AnalysedWindow,
  type Annotations,
  type CallRecord,
  type CallSummary,
  callSummarySchema,
} from './record.ts';
import { scoreOverTimeOf } from './score-over-time.ts';

interface CallDatabase extends DBSchema {
  calls: { key: string; value: CallSummary; indexes: { startedAt: string } };
  windows: { key: [callId: string, start: number]; value: AnalysedWindow & { callId: string } };
}

const DATABASE = 'evenkeel';
const DATABASE_VERSION = 1;

export interface CallStore {
  /** Writes the summary and adds the windows that are new. */
  save(summary: CallSummary, newWindows: readonly AnalysedWindow[]): Promise<void>;
  /** Changes what people have added to a call, as it is stored by then; a call that is gone stays gone. */
  annotate(id: string, change: (annotations: Annotations) => Annotations): Promise<void>;
  summary(id: string): Promise<CallSummary | null>;
  windows(id: string): Promise<AnalysedWindow[]>;
  /** The newest calls first, `limit` at most; all of them for `Number.POSITIVE_INFINITY`. */
  list(limit: number): Promise<CallSummary[]>;
  /** The calls that started at this moment (ISO 8601, UTC) or later, the newest first. */
  since(startedAt: string): Promise<CallSummary[]>;
  /** Ids of the calls that started before this moment (ISO 8601, UTC). */
  idsBefore(startedAt: string): Promise<string[]>;
  /** Deletes these calls, all or none. */
  remove(...ids: readonly string[]): Promise<void>;
  /** Deletes every call. */
  clear(): Promise<void>;
}

function callRange(id: string): IDBKeyRange {
  return IDBKeyRange.bound([id, Number.NEGATIVE_INFINITY], [id, Number.POSITIVE_INFINITY]);
}

/** Opens the store at the first use; its functions reject with a DOMException when the browser refuses storage. */
export function openCallStore(): CallStore {
  const opened: Promise<IDBPDatabase<CallDatabase>> = openDB<CallDatabase>(DATABASE, DATABASE_VERSION, {
    upgrade(db) {
      db.createObjectStore('calls', { keyPath: 'id' }).createIndex('startedAt', 'startedAt');
      db.createObjectStore('windows', { keyPath: ['callId', 'start'] });
    },
  });
  // A failure is told by the function that needed the store.
  opened.catch(() => {});

  return {
    async save(summary, newWindows) {
      const transaction = (await opened).transaction(['calls', 'windows'], 'readwrite');
      await Promise.all([
        transaction.objectStore('calls').put(summary),
        ...newWindows.map((window) =>
          transaction.objectStore('windows').put({ ...window, callId: summary.id }),
        ),
        transaction.done,
      ]);
    },
    async annotate(id, change) {
      const { store, done } = (await opened).transaction('calls', 'readwrite');
      const summary = await store.get(id);
      await Promise.all([summary && store.put({ ...summary, ...change(summary) }), done]);
    },
    async summary(id) {
      const stored = await (await opened).get('calls', id);
      return stored === undefined ? null : v.parse(callSummarySchema, stored);
    },
    async windows(id) {
      const rows = await (await opened).getAll('windows', callRange(id));
      return rows.map(({ callId: _, ...window }) => window);
    },
    async list(limit) {
      // Thousands of steps of a cursor take seconds.
      if (limit === Number.POSITIVE_INFINITY) {
        return (await (await opened).getAllFromIndex('calls', 'startedAt')).reverse();
      }
      const newest: CallSummary[] = [];
      let cursor = await (await opened)
        .transaction('calls')
        .store.index('startedAt')
        .openCursor(null, 'prev');
      while (cursor && newest.length < limit) {
        newest.push(cursor.value);
        cursor = await cursor.continue();
      }
      return newest;
    },
    async since(startedAt) {
      const range = IDBKeyRange.lowerBound(startedAt);
      return (await (await opened).getAllFromIndex('calls', 'startedAt', range)).reverse();
    },
    async idsBefore(startedAt) {
      return (await opened).getAllKeysFromIndex(
        'calls',
        'startedAt',
        IDBKeyRange.upperBound(startedAt, true),
      );
    },
    async remove(...ids) {
      const transaction = (await opened).transaction(['calls', 'windows'], 'readwrite');
      await Promise.all([
        ...ids.flatMap((id) => [
          transaction.objectStore('calls').delete(id),
          transaction.objectStore('windows').delete(callRange(id)),
        ]),
        transaction.done,
      ]);
    },
    async clear() {
      const transaction = (await opened).transaction(['calls', 'windows'], 'readwrite');
      await Promise.all([
        transaction.objectStore('calls').clear(),
        transaction.objectStore('windows').clear(),
        transaction.done,
      ]);
    },
  };
}

/** The whole call: its windows, and the score over time that follows from them. */
export async function loadCallRecord(store: CallStore, id: string): Promise<CallRecord | null> {
  const summary = await store.summary(id);
  if (summary === null) return null;
  const windows = await store.windows(id);
  return { ...summary, windows, scoreOverTime: scoreOverTimeOf({ ...summary, windows }) };
}
