import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { DELIVERY_RETRY_MS, retryUntilDelivered } from './retry-until-delivered.ts';

/** What was asked, in order; an offscreen document that answers from its `answersFrom`th question on. */
function offscreen(answersFrom: number) {
  const asked: string[] = [];
  let decisions = 0;
  return {
    asked,
    ensure: async () => void asked.push('ensure'),
    decide: async () => {
      asked.push('decide');
      if (++decisions < answersFrom) throw new Error('Could not establish connection.');
    },
  };
}

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

describe('a decision', () => {
  it('is sent again, to a document that is made again, until it has arrived', async () => {
    const { asked, ensure, decide } = offscreen(3);
    const sent = retryUntilDelivered(ensure, decide);
    await vi.advanceTimersByTimeAsync(2 * DELIVERY_RETRY_MS);
    await sent;
    await vi.advanceTimersByTimeAsync(10 * DELIVERY_RETRY_MS);
    expect(asked).toEqual(['ensure', 'decide', 'ensure', 'decide', 'ensure', 'decide']);
  });

  it('that can’t be handed over is told as such', async () => {
    const { ensure, decide } = offscreen(Number.POSITIVE_INFINITY);
    const refused = expect(retryUntilDelivered(ensure, decide)).rejects.toThrow(
      /^Your answer did not arrive/,
    );
    await vi.advanceTimersByTimeAsync(10 * DELIVERY_RETRY_MS);
    await refused;
  });
});
