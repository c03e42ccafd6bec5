import 'fake-indexeddb/auto';
import { forceCloseDatabase } from 'fake-indexeddb';
import { type DBSchema, openDB, unwrap } from 'idb';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { survives } from '../../../tests/faults/survives.ts';
import { keepConnection } from './connection.ts';

let name: string;
const opened: { close(): void }[] = [];

interface Schema extends DBSchema {
  calls: { key: string; value: string };
}

const connectionOf = (version: number) =>
  keepConnection<Schema>(name, version, (db) => db.createObjectStore('calls'));

beforeEach(() => {
  name = crypto.randomUUID();
});
afterEach(() => {
  for (const database of opened.splice(0)) database.close();
});

it('is the same one for everybody, as long as it lives', async () => {
  const connection = connectionOf(1);
  expect(await connection()).toBe(await connection());
});

survives('database-closed', async () => {
  const connection = connectionOf(1);
  const first = await connection();
  forceCloseDatabase(unwrap(first) as never);
  const second = await connection();
  expect(second).not.toBe(first);
  expect([...second.objectStoreNames]).toEqual(['calls']);
  // A newer version gets the database at once; this one says what is wrong rather than wait.
  opened.push(await openDB(name, 2));
  await expect(connection()).rejects.toThrow();
});

survives('database-blocked', async () => {
  // A page of a version that doesn't let go.
  const old = await openDB(name, 1, { upgrade: (db) => void db.createObjectStore('windows') });
  opened.push(old);
  const connection = connectionOf(2);
  await expect(connection()).rejects.toThrow(
    'Nothing can be stored while a page of an older Evenkeel is open. Close Evenkeel’s pages;',
  );
  old.close();
  const database = await connection();
  opened.push(database);
  expect(database.version).toBe(2);
});
