import type { PageReference } from '../extension/messages/to-background.ts';
import 'fake-indexeddb/auto';
import { IDBFactory } from 'fake-indexeddb';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { FAULTS } from '../../tests/faults/faults.ts';
import { survives } from '../../tests/faults/survives.ts';
import { BlockSource } from '../../tests/fixtures/blocks.ts';
import { portPair } from '../../tests/fixtures/port-pair.ts';
import { createScriptedEngine } from '../../tests/fixtures/scripted-engine.ts';
import type { UnaskedConsent } from '../analysis/call/record.ts';
import type { AuditEvent } from '../extension/audit/audit-entry.ts';
import { type DeskMessage, type LegMessage, parseLegMessage } from '../extension/messages/audio-port.ts';
import { purgeExpired } from '../extension/store/retention.ts';
import { storageProblem } from '../extension/store/storage-problem.ts';
import { type CallStore, openCallStore } from '../extension/store/store.ts';
import { BlockSender } from '../page/block-sender.ts';
import {
  CallDesk,
  RECONNECT_GRACE_MS,
  REFERENCE_RETRY_MS,
  RefusedMessage,
  STORE_RETRY_MS,
} from './call-desk.ts';
import { serveLegPort } from './leg-port.ts';

const REFUSED = new RefusedMessage().message;
const CONSOLE = 'https://console.example';

let store: CallStore;
let remembered: boolean;
let unaskedConsent: () => Promise<UnaskedConsent | null>;
let problems: string[];
let purge: () => Promise<void>;
let audited: AuditEvent[];
let endedCalls: number;
let desk: CallDesk;
/** What the console's page says of the case. */
let page: PageReference;

function openDesk(): CallDesk {
  return new CallDesk({
    engine: createScriptedEngine(),
    store,
    clock: Date.now,
    unaskedConsent: () => unaskedConsent(),
    purge: () => purge(),
    onCallEnded: () => {
      endedCalls++;
    },
    readReference: async () => page,
    onAudit: (event) => {
      audited.push(event);
    },
    onChange: () => {
      const { problem } = desk.snapshot();
      if (problem !== undefined) problems.push(problem);
    },
  });
}

/** A leg as its content script runs it, on ports to whatever `desk` is at the time. */
function openLeg(tab = 1) {
  const leg = crypto.randomUUID();
  const ports: ReturnType<typeof portPair<LegMessage, DeskMessage>>[] = [];
  const captureStates: boolean[] = [];
  const over = vi.fn();
  const sender = new BlockSender({
    leg,
    console: CONSOLE,
    language: 'de-AT',
    isOrphaned: () => false,
    onCapture: (on) => captureStates.push(on),
    onOver: over,
    connect: async () => {
      const pair = portPair<LegMessage, DeskMessage>();
      ports.push(pair);
      serveLegPort(desk, pair.b, tab);
      return pair.a;
    },
  });
  const source = new BlockSource(leg);
  const send = (seconds: number, level = 0.5) => {
    for (const { startSample, sampleRateHz, pcm } of source.next(seconds, level)) {
      sender.send({ startSample, sampleRateHz, pcm });
    }
  };
  return { id: leg, sender, send, ports, captureStates, over };
}

const callOf = (id: string) => desk.snapshot().calls.find((call) => call.id === id);

beforeEach(() => {
  // A call of the test before may still be storing something.
  globalThis.indexedDB = new IDBFactory();
  store = openCallStore();
  remembered = false;
  unaskedConsent = async () => (remembered ? 'remembered' : null);
  page = { wanted: false, reference: null };
  problems = [];
  audited = [];
  endedCalls = 0;
  purge = async () => void (await purgeExpired(store, 30, Date.now()));
  desk = openDesk();
});
afterEach(() => {
  expect(problems).toEqual([]);
  vi.useRealTimers();
});

