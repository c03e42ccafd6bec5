import { describe, expect, it, vi } from 'vitest';
import { setUpLiveCalls } from '../../tests/support/live-calls.ts';

const { test, openLiveCalls, listeningLeg, callOf } = setUpLiveCalls();

describe('calls that are over', () => {
  it('show no problem where old ones could not be deleted yet', async () => {
    const warn = vi.spyOn(console, 'warn').mockImplementation(() => {});
    test.purge = () => Promise.reject(new Error('The background is asleep.'));
    await test.live.past.tidy();
    expect(warn).toHaveBeenCalledOnce();
    expect(test.live.snapshot()).not.toHaveProperty('problem');
    warn.mockRestore();
  });

  it('get an end where their leg never came back, and are deleted past their retention', async () => {
    const leg = await listeningLeg();
    await vi.waitFor(async () => expect(await test.store.summary(leg.id)).not.toBeNull());
    const summary = await test.store.summary(leg.id);
    if (summary === null) throw new Error('the call has a checkpoint');
    await test.store.save({ ...summary, id: 'from-last-year', startedAt: '2020-01-01T00:00:00.000Z' }, []);

    const next = openLiveCalls();
    await next.past.tidy();
    expect((await test.store.summary(leg.id))?.endedAt).toBe(summary.startedAt);
    expect(await test.store.summary('from-last-year')).toBeNull();
  });

  it('are all deleted when the agent says so, and the running one goes on', async () => {
    const past = await listeningLeg();
    past.sender.close();
    await vi.waitFor(() => expect(callOf(past.id)?.state).toBe('ended'));
    const running = await listeningLeg();
    await vi.waitFor(async () => expect(await test.store.list(10)).toHaveLength(2));
    await test.live.past.deleteAll();
    expect((await test.store.list(10)).map(({ id }) => id)).toEqual([running.id]);
    expect(test.live.snapshot().calls.map(({ id }) => id)).toEqual([running.id]);
    expect(test.audited.at(-1)).toEqual({ what: 'deleted-all', detail: 'calls: 1' });
  });

  it('are deleted past their retention after each call', async () => {
    const leg = await listeningLeg();
    await vi.waitFor(async () => expect(await test.store.summary(leg.id)).not.toBeNull());
    const summary = await test.store.summary(leg.id);
    if (summary === null) throw new Error('the call has a checkpoint');
    const at = '2020-01-01T00:00:00.000Z';
    await test.store.save({ ...summary, id: 'from-last-year', startedAt: at, endedAt: at }, []);
    leg.sender.close();
    await vi.waitFor(async () => expect(await test.store.summary('from-last-year')).toBeNull());
    expect(await test.store.summary(leg.id)).not.toBeNull();
  });

  it('can get a reference, here or elsewhere', async () => {
    const leg = await listeningLeg();
    leg.sender.close();
    await vi.waitFor(() => expect(callOf(leg.id)?.state).toBe('ended'));
    await test.live.setCallReference(leg.id, 'afterwards');
    expect(callOf(leg.id)?.callReference).toBe('afterwards');
    expect((await test.store.summary(leg.id))?.callReference).toBe('afterwards');
    await test.store.annotate(leg.id, (now) => ({ ...now, callReference: 'in the review' }));
    await test.live.past.followStore();
    expect(callOf(leg.id)?.callReference).toBe('in the review');
    await test.store.remove(leg.id);
    await test.live.past.followStore();
    expect(callOf(leg.id)).toBeUndefined();
  });
});
