import { describe, expect, it, vi } from 'vitest';
import { CONSOLE, setUpLiveCalls } from '../../tests/support/live-calls.ts';
import type { UnaskedConsent } from '../analysis/call/record.ts';

const { test, openLiveCalls, openLeg, waitingLeg, listeningLeg, callOf } = setUpLiveCalls();

describe('a leg and its call', () => {
  it('waits for consent and captures only after it', async () => {
    const leg = await waitingLeg();
    expect(callOf(leg.id)?.state).toBe('awaiting-consent');
    await test.live.decide(leg.id, 'told');
    await vi.waitFor(() => expect(leg.captureStates).toEqual([false, true]));
    expect(callOf(leg.id)?.state).toBe('listening');
  });

  it('is confirmed by the remembered choice, but not a second leg of the same tab', async () => {
    test.remembered = true;
    const first = openLeg();
    await vi.waitFor(() => expect(callOf(first.id)?.state).toBe('listening'));
    const colleague = openLeg();
    await vi.waitFor(() => expect(callOf(colleague.id)?.state).toBe('awaiting-consent'));
    const otherConsole = openLeg(2);
    await vi.waitFor(() => expect(callOf(otherConsole.id)?.state).toBe('listening'));
    expect(test.audited).toEqual(
      [first, otherConsole].map(({ id }) => ({
        what: 'captured',
        call: id,
        console: CONSOLE,
        detail: 'remembered',
      })),
    );
  });

  it('is not the customer in a conference until the agent says so, whoever came first', async () => {
    test.remembered = true;
    const first = openLeg();
    await vi.waitFor(() => expect(callOf(first.id)?.state).toBe('listening'));
    const [second, third] = [openLeg(), openLeg()];
    await vi.waitFor(() => expect(callOf(third.id)?.state).toBe('awaiting-consent'));
    expect(callOf(second.id)?.state).toBe('awaiting-consent');
    await test.live.decide(first.id, 'colleague');
    await test.live.decide(third.id, 'told');
    for (const leg of [first, second, third]) leg.send(5);
    await vi.waitFor(() => expect(callOf(third.id)?.windows.length).toBeGreaterThan(0));
    expect(callOf(first.id)).toBeUndefined();
    expect(callOf(second.id)?.windows).toEqual([]);
    third.sender.close();
    await vi.waitFor(() => expect(callOf(third.id)?.state).toBe('ended'));
    expect((await test.store.list(10)).map(({ id }) => id)).toEqual([third.id]);
  });

  it('waits while the agent consults a colleague, who is not heard, and goes on as the same call', async () => {
    test.remembered = true;
    const customer = openLeg();
    await vi.waitFor(() => expect(callOf(customer.id)?.state).toBe('listening'));
    customer.send(5);
    customer.sender.setHeld(true);
    const colleague = openLeg();
    await vi.waitFor(() => expect(callOf(colleague.id)?.state).toBe('awaiting-consent'));
    expect(callOf(customer.id)?.state).toBe('held');
    colleague.send(5);
    colleague.sender.close();
    await vi.waitFor(() => expect(callOf(colleague.id)).toBeUndefined());
    customer.sender.setHeld(false);
    customer.send(5);
    await vi.waitFor(() => expect(callOf(customer.id)?.windows.length).toBeGreaterThan(5));
    customer.sender.close();
    await vi.waitFor(() => expect(callOf(customer.id)?.state).toBe('ended'));
    expect((await test.store.list(10)).map(({ id }) => id)).toEqual([customer.id]);
  });

  it.each(['objected', 'colleague'] as const)(
    'is dropped and stays off when the agent says "%s"',
    async (decision) => {
      const leg = await listeningLeg();
      await test.live.decide(leg.id, decision);
      await vi.waitFor(() => expect(leg.captureStates.at(-1)).toBe(false));
      expect(test.live.snapshot().calls).toEqual([]);
      leg.ports.at(-1)?.b.disconnect();
      await vi.waitFor(() => expect(leg.ports).toHaveLength(2));
      await vi.waitFor(() => expect(leg.captureStates).toHaveLength(4));
      expect(leg.captureStates.at(-1)).toBe(false);
      expect(await test.store.list(10)).toEqual([]);
      const about = { call: leg.id, console: CONSOLE };
      expect(test.audited).toEqual([
        { what: 'captured', ...about, detail: 'asked' },
        { what: decision === 'objected' ? 'objected' : 'dropped', ...about },
      ]);
    },
  );
});

describe('a call that the agent ends', () => {
  it('is stored, and its leg is told', async () => {
    const leg = await listeningLeg();
    leg.send(5);
    await vi.waitFor(() => expect(callOf(leg.id)?.windows).not.toEqual([]));
    await test.live.endCall(leg.id);
    await vi.waitFor(() => expect(leg.over).toHaveBeenCalledOnce());
    expect((await test.store.summary(leg.id))?.endedAt).toEqual(expect.any(String));
    expect(await test.store.windows(leg.id)).not.toEqual([]);
    expect(callOf(leg.id)?.state).toBe('ended');
  });

  it('is over also for a leg that was away', async () => {
    const leg = await listeningLeg();
    const port = leg.ports.at(-1);
    // Both ends of the port notice.
    port?.a.disconnect();
    port?.b.disconnect();
    await new Promise((resolve) => setImmediate(resolve));
    await test.live.endCall(leg.id);
    expect(leg.over).not.toHaveBeenCalled();
    await vi.waitFor(() => expect(leg.over).toHaveBeenCalledOnce());
    expect(leg.ports).toHaveLength(2);
    expect(await test.store.list(10)).toHaveLength(1);
  });

  it('is over also where the analysis is made anew, and its leg has not come back yet', async () => {
    const leg = await listeningLeg();
    leg.send(5);
    await vi.waitFor(async () => expect(await test.store.windows(leg.id)).not.toEqual([]));
    test.live = openLiveCalls();
    await test.live.endCall(leg.id);
    leg.ports.at(-1)?.b.disconnect();
    await vi.waitFor(() => expect(leg.over).toHaveBeenCalledOnce());
    await test.live.past.tidy();
    expect((await test.store.summary(leg.id))?.endedAt).toEqual(expect.any(String));
  });

  it('makes room for one that starts without asking', async () => {
    test.remembered = true;
    const leg = openLeg();
    let next: ReturnType<typeof openLeg> | null = null;
    leg.over.mockImplementation(() => {
      next = openLeg();
    });
    await vi.waitFor(() => expect(callOf(leg.id)?.state).toBe('listening'));
    await test.live.endCall(leg.id);
    await vi.waitFor(() => expect(next && callOf(next.id)?.state).toBe('listening'));
  });

  it('is nothing where there is none', async () => {
    await test.live.endCall('gone');
    expect(await test.store.list(10)).toEqual([]);
  });
});