/** A leg whose frame has said hello; its call waits for consent. */
async function waitingLeg(tab = 1) {
  const leg = openLeg(tab);
  await vi.waitFor(() => expect(leg.captureStates).toEqual([false]));
  return leg;
}

/** A leg whose customer was told. */
async function listeningLeg(tab = 1) {
  const leg = await waitingLeg(tab);
  await desk.decide(leg.id, 'told');
  await vi.waitFor(() => expect(leg.captureStates.at(-1)).toBe(true));
  return leg;
}

describe('a leg and its call', () => {
  it('waits for consent and captures only after it', async () => {
    const leg = await waitingLeg();
    expect(callOf(leg.id)?.state).toBe('awaiting-consent');
    await desk.decide(leg.id, 'told');
    await vi.waitFor(() => expect(leg.captureStates).toEqual([false, true]));
    expect(callOf(leg.id)?.state).toBe('listening');
  });

  it('is confirmed by the remembered choice, but not a second leg of the same tab', async () => {
    remembered = true;
    const first = openLeg();
    await vi.waitFor(() => expect(callOf(first.id)?.state).toBe('listening'));
    const colleague = openLeg();
    await vi.waitFor(() => expect(callOf(colleague.id)?.state).toBe('awaiting-consent'));
    const otherConsole = openLeg(2);
    await vi.waitFor(() => expect(callOf(otherConsole.id)?.state).toBe('listening'));
    expect(audited).toEqual(
      [first, otherConsole].map(({ id }) => ({
        what: 'captured',
        call: id,
        console: CONSOLE,
        detail: 'remembered',
      })),
    );
  });

  it('is not the customer in a conference until the agent says so, whoever came first', async () => {
    remembered = true;
    const first = openLeg();
    await vi.waitFor(() => expect(callOf(first.id)?.state).toBe('listening'));
    const [second, third] = [openLeg(), openLeg()];
    await vi.waitFor(() => expect(callOf(third.id)?.state).toBe('awaiting-consent'));
    expect(callOf(second.id)?.state).toBe('awaiting-consent');
    await desk.decide(first.id, 'colleague');
    await desk.decide(third.id, 'told');
    for (const leg of [first, second, third]) leg.send(5);
    await vi.waitFor(() => expect(callOf(third.id)?.windows.length).toBeGreaterThan(0));
    expect(callOf(first.id)).toBeUndefined();
    expect(callOf(second.id)?.windows).toEqual([]);
    third.sender.close();
    await vi.waitFor(() => expect(callOf(third.id)?.state).toBe('ended'));
    expect((await store.list(10)).map(({ id }) => id)).toEqual([third.id]);
  });

  it('waits while the agent consults a colleague, who is not heard, and goes on as the same call', async () => {
    remembered = true;
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
    expect((await store.list(10)).map(({ id }) => id)).toEqual([customer.id]);
  });

  it.each(['objected', 'colleague'] as const)(
    'is dropped and stays off when the agent says "%s"',
    async (decision) => {
      const leg = await listeningLeg();
      await desk.decide(leg.id, decision);
      await vi.waitFor(() => expect(leg.captureStates.at(-1)).toBe(false));
      expect(desk.snapshot().calls).toEqual([]);
      leg.ports.at(-1)?.b.disconnect();
      await vi.waitFor(() => expect(leg.ports).toHaveLength(2));
      await vi.waitFor(() => expect(leg.captureStates).toHaveLength(4));
      expect(leg.captureStates.at(-1)).toBe(false);
      expect(await store.list(10)).toEqual([]);
      const about = { call: leg.id, console: CONSOLE };
      expect(audited).toEqual([
        { what: 'captured', ...about, detail: 'asked' },
        { what: decision === 'objected' ? 'objected' : 'dropped', ...about },
      ]);
    },
  );
});

