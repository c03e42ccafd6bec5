import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { DECISION_RETRY_MS, sendDecision } from './send-decision.ts';

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
    const sent = sendDecision(ensure, decide);
    await vi.advanceTimersByTimeAsync(2 * DECISION_RETRY_MS);
    await sent;
    await vi.advanceTimersByTimeAsync(10 * DECISION_RETRY_MS);
    expect(asked).toEqual(['ensure', 'decide', 'ensure', 'decide', 'ensure', 'decide']);
  });

  it('that can’t be handed over is told as such', async () => {
    const { ensure, decide } = offscreen(Number.POSITIVE_INFINITY);
    const refused = expect(sendDecision(ensure, decide)).rejects.toThrow(/^Your answer did not arrive/);
    await vi.advanceTimersByTimeAsync(10 * DECISION_RETRY_MS);
    await refused;
  });
});
