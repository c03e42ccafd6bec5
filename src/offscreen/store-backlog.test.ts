import { describe, expect, it, vi } from 'vitest';
import { FAULTS } from '../../tests/faults/faults.ts';
import { survives } from '../../tests/faults/survives.ts';
import { setUpLiveCalls } from '../../tests/support/live-calls.ts';
import { storageProblem } from '../extension/store/storage-problem.ts';
import { STORE_RETRY_MS } from './store-backlog.ts';

const { test, listeningLeg, callOf, comeBack } = setUpLiveCalls();

describe('a call that the agent dropped', () => {
  survives('objection-refused', async () => {
    const leg = await listeningLeg();
    leg.send(4);
    await vi.waitFor(async () => expect(await test.store.windows(leg.id)).toHaveLength(2));
    const { remove } = test.store;
    test.store.remove = () => Promise.reject(new Error('The disk is busy.'));
    vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] });
    await test.live.decide(leg.id, 'objected');
    await new Promise((resolve) => setImmediate(resolve));
    expect(leg.captureStates.at(-1)).toBe(false);
    expect(test.live.snapshot()).toMatchObject({
      calls: [],
      problem: `${FAULTS['objection-refused'].told} The disk is busy.`,
    });
    // It was not cut off: it must get no end, or it would be reported.
    await test.live.past.tidy();
    expect((await test.store.summary(leg.id))?.endedAt).toBeNull();
    await vi.advanceTimersByTimeAsync(STORE_RETRY_MS);
    expect(test.audited.map(({ what }) => what)).toEqual(['captured']);
    test.store.remove = remove;
    await vi.advanceTimersByTimeAsync(STORE_RETRY_MS);
    vi.useRealTimers();
    await vi.waitFor(() => expect(test.audited.map(({ what }) => what)).toEqual(['captured', 'objected']));
    expect([await test.store.summary(leg.id), await test.store.windows(leg.id)]).toEqual([null, []]);
    expect(test.live.snapshot()).not.toHaveProperty('problem');
    test.problems = [];
  });
});

describe('a call that is over', () => {
  survives('disk-full', async () => {
    const leg = await listeningLeg();
    const { save } = test.store;
    test.store.save = () => Promise.reject(storageProblem(new DOMException('', 'QuotaExceededError')));
    leg.send(5);
    await vi.waitFor(() => expect(callOf(leg.id)?.windows).toHaveLength(3));
    vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] });
    leg.sender.close();
    for (let turn = 0; turn < 20; turn++) await new Promise((resolve) => setImmediate(resolve));
    expect(callOf(leg.id)?.state).toBe('ended');
    expect(test.live.snapshot().problem).toMatch(/^The call can’t be stored: this computer’s disk is full\./);
    await vi.advanceTimersByTimeAsync(STORE_RETRY_MS);
    expect(await test.store.windows(leg.id)).toEqual([]);
    test.store.save = save;
    await vi.advanceTimersByTimeAsync(STORE_RETRY_MS);
    vi.useRealTimers();
    await vi.waitFor(async () => expect(await test.store.windows(leg.id)).toHaveLength(3));
    expect((await test.store.summary(leg.id))?.endedAt).not.toBeNull();
    await vi.waitFor(() => expect(test.live.snapshot()).not.toHaveProperty('problem'));
    test.problems = [];
  });

  it('is not stored once it was deleted while the store refused it', async () => {
    const leg = await listeningLeg();
    const { save } = test.store;
    test.store.save = () => Promise.reject(new Error('The disk is full.'));
    leg.send(4);
    await vi.waitFor(() => expect(callOf(leg.id)?.windows).toHaveLength(2));
    vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] });
    leg.sender.close();
    for (let turn = 0; turn < 20; turn++) await new Promise((resolve) => setImmediate(resolve));
    test.store.save = save;
    const deleted = test.live.past.deleteAll();
    vi.useRealTimers();
    await deleted;
    await new Promise((resolve) => setTimeout(resolve, 20));
    expect(await test.store.list(10)).toEqual([]);
    test.problems = [];
  });

  it('is over for its leg too while the store has not taken its end', async () => {
    const leg = await listeningLeg();
    await vi.waitFor(async () => expect(await test.store.summary(leg.id)).not.toBeNull());
    const { save } = test.store;
    test.store.save = () => Promise.reject(new Error('The disk is full.'));
    leg.sender.close();
    await vi.waitFor(() => expect(callOf(leg.id)?.state).toBe('ended'));
    test.store.save = save;
    await comeBack(leg.id);
    expect(test.live.snapshot().calls.map(({ state }) => state)).toEqual(['ended']);
    test.problems = [];
  });
});