describe('a call that the agent ends', () => {
  it('is stored, and its line is told', async () => {
    const leg = await listeningLeg();
    leg.send(5);
    await vi.waitFor(() => expect(callOf(leg.id)?.windows).not.toEqual([]));
    await desk.endCall(leg.id);
    await vi.waitFor(() => expect(leg.over).toHaveBeenCalledOnce());
    expect((await store.summary(leg.id))?.endedAt).toEqual(expect.any(String));
    expect(await store.windows(leg.id)).not.toEqual([]);
    expect(callOf(leg.id)?.state).toBe('ended');
  });

  it('is over also for a line that was away', async () => {
    const leg = await listeningLeg();
    const port = leg.ports.at(-1);
    // Both ends notice.
    port?.a.disconnect();
    port?.b.disconnect();
    await new Promise((resolve) => setImmediate(resolve));
    await desk.endCall(leg.id);
    expect(leg.over).not.toHaveBeenCalled();
    await vi.waitFor(() => expect(leg.over).toHaveBeenCalledOnce());
    expect(leg.ports).toHaveLength(2);
    expect(await store.list(10)).toHaveLength(1);
  });

  it('is over also where the analysis is made anew, and its line has not come back yet', async () => {
    const leg = await listeningLeg();
    leg.send(5);
    await vi.waitFor(async () => expect(await store.windows(leg.id)).not.toEqual([]));
    desk = openDesk();
    await desk.endCall(leg.id);
    leg.ports.at(-1)?.b.disconnect();
    await vi.waitFor(() => expect(leg.over).toHaveBeenCalledOnce());
    await desk.tidy();
    expect((await store.summary(leg.id))?.endedAt).toEqual(expect.any(String));
  });

  it('makes room for one that starts without asking', async () => {
    remembered = true;
    const leg = openLeg();
    let next: ReturnType<typeof openLeg> | null = null;
    leg.over.mockImplementation(() => {
      next = openLeg();
    });
    await vi.waitFor(() => expect(callOf(leg.id)?.state).toBe('listening'));
    await desk.endCall(leg.id);
    await vi.waitFor(() => expect(next && callOf(next.id)?.state).toBe('listening'));
  });

  it('is nothing where there is none', async () => {
    await desk.endCall('gone');
    expect(await store.list(10)).toEqual([]);
  });
});

