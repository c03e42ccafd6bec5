// A connection to a database of IndexedDB. It can be lost at any time and is opened again at the next use.

import { type DBSchema, type IDBPDatabase, openDB } from 'idb';

/**
 * @param upgrade makes the stores of a new database
 * @returns gives the connection, the same one until the browser or another version of the extension closes it; rejects
 *   with a sentence for the user while a page of an older version holds the database
 */
export function keepConnection<Schema extends DBSchema>(
  name: string,
  version: number,
  upgrade: (database: IDBPDatabase<Schema>) => void,
): () => Promise<IDBPDatabase<Schema>> {
  let kept: Promise<IDBPDatabase<Schema>> | null = null;

  const connect = () => {
    const forget = () => {
      if (kept === connection) kept = null;
    };
    const connection = new Promise<IDBPDatabase<Schema>>((resolve, reject) => {
      let isGivenUp = false;
      openDB<Schema>(name, version, {
        upgrade,
        blocked() {
          isGivenUp = true;
          reject(
            new Error(
              'Nothing can be stored while a page of an older Evenkeel is open. Close Evenkeel’s pages; what was heard is kept, and stored then.',
            ),
          );
        },
        // Another version of the extension wants the database and must not wait for us.
        blocking(_current, _blocked, { target }) {
          forget();
          (target as IDBDatabase).close();
        },
        terminated: forget,
      }).then((database) => {
        // The caller was told that it failed, and an open connection would block another version.
        if (isGivenUp) database.close();
        else resolve(database);
      }, reject);
    });
    connection.catch(forget);
    return connection;
  };

  return () => {
    kept ??= connect();
    return kept;
  };
}
