// How long to wait before an endpoint that did not answer is tried again.

/** After the first failure, before it is spread: half of it is the shortest time for which browsers set an alarm. */
export const FIRST_WAIT_MS = 60_000;

/** An endpoint that is back is found within an hour. */
export const LONGEST_WAIT_MS = 3_600_000;

/** An endpoint may ask for more, within reason: a slip there must not keep reports back for weeks. */
export const LONGEST_ASKED_MS = 86_400_000;

/**
 * Doubles with every failure, and is spread at random, so that thousands of agents don't come back at once. Never shorter
 * than what the endpoint asked for.
 *
 * @param failures in a row, 1 or more
 * @param askedMs what the endpoint asked for; null for nothing
 * @param random in [0, 1)
 * @returns milliseconds
 */
export function waitBeforeRetry(failures: number, askedMs: number | null, random: number): number {
  const wait = Math.min(LONGEST_WAIT_MS, FIRST_WAIT_MS * 2 ** (failures - 1));
  const asked = Math.min(askedMs ?? 0, LONGEST_ASKED_MS);
  return Math.round(Math.max(asked, wait / 2) + (wait / 2) * random);
}