describe('what the agent decides', () => {
  it('is kept by the leg, and tells an analysis that was made anew', async () => {
    const leg = await listeningLeg();
    await desk.decide(leg.id, 'objected');
    await vi.waitFor(() => expect(leg.captureStates.at(-1)).toBe(false));
    // By itself its next call would start without asking.
    remembered = true;
    desk = openDesk();
    const told = leg.captureStates.length;
    leg.ports.at(-1)?.b.disconnect();
    await vi.waitFor(() => expect(leg.captureStates.length).toBeGreaterThan(told));
    leg.send(4);
    expect(leg.captureStates.at(-1)).toBe(false);
    expect(desk.snapshot().calls).toEqual([]);
    expect(await store.list(10)).toEqual([]);
  });

  it('is audited only when an objection is carried out: by then nothing of the call is stored', async () => {
    const leg = await listeningLeg();
    leg.send(4);
    await vi.waitFor(async () => expect(await store.windows(leg.id)).not.toEqual([]));
    const storedThen: unknown[] = [];
    const { remove } = store;
    store.remove = async (...ids) => {
      expect(audited.map(({ what }) => what)).toEqual(['captured']);
      await remove(...ids);
      storedThen.push(await store.windows(leg.id), await store.summary(leg.id));
    };
    await desk.decide(leg.id, 'objected');
    store.remove = remove;
    expect(audited.at(-1)?.what).toBe('objected');
    expect(storedThen).toEqual([[], null]);
  });

  it('is not audited of a call that was never there', async () => {
    await desk.decide('gone', 'objected');
    expect(audited).toEqual([]);
  });

  survives('objection-refused', async () => {
    const leg = await listeningLeg();
    leg.send(4);
    await vi.waitFor(async () => expect(await store.windows(leg.id)).toHaveLength(2));
    const { remove } = store;
    store.remove = () => Promise.reject(new Error('The disk is busy.'));
    vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] });
    await desk.decide(leg.id, 'objected');
    await new Promise((resolve) => setImmediate(resolve));
    expect(leg.captureStates.at(-1)).toBe(false);
    expect(desk.snapshot()).toMatchObject({
      calls: [],
      problem: `${FAULTS['objection-refused'].told} The disk is busy.`,
    });
    // It is no call that was cut off: it must not get an end, and be reported.
    await desk.tidy();
    expect((await store.summary(leg.id))?.endedAt).toBeNull();
    await vi.advanceTimersByTimeAsync(STORE_RETRY_MS);
    expect(audited.map(({ what }) => what)).toEqual(['captured']);
    store.remove = remove;
    await vi.advanceTimersByTimeAsync(STORE_RETRY_MS);
    vi.useRealTimers();
    await vi.waitFor(() => expect(audited.map(({ what }) => what)).toEqual(['captured', 'objected']));
    expect([await store.summary(leg.id), await store.windows(leg.id)]).toEqual([null, []]);
    expect(desk.snapshot()).not.toHaveProperty('problem');
    problems = [];
  });

  it('counts for a leg that has not come back yet after an interruption', async () => {
    const leg = await listeningLeg();
    await vi.waitFor(async () => expect(await store.summary(leg.id)).not.toBeNull());
    desk = openDesk();
    await desk.decide(leg.id, 'objected');
    expect(await store.summary(leg.id)).toBeNull();
    leg.ports[0]?.b.disconnect();
    await vi.waitFor(() => expect(leg.captureStates.at(-1)).toBe(false));
    expect(desk.snapshot().calls).toEqual([]);
    expect(audited.at(-1)).toEqual({ what: 'objected', call: leg.id, console: CONSOLE });
  });

  it('deletes a call that ended just before', async () => {
    const leg = await listeningLeg();
    leg.sender.close();
    await vi.waitFor(() => expect(callOf(leg.id)?.state).toBe('ended'));
    await desk.decide(leg.id, 'objected');
    expect(callOf(leg.id)).toBeUndefined();
    expect(await store.summary(leg.id)).toBeNull();
  });
});

describe('a call that begins', () => {
  survives('begins-while-refused', async () => {
    const { summary } = store;
    store.summary = () => Promise.reject(new Error('The store is blocked.'));
    const leg = openLeg();
    await vi.waitFor(() => expect(desk.snapshot().problem).toBe('The store is blocked.'));
    expect(desk.snapshot().calls).toEqual([]);
    store.summary = summary;
    await vi.waitFor(() => expect(callOf(leg.id)?.state).toBe('awaiting-consent'));
    expect(leg.captureStates).toEqual([false]);
    await desk.decide(leg.id, 'told');
    leg.send(4);
    await vi.waitFor(() => expect(callOf(leg.id)?.windows).toHaveLength(2));
    problems = [];
  });

  it('is asked about when nobody can say whether its console is remembered, and is over with its port', async () => {
    unaskedConsent = () => Promise.reject(new Error('The background is asleep.'));
    const leg = await waitingLeg();
    expect(callOf(leg.id)?.state).toBe('awaiting-consent');
    leg.sender.close();
    await vi.waitFor(() => expect(desk.snapshot().calls).toEqual([]));
    problems = [];
  });
});

it('keeps the language of the console’s page, for what the agent may say', async () => {
  const leg = await waitingLeg();
  expect(callOf(leg.id)?.language).toBe('de-AT');
});

