import 'fake-indexeddb/auto';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { BlockSource } from '../../tests/support/blocks.ts';
import { createScriptedEngine } from '../../tests/support/scripted-engine.ts';
import type { BlockOfTrack } from '../extension/capture/track-reader.ts';
import { type CallStore, openCallStore } from '../extension/store/store.ts';
import { LiveCalls } from './live-calls.ts';
import { TabListener } from './tab-listener.ts';

const CONSOLE = 'https://console.example';

/** A tab's sound without a browser: what it sends is what the listener reads. */
function tabOf() {
  const track = new EventTarget() as MediaStreamAudioTrack;
  const close = vi.fn();
  const source = new BlockSource('tab');
  let read: { signal: AbortSignal; onBlock: (block: BlockOfTrack) => void } | null = null;
  return {
    track,
    close,
    read(signal: AbortSignal, onBlock: (block: BlockOfTrack) => void) {
      read = { signal, onBlock };
    },
    get isRead() {
      return read !== null && !read.signal.aborted;
    },
    send(seconds: number) {
      for (const block of source.next(seconds, 0.5)) if (!read?.signal.aborted) read?.onBlock(block);
    },
  };
}

let store: CallStore;
let live: LiveCalls;
let problems: string[];
/** By stream id. */
let tabs: Record<string, ReturnType<typeof tabOf>>;
let listener: TabListener;

beforeEach(async () => {
  store = openCallStore();
  await store.clear();
  problems = [];
  tabs = { one: tabOf(), two: tabOf() };
  live = new LiveCalls({
    engine: createScriptedEngine(),
    store,
    clock: Date.now,
    // Calls of the console itself would start without asking.
    unaskedConsent: async () => 'announced',
    purge: async () => {},
    readReference: async () => ({ wanted: false, reference: null }),
    onAudit: () => {},
    onChange: () => {
      const { problem } = live.snapshot();
      if (problem !== undefined) problems.push(problem);
    },
  });
  listener = new TabListener({
    live,
    open: async (streamId) => {
      const tab = tabs[streamId];
      if (tab === undefined) throw new DOMException('Error starting tab capture', 'AbortError');
      return tab;
    },
    read: async (track, _elapsed, signal, onBlock) =>
      Object.values(tabs)
        .find((tab) => tab.track === track)
        ?.read(signal, onBlock),
  });
});
afterEach(() => expect(problems).toEqual([]));

const one = () => tabs.one as ReturnType<typeof tabOf>;
const request = { tab: 1, console: CONSOLE, streamId: 'one' };

/** A tab whose customer was told. */
async function listening() {
  await listener.listen(request);
  const [call] = live.snapshot().calls;
  await live.decide(call?.id ?? '', 'told');
  return call?.id ?? '';
}