describe('what the agent decides', () => {
  it('is kept by the leg, and tells an analysis that was made anew', async () => {
    const leg = await listeningLeg();
    await test.live.decide(leg.id, 'objected');
    await vi.waitFor(() => expect(leg.captureStates.at(-1)).toBe(false));
    // A new call of this console would start without asking.
    test.remembered = true;
    test.live = openLiveCalls();
    const told = leg.captureStates.length;
    leg.ports.at(-1)?.b.disconnect();
    await vi.waitFor(() => expect(leg.captureStates.length).toBeGreaterThan(told));
    leg.send(4);
    expect(leg.captureStates.at(-1)).toBe(false);
    expect(test.live.snapshot().calls).toEqual([]);
    expect(await test.store.list(10)).toEqual([]);
  });

  it('is audited only when an objection is carried out: by then nothing of the call is stored', async () => {
    const leg = await listeningLeg();
    leg.send(4);
    await vi.waitFor(async () => expect(await test.store.windows(leg.id)).not.toEqual([]));
    const storedThen: unknown[] = [];
    const { remove } = test.store;
    test.store.remove = async (...ids) => {
      expect(test.audited.map(({ what }) => what)).toEqual(['captured']);
      await remove(...ids);
      storedThen.push(await test.store.windows(leg.id), await test.store.summary(leg.id));
    };
    await test.live.decide(leg.id, 'objected');
    test.store.remove = remove;
    expect(test.audited.at(-1)?.what).toBe('objected');
    expect(storedThen).toEqual([[], null]);
  });

  it('is not audited of a call that was never there', async () => {
    await test.live.decide('gone', 'objected');
    expect(test.audited).toEqual([]);
  });

  it('counts for a leg that has not come back yet after an interruption', async () => {
    const leg = await listeningLeg();
    await vi.waitFor(async () => expect(await test.store.summary(leg.id)).not.toBeNull());
    test.live = openLiveCalls();
    await test.live.decide(leg.id, 'objected');
    expect(await test.store.summary(leg.id)).toBeNull();
    leg.ports[0]?.b.disconnect();
    await vi.waitFor(() => expect(leg.captureStates.at(-1)).toBe(false));
    expect(test.live.snapshot().calls).toEqual([]);
    expect(test.audited.at(-1)).toEqual({ what: 'objected', call: leg.id, console: CONSOLE });
  });

  it('deletes a call that ended just before', async () => {
    const leg = await listeningLeg();
    leg.sender.close();
    await vi.waitFor(() => expect(callOf(leg.id)?.state).toBe('ended'));
    await test.live.decide(leg.id, 'objected');
    expect(callOf(leg.id)).toBeUndefined();
    expect(await test.store.summary(leg.id)).toBeNull();
  });
});

describe('a call that begins', () => {
  it('is asked about when nobody can say whether its console is remembered, and is over with its port', async () => {
    test.unaskedConsent = () => Promise.reject(new Error('The background is asleep.'));
    const leg = await waitingLeg();
    expect(callOf(leg.id)?.state).toBe('awaiting-consent');
    leg.sender.close();
    await vi.waitFor(() => expect(test.live.snapshot().calls).toEqual([]));
    test.problems = [];
  });
});

it('is not captured when the agent objects while it is looked up whether its console is remembered', async () => {
  let tell = (_: UnaskedConsent) => {};
  test.unaskedConsent = () =>
    new Promise((resolve) => {
      tell = resolve;
    });
  const leg = openLeg();
  await vi.waitFor(() => expect(callOf(leg.id)?.state).toBe('awaiting-consent'));
  await test.live.decide(leg.id, 'objected');
  tell('remembered');
  await vi.waitFor(() => expect(leg.captureStates.length).toBeGreaterThan(1));
  expect(leg.captureStates).not.toContain(true);
});

describe('the end of a call', () => {
  it('is told of a call that was listened to, and of no other', async () => {
    const refused = await waitingLeg();
    refused.sender.close();
    await vi.waitFor(() => expect(callOf(refused.id)).toBeUndefined());
    const cutOff = await listeningLeg();
    await vi.waitFor(async () => expect(await test.store.summary(cutOff.id)).not.toBeNull());
    await openLiveCalls().past.tidy();
    expect((await test.store.summary(cutOff.id))?.endedAt).not.toBeNull();
    expect(test.endedCalls).toBe(0);
    const ended = await listeningLeg();
    ended.sender.close();
    await vi.waitFor(() => expect(test.endedCalls).toBe(1));
  });
});