it('takes a language that is none for none: the page writes it', () => {
  const hello = { kind: 'hello', leg: crypto.randomUUID(), console: CONSOLE };
  for (const language of [undefined, 7, 'x'.repeat(36)]) {
    expect(parseLegMessage({ ...hello, language })).toEqual({ ...hello, language: '' });
  }
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
    await vi.waitFor(async () => expect((await store.summary(leg.id))?.endedAt).not.toBeNull());
    expect((await store.summary(leg.id))?.gaps).toEqual([]);
    expect((await store.windows(leg.id)).map(({ start }) => start)).toEqual([0, 1]);
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
  /** The port on which it says hello again, and speaks. */
  async function comeBack(id: string) {
    const { a, b } = portPair<LegMessage, DeskMessage>();
    serveLegPort(desk, b, 1);
    a.postMessage({ kind: 'hello', leg: id, console: CONSOLE, language: '' });
    for (const block of new BlockSource(id).next(4, 0.9)) a.postMessage({ kind: 'block', ...block });
    await vi.waitFor(() => expect(a.received).toEqual([{ kind: 'over' }]));
    await new Promise((resolve) => setTimeout(resolve, 20));
  }

  it('is told so, and leaves the record as it is', async () => {
    const leg = await listeningLeg();
    leg.send(5);
    await vi.waitFor(() => expect(callOf(leg.id)?.windows).toHaveLength(3));
    leg.sender.close();
    await vi.waitFor(() => expect(callOf(leg.id)?.state).toBe('ended'));
    const stored = [await store.summary(leg.id), await store.windows(leg.id)];
    await comeBack(leg.id);
    expect([await store.summary(leg.id), await store.windows(leg.id)]).toEqual(stored);
    expect(desk.snapshot().calls.map(({ state }) => state)).toEqual(['ended']);
  });

  it('is told so also while the store has not taken the end of the call', async () => {
    const leg = await listeningLeg();
    await vi.waitFor(async () => expect(await store.summary(leg.id)).not.toBeNull());
    const { save } = store;
    store.save = () => Promise.reject(new Error('The disk is full.'));
    leg.sender.close();
    await vi.waitFor(() => expect(callOf(leg.id)?.state).toBe('ended'));
    store.save = save;
    await comeBack(leg.id);
    expect(desk.snapshot().calls.map(({ state }) => state)).toEqual(['ended']);
    problems = [];
  });
});

it('is not captured when the agent objects while it is looked up whether its console is remembered', async () => {
  let tell = (_: UnaskedConsent) => {};
  unaskedConsent = () =>
    new Promise((resolve) => {
      tell = resolve;
    });
  const leg = openLeg();
  await vi.waitFor(() => expect(callOf(leg.id)?.state).toBe('awaiting-consent'));
  await desk.decide(leg.id, 'objected');
  tell('remembered');
  await vi.waitFor(() => expect(leg.captureStates.length).toBeGreaterThan(1));
  expect(leg.captureStates).not.toContain(true);
});

