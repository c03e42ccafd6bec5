import { describe, expect, it, vi } from 'vitest';
import { survives } from '../../tests/faults/survives.ts';
import { CONSOLE, setUpLiveCalls } from '../../tests/support/live-calls.ts';
import { portPair } from '../../tests/support/port-pair.ts';
import type { FromLeg, ToLeg } from '../extension/messages/audio-port.ts';
import { serveLegPort } from './leg-port.ts';
import { RECONNECT_GRACE_MS } from './live-calls.ts';
import { RefusedMessage } from './notices.ts';

const REFUSED = new RefusedMessage().message;
const { test, openLeg, waitingLeg, listeningLeg, callOf, comeBack } = setUpLiveCalls();

describe('a call that begins', () => {
  survives('begins-while-refused', async () => {
    const { summary } = test.store;
    test.store.summary = () => Promise.reject(new Error('The store is blocked.'));
    const leg = openLeg();
    await vi.waitFor(() => expect(test.live.snapshot().problem).toBe('The store is blocked.'));
    expect(test.live.snapshot().calls).toEqual([]);
    test.store.summary = summary;
    await vi.waitFor(() => expect(callOf(leg.id)?.state).toBe('awaiting-consent'));
    expect(leg.captureStates).toEqual([false]);
    await test.live.decide(leg.id, 'told');
    leg.send(4);
    await vi.waitFor(() => expect(callOf(leg.id)?.windows).toHaveLength(2));
    test.problems = [];
  });
});

it('keeps the language of the console’s page, for what the agent may say', async () => {
  const leg = await waitingLeg();
  expect(callOf(leg.id)?.language).toBe('de-AT');
});

describe('when the port closes', () => {
  it('comes back and sends again what was not taken in', async () => {
    const leg = await listeningLeg();
    leg.send(2);
    await vi.waitFor(() => expect(callOf(leg.id)?.seconds).toBeCloseTo(2));
    leg.ports[0]?.b.disconnect();
    await new Promise((resolve) => setTimeout(resolve, 5));
    leg.send(2);
    await vi.waitFor(() => expect(leg.ports).toHaveLength(2));
    await vi.waitFor(() => expect(callOf(leg.id)?.seconds).toBeCloseTo(4));
    leg.sender.close();
    await vi.waitFor(async () => expect((await test.store.summary(leg.id))?.endedAt).not.toBeNull());
    expect((await test.store.summary(leg.id))?.gaps).toEqual([]);
    expect((await test.store.windows(leg.id)).map(({ start }) => start)).toEqual([0, 1]);
  });

  it('ends the call when the leg stays away longer than the grace', async () => {
    const leg = await listeningLeg();
    vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] });
    // The tab was closed: its end of the port goes without a goodbye, and nobody connects again.
    leg.ports[0]?.a.disconnect();
    await new Promise((resolve) => setImmediate(resolve));
    vi.advanceTimersByTime(RECONNECT_GRACE_MS - 1);
    expect(callOf(leg.id)?.state).toBe('listening');
    vi.advanceTimersByTime(1);
    vi.useRealTimers();
    await vi.waitFor(() => expect(callOf(leg.id)?.state).toBe('ended'));
  });
});

describe('a leg that comes back when its call is over', () => {
  it('is told so, and leaves the record as it is', async () => {
    const leg = await listeningLeg();
    leg.send(5);
    await vi.waitFor(() => expect(callOf(leg.id)?.windows).toHaveLength(3));
    leg.sender.close();
    await vi.waitFor(() => expect(callOf(leg.id)?.state).toBe('ended'));
    const stored = [await test.store.summary(leg.id), await test.store.windows(leg.id)];
    await comeBack(leg.id);
    expect([await test.store.summary(leg.id), await test.store.windows(leg.id)]).toEqual(stored);
    expect(test.live.snapshot().calls.map(({ state }) => state)).toEqual(['ended']);
  });
});

describe('what no script of ours sends', () => {
  const block = (change: object) => ({
    kind: 'block',
    leg: crypto.randomUUID(),
    sequence: 0,
    startSample: 0,
    sampleRateHz: 16_000,
    pcm: new Float32Array(1600),
    ...change,
  });

  survives('tampered-block', async () => {
    const leg = await listeningLeg();
    leg.send(4);
    await vi.waitFor(() => expect(callOf(leg.id)?.windows).toHaveLength(2));
    const forged = [
      null,
      'ended',
      { kind: 'block' },
      block({ leg: leg.id, startSample: 9e15, sequence: 9e9 }),
    ];
    for (const message of forged) leg.ports[0]?.a.postMessage(message as FromLeg);
    await vi.waitFor(() => expect(test.live.snapshot().problem).toBe(REFUSED));
    leg.send(2);
    await vi.waitFor(() => expect(callOf(leg.id)?.windows).toHaveLength(4));
    leg.sender.close();
    await vi.waitFor(async () => expect((await test.store.summary(leg.id))?.endedAt).not.toBeNull());
    expect(await test.store.summary(leg.id)).toMatchObject({ gaps: [], seconds: 6 });
    expect(new Set(test.problems.splice(0))).toEqual(new Set([REFUSED]));
  });

  survives('stolen-leg', async () => {
    const leg = await listeningLeg();
    const thief = portPair<FromLeg, ToLeg>();
    serveLegPort(test.live, thief.b, 2);
    thief.a.postMessage({ kind: 'hello', leg: leg.id, console: CONSOLE, language: '' });
    thief.a.postMessage({ kind: 'ended' });
    await vi.waitFor(() => expect(test.live.snapshot().problem).toBe(REFUSED));
    expect(callOf(leg.id)?.state).toBe('listening');
    leg.send(4);
    await vi.waitFor(() => expect(callOf(leg.id)?.windows).toHaveLength(2));
    expect(thief.a.received).toEqual([]);
    expect(new Set(test.problems.splice(0))).toEqual(new Set([REFUSED]));
  });
});
