import { describe, expect, vi } from 'vitest';
import { survives } from '../../tests/faults/survives.ts';
import { setUpLiveCalls, type TestLeg } from '../../tests/support/live-calls.ts';

const { test, listeningLeg, callOf } = setUpLiveCalls();

describe('several calls at once', () => {
  /** Seconds of a level of its own for each of these legs, in turns. */
  async function talkAtOnce(legs: readonly TestLeg[]): Promise<void> {
    for (let second = 0; second < 6; second++) {
      for (const [index, leg] of legs.entries()) leg.send(1, 0.2 * (index + 1));
      await vi.waitFor(() => {
        for (const { id } of legs) expect(callOf(id)?.windows).toHaveLength(Math.max(0, second - 1));
      });
    }
  }

  /** How angry each call's windows are, as stored. */
  async function hangUpAll(legs: readonly TestLeg[]) {
    for (const { sender } of legs) sender.close();
    await vi.waitFor(() => expect(test.live.snapshot().calls).toHaveLength(1));
    return Promise.all(
      legs.map(async ({ id }) => ({
        gaps: (await test.store.summary(id))?.gaps,
        anger: (await test.store.windows(id)).map(({ probabilities }) => probabilities?.anger.toFixed(1)),
      })),
    );
  }

  survives('two-consoles', async () => {
    const legs = [await listeningLeg(1), await listeningLeg(2)];
    await talkAtOnce(legs);
    expect(await hangUpAll(legs)).toEqual([
      { gaps: [], anger: Array(4).fill('0.2') },
      { gaps: [], anger: Array(4).fill('0.4') },
    ]);
  });

  survives('five-calls', async () => {
    const legs = await Promise.all([1, 1, 2, 3, 3].map((tab) => listeningLeg(tab)));
    await talkAtOnce(legs);
    expect(await hangUpAll(legs)).toEqual(
      ['0.2', '0.4', '0.6', '0.8', '1.0'].map((level) => ({ gaps: [], anger: Array(4).fill(level) })),
    );
  });
});
