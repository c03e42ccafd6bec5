// An agent's decision on its way to the offscreen document, which may just be being made again.

const ATTEMPTS = 5;
/** Wait between two attempts. */
export const DELIVERY_RETRY_MS = 1_000;

/**
 * Rejects with a sentence for the agent when the decision could not be handed over.
 *
 * @param ensureOffscreen sees that somebody answers
 * @param decide hands it over; taken twice, it is the same decision
 */
export async function retryUntilDelivered(
  ensureOffscreen: () => Promise<void>,
  decide: () => Promise<void>,
): Promise<void> {
  for (let attempt = 1; ; attempt++) {
    try {
      await ensureOffscreen();
      await decide();
      return;
    } catch (cause) {
      if (attempt === ATTEMPTS) {
        throw new Error(
          'Your answer did not arrive, so the call goes on as before. Choose again; if that fails too, switch Evenkeel off on the browser’s extensions page.',
          { cause },
        );
      }
      await new Promise((resolve) => setTimeout(resolve, DELIVERY_RETRY_MS));
    }
  }
}