describe('the desk', () => {
  it('tells what the store refused until it takes something again, and leaves the engine’s state alone', async () => {
    const leg = await listeningLeg();
    await vi.waitFor(async () => expect(await store.summary(leg.id)).not.toBeNull());
    const { save } = store;
    store.save = () => Promise.reject(new Error('The disk is full.'));
    await expect(desk.setCallReference(leg.id, 'typed')).rejects.toThrow('The disk is full.');
    expect(desk.snapshot()).toMatchObject({ engine: { kind: 'loading' }, problem: 'The disk is full.' });
    store.save = save;
    await desk.setCallReference(leg.id, 'typed');
    await vi.waitFor(() => expect(desk.snapshot()).not.toHaveProperty('problem'));
    expect(problems.splice(0)).toContain('The disk is full.');
  });

  it('bothers nobody with calls that could not be deleted yet', async () => {
    const warn = vi.spyOn(console, 'warn').mockImplementation(() => {});
    purge = () => Promise.reject(new Error('The background is asleep.'));
    await desk.tidy();
    expect(warn).toHaveBeenCalledOnce();
    expect(desk.snapshot()).not.toHaveProperty('problem');
    warn.mockRestore();
  });

  it('closes calls whose leg never came back and deletes those past their retention', async () => {
    const leg = await listeningLeg();
    await vi.waitFor(async () => expect(await store.summary(leg.id)).not.toBeNull());
    const summary = await store.summary(leg.id);
    if (summary === null) throw new Error('the call has a checkpoint');
    await store.save({ ...summary, id: 'from-last-year', startedAt: '2020-01-01T00:00:00.000Z' }, []);

    const nextDesk = openDesk();
    await nextDesk.tidy();
    expect((await store.summary(leg.id))?.endedAt).toBe(summary.startedAt);
    expect(await store.summary('from-last-year')).toBeNull();
  });

  it('tells of the end of a call that it listened to, and of no other', async () => {
    const refused = await waitingLeg();
    refused.sender.close();
    await vi.waitFor(() => expect(callOf(refused.id)).toBeUndefined());
    const cutOff = await listeningLeg();
    await vi.waitFor(async () => expect(await store.summary(cutOff.id)).not.toBeNull());
    await openDesk().tidy();
    expect((await store.summary(cutOff.id))?.endedAt).not.toBeNull();
    expect(endedCalls).toBe(0);
    const ended = await listeningLeg();
    ended.sender.close();
    await vi.waitFor(() => expect(endedCalls).toBe(1));
  });

  it('deletes past calls and leaves the running one alone', async () => {
    const past = await listeningLeg();
    past.sender.close();
    await vi.waitFor(() => expect(callOf(past.id)?.state).toBe('ended'));
    const running = await listeningLeg();
    await vi.waitFor(async () => expect(await store.list(10)).toHaveLength(2));
    await desk.deletePastCalls();
    expect((await store.list(10)).map(({ id }) => id)).toEqual([running.id]);
    expect(desk.snapshot().calls.map(({ id }) => id)).toEqual([running.id]);
    expect(audited.at(-1)).toEqual({ what: 'deleted-all', detail: 'calls: 1' });
  });
});

