// Work that overlaps, with results in the order of the work.

/**
 * Starts work on items and yields the results in their order.
 * @param ahead items that may be started before the oldest one is done, at least 1: bounds what waits in memory
 */
export async function* inOrder<Item, Result>(
  items: Iterable<Item> | AsyncIterable<Item>,
  work: (item: Item) => Promise<Result>,
  ahead: number,
): AsyncGenerator<Result> {
  const started: Promise<Result>[] = [];
  for await (const item of items) {
    const result = work(item);
    // It is awaited later; a failure until then must not end the process.
    result.catch(() => {});
    started.push(result);
    if (started.length >= ahead) yield await (started.shift() as Promise<Result>);
  }
  for (const result of started) yield await result;
}
