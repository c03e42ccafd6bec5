// Starts work that overlaps, and gives its results in the order of the work.

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
    // The promise is awaited later; a failure before that must not end the process.
    result.catch(() => {});
    started.push(result);
    if (started.length >= ahead) yield await (started.shift() as Promise<Result>);
  }
  for (const result of started) yield await result;
}