describe('the reference of a call', () => {
  it('is read from the page once the customer was told, again until there is one, and kept with the call', async () => {
    page = { wanted: true, reference: null };
    const leg = await waitingLeg();
    vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] });
    await desk.decide(leg.id, 'told');
    await new Promise((resolve) => setImmediate(resolve));
    page = { wanted: true, reference: 'CASE-77' };
    expect(callOf(leg.id)?.callReference).toBeNull();
    await vi.advanceTimersByTimeAsync(REFERENCE_RETRY_MS);
    expect(callOf(leg.id)?.callReference).toBe('CASE-77');
    vi.useRealTimers();
    leg.sender.close();
    await vi.waitFor(() => expect(callOf(leg.id)?.state).toBe('ended'));
    expect((await store.summary(leg.id))?.callReference).toBe('CASE-77');
  });

  it('is not looked for before the customer was told', async () => {
    page = { wanted: true, reference: 'CASE-77' };
    const leg = await waitingLeg();
    expect(callOf(leg.id)?.callReference).toBeNull();
  });

  it('is what the agent typed, whatever the page says later', async () => {
    page = { wanted: true, reference: null };
    const leg = await listeningLeg();
    vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] });
    await desk.setCallReference(leg.id, 'typed');
    page = { wanted: true, reference: 'CASE-77' };
    await vi.advanceTimersByTimeAsync(2 * REFERENCE_RETRY_MS);
    expect(callOf(leg.id)?.callReference).toBe('typed');
  });

  it('is not that of the call before, which the page shows still, until the page has moved on', async () => {
    page = { wanted: true, reference: 'CASE-77' };
    const before = await listeningLeg();
    await vi.waitFor(() => expect(callOf(before.id)?.callReference).toBe('CASE-77'));
    await desk.setCallReference(before.id, 'typed');
    before.sender.close();
    await vi.waitFor(() => expect(callOf(before.id)?.state).toBe('ended'));

    const leg = await waitingLeg();
    vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] });
    await desk.decide(leg.id, 'told');
    await vi.advanceTimersByTimeAsync(REFERENCE_RETRY_MS);
    expect(callOf(leg.id)?.callReference).toBeNull();
    page = { wanted: true, reference: null };
    await vi.advanceTimersByTimeAsync(REFERENCE_RETRY_MS);
    page = { wanted: true, reference: 'CASE-77' };
    await vi.advanceTimersByTimeAsync(REFERENCE_RETRY_MS);
    expect(callOf(leg.id)?.callReference).toBe('CASE-77');
  });

  it('is read in another tab, whatever the call before was about', async () => {
    page = { wanted: true, reference: 'CASE-77' };
    const before = await listeningLeg();
    await vi.waitFor(() => expect(callOf(before.id)?.callReference).toBe('CASE-77'));
    before.sender.close();
    await vi.waitFor(() => expect(callOf(before.id)?.state).toBe('ended'));
    const leg = await waitingLeg(2);
    await desk.decide(leg.id, 'told');
    await vi.waitFor(() => expect(callOf(leg.id)?.callReference).toBe('CASE-77'));
  });

  it('can be typed when the call is over, here or elsewhere', async () => {
    const leg = await listeningLeg();
    leg.sender.close();
    await vi.waitFor(() => expect(callOf(leg.id)?.state).toBe('ended'));
    await desk.setCallReference(leg.id, 'afterwards');
    expect(callOf(leg.id)?.callReference).toBe('afterwards');
    expect((await store.summary(leg.id))?.callReference).toBe('afterwards');
    await store.annotate(leg.id, (now) => ({ ...now, callReference: 'in the review' }));
    await desk.followStore();
    expect(callOf(leg.id)?.callReference).toBe('in the review');
    await store.remove(leg.id);
    await desk.followStore();
    expect(callOf(leg.id)).toBeUndefined();
  });
});

it('deletes calls past their retention after each call', async () => {
  const leg = await listeningLeg();
  await vi.waitFor(async () => expect(await store.summary(leg.id)).not.toBeNull());
  const summary = await store.summary(leg.id);
  if (summary === null) throw new Error('the call has a checkpoint');
  const at = '2020-01-01T00:00:00.000Z';
  await store.save({ ...summary, id: 'from-last-year', startedAt: at, endedAt: at }, []);
  leg.sender.close();
  await vi.waitFor(async () => expect(await store.summary('from-last-year')).toBeNull());
  expect(await store.summary(leg.id)).not.toBeNull();
});

