import { signal } from '@preact/signals';
import { describe, expect, it, vi } from 'vitest';
import { fixtureSnapshot, fixtureSummary } from '../../../tests/support/fixture-calls.ts';
import type { CallSummary } from '../../analysis/call/record.ts';
import type { CallState, LiveSnapshot } from '../../extension/messages/snapshot.ts';
import { followPastCalls } from './past-calls.ts';

const call = (id: string) => fixtureSummary({ id, seed: 1, course: 'calm', seconds: 14 });
const liveOf = (id: string, state: CallState, seconds = 14): LiveSnapshot => ({
  engine: { kind: 'ready', name: 'default', model: 'm', change: null },
  calls: [fixtureSnapshot({ id, seed: 1, course: 'calm', seconds, state })],
});

describe('followPastCalls', () => {
  it('reads at once, and again when a call has ended, but not with every second', async () => {
    const list = vi.fn(async (): Promise<CallSummary[]> => [call('x')]);
    const live = signal<LiveSnapshot | null>(null);
    const { past, recent } = followPastCalls({ list, since: async () => [call('y')] }, live, new Date());
    expect(past.value).toEqual({ kind: 'loading' });
    await vi.waitFor(() => expect(past.value.kind).toBe('ready'));
    expect(recent.value.map(({ id }) => id)).toEqual(['y']);
    live.value = liveOf('a', 'listening', 14);
    live.value = liveOf('a', 'listening', 15);
    expect(list).toHaveBeenCalledTimes(2);
    live.value = liveOf('a', 'ended', 15);
    expect(list).toHaveBeenCalledTimes(3);
  });

  it('shows what is left after a deletion', async () => {
    let stored = [call('x')];
    const { past, readAgain } = followPastCalls(
      { list: async () => stored, since: async () => [] },
      signal(null),
      new Date(),
    );
    await vi.waitFor(() => expect(past.value).toMatchObject({ calls: [{ id: 'x' }] }));
    stored = [];
    await readAgain();
    expect(past.value).toEqual({ kind: 'ready', calls: [] });
  });

  it('says what is wrong when the store refuses', async () => {
    const list = async () => {
      throw new Error('the profile is read-only');
    };
    const { past } = followPastCalls({ list, since: async () => [] }, signal(null), new Date());
    await vi.waitFor(() =>
      expect(past.value).toMatchObject({
        kind: 'failed',
        problem: expect.stringContaining('the profile is read-only'),
      }),
    );
  });
});
