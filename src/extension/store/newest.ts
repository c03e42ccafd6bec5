// Reads the newest values of a store of IndexedDB.

/** The part of a cursor of `idb` that is used. */
interface Cursor<Value> {
  readonly value: Value;
  continue(): Promise<Cursor<Value> | null>;
}

/**
 * @param cursor opened in the direction 'prev'; null where the store is empty
 * @returns the newest values first, `limit` at most
 */
export async function newestOf<Value>(cursor: Cursor<Value> | null, limit: number): Promise<Value[]> {
  const newest: Value[] = [];
  for (let at = cursor; at !== null && newest.length < limit; at = await at.continue()) newest.push(at.value);
  return newest;
}
