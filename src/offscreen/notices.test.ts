import { describe, expect, it, vi } from 'vitest';
import { setUpLiveCalls } from '../../tests/support/live-calls.ts';
import { Notices, REFUSAL_SHOWN_MS, RefusedMessage } from './notices.ts';

const { test, listeningLeg } = setUpLiveCalls();

describe('the notices', () => {
  it('tell what the store refused until it takes something again, and leaves the engine’s state alone', async () => {
    const leg = await listeningLeg();
    await vi.waitFor(async () => expect(await test.store.summary(leg.id)).not.toBeNull());
    const { save } = test.store;
    test.store.save = () => Promise.reject(new Error('The disk is full.'));
    await expect(test.live.setCallReference(leg.id, 'typed')).rejects.toThrow('The disk is full.');
    expect(test.live.snapshot()).toMatchObject({ engine: { kind: 'loading' }, problem: 'The disk is full.' });
    test.store.save = save;
    await test.live.setCallReference(leg.id, 'typed');
    await vi.waitFor(() => expect(test.live.snapshot()).not.toHaveProperty('problem'));
    expect(test.problems.splice(0)).toContain('The disk is full.');
  });

  it('tell of a refused message once, for a while, however many come', () => {
    vi.useFakeTimers();
    const onChange = vi.fn();
    const notices = new Notices(onChange);
    const { message } = new RefusedMessage();
    for (let index = 0; index < 1000; index++) notices.report(new RefusedMessage());
    expect(onChange).toHaveBeenCalledOnce();
    expect(notices.current).toEqual({ problem: message, lastProblem: message });
    notices.clear();
    expect(notices.current).toHaveProperty('problem');
    vi.advanceTimersByTime(REFUSAL_SHOWN_MS);
    expect(notices.current).toEqual({ lastProblem: message });
    expect(onChange).toHaveBeenCalledTimes(2);
  });

  it('tell of a problem before a refusal', () => {
    vi.useFakeTimers();
    const notices = new Notices(() => {});
    notices.report(new RefusedMessage());
    notices.report(new Error('The disk is full.'));
    expect(notices.current.problem).toBe('The disk is full.');
    notices.clear();
    expect(notices.current.problem).toBe(new RefusedMessage().message);
  });
});
