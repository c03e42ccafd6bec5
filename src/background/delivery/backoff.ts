// How long to wait before trying an endpoint again that did not answer.

/** The wait after the first failure, before it is spread. Half of it is the shortest time that a browser's alarm takes. */
export const FIRST_WAIT_MS = 60_000;

/** The longest wait: an endpoint that works again is found within an hour. */
export const LONGEST_WAIT_MS = 3_600_000;

/** The longest wait that an endpoint may ask for: its mistake must not hold reports back for weeks. */
export const LONGEST_ASKED_MS = 86_400_000;

/**
 * The wait doubles with every failure and is spread at random, so that thousands of agents don't come back at once.
 * It is never shorter than what the endpoint asked for.
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
