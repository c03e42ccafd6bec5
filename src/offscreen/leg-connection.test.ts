import { describe, expect, it, vi } from 'vitest';
import { CONSOLE, setUpLiveCalls } from '../../tests/support/live-calls.ts';
import { RECENT_IDS } from './recent-ids.ts';

const { test, openLiveCalls } = setUpLiveCalls();

describe('a leg that connects', () => {
  /** Attaches a leg to the live calls, on a connection without a port. */
  async function attach(id: string, tab = 1) {
    const connection = { tab, capture: vi.fn(), over: vi.fn(), drop: vi.fn() };
    const { kind } = await test.live.attach(id, CONSOLE, connection);
    return { kind, connection };
  }

  it('opens its call, and rejoins it from then on', async () => {
    const { kind, connection } = await attach('leg');
    expect(kind).toBe('opened');
    expect(connection.capture).toHaveBeenCalledExactlyOnceWith(false, 0);
    expect((await attach('leg')).kind).toBe('rejoined');
  });

  it('restores its call from the store when the analysis was made anew', async () => {
    await attach('leg');
    await test.live.decide('leg', 'told');
    await vi.waitFor(async () => expect(await test.store.summary('leg')).not.toBeNull());
    test.live = openLiveCalls();
    const { kind, connection } = await attach('leg');
    expect(kind).toBe('restored');
    expect(connection.capture).toHaveBeenCalledExactlyOnceWith(true, 0);
  });

  it('is refused, and told nothing, where another tab has a leg of its id', async () => {
    await attach('leg', 1);
    const { kind, connection } = await attach('leg', 2);
    expect(kind).toBe('refused');
    expect(connection.capture).not.toHaveBeenCalled();
  });

  it('is over where its call has ended, with the store or without', async () => {
    await attach('told');
    await test.live.decide('told', 'told');
    await test.live.end('told');
    await test.live.endCall('away');
    for (const id of ['told', 'away']) {
      const { kind, connection } = await attach(id);
      expect(kind).toBe('over');
      expect(connection.over).toHaveBeenCalledOnce();
    }
  });

  it('stays off where the agent dropped it', async () => {
    await test.live.decide('leg', 'colleague');
    const { kind, connection } = await attach('leg');
    expect(kind).toBe('dropped');
    expect(connection.capture).toHaveBeenCalledExactlyOnceWith(false, 0);
  });

  it('is forgotten after so many later ones that it can not come back', async () => {
    await test.live.endCall('ended');
    await test.live.decide('dropped', 'colleague');
    for (let index = 0; index < RECENT_IDS; index++) await test.live.endCall(`ended ${index}`);
    expect((await attach('ended')).kind).toBe('opened');
    expect((await attach('dropped')).kind).toBe('dropped');
    for (let index = 0; index < RECENT_IDS; index++) await test.live.decide(`dropped ${index}`, 'colleague');
    expect((await attach('dropped')).kind).toBe('opened');
  });
});
