// The end of a store of IndexedDB.

/** What is used of a cursor that `idb` gives. */
interface Cursor<Value> {
  readonly value: Value;
  continue(): Promise<Cursor<Value> | null>;
}

/**
 * @param cursor opened in the direction 'prev'; null where there is nothing
 * @returns the newest values first, `limit` at most
 */
export async function newestOf<Value>(cursor: Cursor<Value> | null, limit: number): Promise<Value[]> {
  const newest: Value[] = [];
  for (let at = cursor; at !== null && newest.length < limit; at = await at.continue()) newest.push(at.value);
  return newest;
}