describe('a tab that is listened to', () => {
  it('waits for consent, and is read only after it', async () => {
    await listener.listen(request);
    expect(one().isRead).toBe(false);
    const [call] = live.snapshot().calls;
    expect(call).toMatchObject({ state: 'awaiting-consent', source: 'tab', console: CONSOLE });
    await live.decide(call?.id ?? '', 'told');
    expect(one().isRead).toBe(true);
  });

  it('becomes a record that says where the sound came from', async () => {
    const id = await listening();
    one().send(7);
    await listener.stop();
    expect(one().close).toHaveBeenCalledOnce();
    expect(one().isRead).toBe(false);
    expect(await store.summary(id)).toMatchObject({
      source: 'tab',
      seconds: 7,
      endedAt: expect.any(String),
    });
    expect(await store.windows(id)).toHaveLength(5);
  });

  it('ends its call when the browser ends the capture', async () => {
    const id = await listening();
    one().track.dispatchEvent(new Event('ended'));
    await vi.waitFor(async () => expect((await store.summary(id))?.endedAt).toEqual(expect.any(String)));
    expect(one().close).toHaveBeenCalledOnce();
  });

  it('ends its call when its page goes, and no other page', async () => {
    const id = await listening();
    await listener.leave(2);
    expect(live.snapshot().calls[0]?.state).toBe('listening');
    await listener.leave(1);
    expect((await store.summary(id))?.endedAt).toEqual(expect.any(String));
  });

  it.each(['objected', 'colleague'] as const)(
    'is let go when it is %s, and nothing is kept',
    async (decision) => {
      const id = await listening();
      one().send(5);
      await live.decide(id, decision);
      expect(one().close).toHaveBeenCalledOnce();
      expect(one().isRead).toBe(false);
      expect(await store.summary(id)).toBeNull();
    },
  );

  it('is let go when the agent ends its call in the panel', async () => {
    const id = await listening();
    one().send(5);
    await live.endCall(id);
    expect(one().close).toHaveBeenCalledOnce();
    expect(one().isRead).toBe(false);
    expect((await store.summary(id))?.endedAt).toEqual(expect.any(String));
  });

  it('ends its call when an administrator no longer allows its page', async () => {
    const id = await listening();
    await listener.keepOnly(null);
    await listener.keepOnly(['https://other.example', CONSOLE]);
    expect(one().close).not.toHaveBeenCalled();
    await listener.keepOnly(['https://other.example']);
    expect(one().close).toHaveBeenCalledOnce();
    expect((await store.summary(id))?.endedAt).toEqual(expect.any(String));
  });

  it('makes room for another tab', async () => {
    const id = await listening();
    await listener.listen({ tab: 2, console: CONSOLE, streamId: 'two' });
    expect(one().close).toHaveBeenCalledOnce();
    expect((await store.summary(id))?.endedAt).toEqual(expect.any(String));
    expect(live.snapshot().calls[0]).toMatchObject({ state: 'awaiting-consent', source: 'tab' });
  });

  it('goes on when another tab can not be opened', async () => {
    await listening();
    await expect(listener.listen({ tab: 2, console: CONSOLE, streamId: 'none' })).rejects.toThrow(
      'Error starting tab capture',
    );
    expect(one().isRead).toBe(true);
  });

  it('leaves no call behind when it ends before it is known', async () => {
    const asked = vi.spyOn(store, 'summary');
    const opened = listener.listen(request);
    await vi.waitFor(() => expect(asked).toHaveBeenCalled(), { interval: 0 });
    await listener.stop();
    await opened;
    expect(live.snapshot().calls).toEqual([]);
  });

  it('is let go when its leg is not taken', async () => {
    vi.spyOn(live, 'attach').mockRejectedValueOnce(new Error('The store refuses.'));
    await expect(listener.listen(request)).rejects.toThrow('The store refuses.');
    expect(one().close).toHaveBeenCalledOnce();
    await listener.listen({ tab: 2, console: CONSOLE, streamId: 'two' });
    expect(one().close).toHaveBeenCalledOnce();
    expect(live.snapshot().calls).toHaveLength(1);
  });

  it('is the last one asked for, whoever else is asked for at the same time', async () => {
    const three = tabOf();
    tabs.three = three;
    await listening();
    await Promise.all(
      ['two', 'three'].map((streamId, index) =>
        listener.listen({ tab: 2 + index, console: CONSOLE, streamId }),
      ),
    );
    expect(one().close).toHaveBeenCalledOnce();
    expect(tabs.two?.close).toHaveBeenCalledOnce();
    expect(three.close).not.toHaveBeenCalled();
    await listener.stop();
    expect(three.close).toHaveBeenCalledOnce();
    expect(live.snapshot().calls.filter(({ state }) => state !== 'ended')).toEqual([]);
  });

  it.each([
    ['its page goes', () => listener.leave(1)],
    ['the agent stops it', () => listener.stop()],
  ])('is not captured when %s before the browser gives it', async (_, giveUp) => {
    const opened = listener.listen(request);
    await giveUp();
    await opened;
    expect(one().close).toHaveBeenCalledOnce();
    expect(live.snapshot().calls).toEqual([]);
  });

  it('is not captured when its page goes while the call before it ends', async () => {
    await listener.listen({ tab: 2, console: CONSOLE, streamId: 'two' });
    let goOn = () => {};
    vi.spyOn(live, 'end').mockReturnValueOnce(
      new Promise((resolve) => {
        goOn = resolve;
      }),
    );
    const opened = listener.listen(request);
    await vi.waitFor(() => expect(tabs.two?.close).toHaveBeenCalled(), { interval: 0 });
    await listener.leave(1);
    goOn();
    await opened;
    expect(one().close).toHaveBeenCalledOnce();
    expect(live.snapshot().calls.filter(({ source }) => source === 'tab')).toHaveLength(1);
  });
});