describe('several calls at once', () => {
  /** Seconds of a level of its own for each of these legs, in turns. */
  async function talkAtOnce(legs: readonly Awaited<ReturnType<typeof listeningLeg>>[]): Promise<void> {
    for (let second = 0; second < 6; second++) {
      for (const [index, leg] of legs.entries()) leg.send(1, 0.2 * (index + 1));
      await vi.waitFor(() => {
        for (const { id } of legs) expect(callOf(id)?.windows).toHaveLength(Math.max(0, second - 1));
      });
    }
  }

  /** How angry each call's windows are, as stored. */
  async function hangUpAll(legs: readonly Awaited<ReturnType<typeof listeningLeg>>[]) {
    for (const { sender } of legs) sender.close();
    await vi.waitFor(() => expect(desk.snapshot().calls).toHaveLength(1));
    return Promise.all(
      legs.map(async ({ id }) => ({
        gaps: (await store.summary(id))?.gaps,
        anger: (await store.windows(id)).map(({ probabilities }) => probabilities?.anger.toFixed(1)),
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

  it.each([
    ['samples that are no numbers', { pcm: new Float32Array(1600).fill(Number.NaN) }],
    ['no samples', { pcm: new Float32Array(0) }],
    ['minutes in one block', { pcm: new Float32Array(16_000 * 60) }],
    ['samples of another kind', { pcm: new Float64Array(1600) }],
    ['a rate that no track has', { sampleRateHz: 1 }],
    ['a call of years', { startSample: Number.MAX_SAFE_INTEGER }],
    ['a place before the beginning', { startSample: -1600 }],
    ['half a sequence', { sequence: 0.5 }],
  ])('is not taken for a block: %s', (_, change) => {
    expect(parseLegMessage(block({}))).not.toBeNull();
    expect(parseLegMessage(block(change))).toBeNull();
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
    for (const message of forged) leg.ports[0]?.a.postMessage(message as LegMessage);
    await vi.waitFor(() => expect(desk.snapshot().problem).toBe(REFUSED));
    leg.send(2);
    await vi.waitFor(() => expect(callOf(leg.id)?.windows).toHaveLength(4));
    leg.sender.close();
    await vi.waitFor(async () => expect((await store.summary(leg.id))?.endedAt).not.toBeNull());
    expect(await store.summary(leg.id)).toMatchObject({ gaps: [], seconds: 6 });
    expect(new Set(problems.splice(0))).toEqual(new Set([REFUSED]));
  });

  survives('stolen-leg', async () => {
    const leg = await listeningLeg();
    const thief = portPair<LegMessage, DeskMessage>();
    serveLegPort(desk, thief.b, 2);
    thief.a.postMessage({ kind: 'hello', leg: leg.id, console: CONSOLE, language: '' });
    thief.a.postMessage({ kind: 'ended' });
    await vi.waitFor(() => expect(desk.snapshot().problem).toBe(REFUSED));
    expect(callOf(leg.id)?.state).toBe('listening');
    leg.send(4);
    await vi.waitFor(() => expect(callOf(leg.id)?.windows).toHaveLength(2));
    expect(thief.a.received).toEqual([]);
    expect(new Set(problems.splice(0))).toEqual(new Set([REFUSED]));
  });
});

survives('disk-full', async () => {
  const leg = await listeningLeg();
  const { save } = store;
  store.save = () => Promise.reject(storageProblem(new DOMException('', 'QuotaExceededError')));
  leg.send(5);
  await vi.waitFor(() => expect(callOf(leg.id)?.windows).toHaveLength(3));
  vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] });
  leg.sender.close();
  for (let turn = 0; turn < 20; turn++) await new Promise((resolve) => setImmediate(resolve));
  expect(callOf(leg.id)?.state).toBe('ended');
  expect(desk.snapshot().problem).toMatch(/^The call can’t be stored: this computer’s disk is full\./);
  await vi.advanceTimersByTimeAsync(STORE_RETRY_MS);
  expect(await store.windows(leg.id)).toEqual([]);
  store.save = save;
  await vi.advanceTimersByTimeAsync(STORE_RETRY_MS);
  vi.useRealTimers();
  await vi.waitFor(async () => expect(await store.windows(leg.id)).toHaveLength(3));
  expect((await store.summary(leg.id))?.endedAt).not.toBeNull();
  await vi.waitFor(() => expect(desk.snapshot()).not.toHaveProperty('problem'));
  problems = [];
});

it('does not store a call that was deleted while the store refused it', async () => {
  const leg = await listeningLeg();
  const { save } = store;
  store.save = () => Promise.reject(new Error('The disk is full.'));
  leg.send(4);
  await vi.waitFor(() => expect(callOf(leg.id)?.windows).toHaveLength(2));
  vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] });
  leg.sender.close();
  for (let turn = 0; turn < 20; turn++) await new Promise((resolve) => setImmediate(resolve));
  store.save = save;
  const deleted = desk.deletePastCalls();
  vi.useRealTimers();
  await deleted;
  await new Promise((resolve) => setTimeout(resolve, 20));
  expect(await store.list(10)).toEqual([]);
  problems = [];
});
