import { describe, expect, it, vi } from 'vitest';
import { setUpLiveCalls } from '../../tests/support/live-calls.ts';
import { REFERENCE_RETRY_MS } from './page-references.ts';

const { test, waitingLeg, listeningLeg, callOf } = setUpLiveCalls();

describe('the reference of a call', () => {
  it('is read from the page once the customer was told, again until there is one, and kept with the call', async () => {
    test.page = { wanted: true, reference: null };
    const leg = await waitingLeg();
    vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] });
    await test.live.decide(leg.id, 'told');
    await new Promise((resolve) => setImmediate(resolve));
    test.page = { wanted: true, reference: 'CASE-77' };
    expect(callOf(leg.id)?.callReference).toBeNull();
    await vi.advanceTimersByTimeAsync(REFERENCE_RETRY_MS);
    expect(callOf(leg.id)?.callReference).toBe('CASE-77');
    vi.useRealTimers();
    leg.sender.close();
    await vi.waitFor(() => expect(callOf(leg.id)?.state).toBe('ended'));
    expect((await test.store.summary(leg.id))?.callReference).toBe('CASE-77');
  });

  it('is not looked for before the customer was told', async () => {
    test.page = { wanted: true, reference: 'CASE-77' };
    const leg = await waitingLeg();
    expect(callOf(leg.id)?.callReference).toBeNull();
  });

  it('is what the agent typed, whatever the page says later', async () => {
    test.page = { wanted: true, reference: null };
    const leg = await listeningLeg();
    vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] });
    await test.live.setCallReference(leg.id, 'typed');
    test.page = { wanted: true, reference: 'CASE-77' };
    await vi.advanceTimersByTimeAsync(2 * REFERENCE_RETRY_MS);
    expect(callOf(leg.id)?.callReference).toBe('typed');
  });

  it('is not that of the call before, which the page shows still, until the page has moved on', async () => {
    test.page = { wanted: true, reference: 'CASE-77' };
    const before = await listeningLeg();
    await vi.waitFor(() => expect(callOf(before.id)?.callReference).toBe('CASE-77'));
    await test.live.setCallReference(before.id, 'typed');
    before.sender.close();
    await vi.waitFor(() => expect(callOf(before.id)?.state).toBe('ended'));

    const leg = await waitingLeg();
    vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] });
    await test.live.decide(leg.id, 'told');
    await vi.advanceTimersByTimeAsync(REFERENCE_RETRY_MS);
    expect(callOf(leg.id)?.callReference).toBeNull();
    test.page = { wanted: true, reference: null };
    await vi.advanceTimersByTimeAsync(REFERENCE_RETRY_MS);
    test.page = { wanted: true, reference: 'CASE-77' };
    await vi.advanceTimersByTimeAsync(REFERENCE_RETRY_MS);
    expect(callOf(leg.id)?.callReference).toBe('CASE-77');
  });

  it('is read in another tab, whatever the call before was about', async () => {
    test.page = { wanted: true, reference: 'CASE-77' };
    const before = await listeningLeg();
    await vi.waitFor(() => expect(callOf(before.id)?.callReference).toBe('CASE-77'));
    before.sender.close();
    await vi.waitFor(() => expect(callOf(before.id)?.state).toBe('ended'));
    const leg = await waitingLeg(2);
    await test.live.decide(leg.id, 'told');
    await vi.waitFor(() => expect(callOf(leg.id)?.callReference).toBe('CASE-77'));
  });
});
