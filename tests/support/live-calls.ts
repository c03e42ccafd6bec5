// Live calls on a store in memory, with the legs of a page: the real block sender and ports, and a scripted engine.

import 'fake-indexeddb/auto';
import { IDBFactory } from 'fake-indexeddb';
import { afterEach, beforeEach, expect, vi } from 'vitest';
import type { UnaskedConsent } from '../../src/analysis/call/record.ts';
import type { AuditEvent } from '../../src/extension/audit/audit-entry.ts';
import type { FromLeg, ToLeg } from '../../src/extension/messages/audio-port.ts';
import type { PageReference } from '../../src/extension/messages/to-background.ts';
import { purgeExpired } from '../../src/extension/store/retention.ts';
import { type CallStore, openCallStore } from '../../src/extension/store/store.ts';
import { serveLegPort } from '../../src/offscreen/leg-port.ts';
import { LiveCalls } from '../../src/offscreen/live-calls.ts';
import { BlockSender } from '../../src/page/block-sender.ts';
import { BlockSource } from './blocks.ts';
import { portPair } from './port-pair.ts';
import { createScriptedEngine } from './scripted-engine.ts';

export const CONSOLE = 'https://console.example';

/** What a test may look at and change. Every test begins with a new one. */
export interface LiveCallsTest {
  live: LiveCalls;
  store: CallStore;
  /** What the console's page says of the case. */
  page: PageReference;
  /** Whether the console's customers are always told. */
  remembered: boolean;
  unaskedConsent: () => Promise<UnaskedConsent | null>;
  purge: () => Promise<void>;
  /** Problems that were shown. A test fails when any is left at its end. */
  problems: string[];
  audited: AuditEvent[];
  endedCalls: number;
}

export type TestLeg = Awaited<ReturnType<ReturnType<typeof setUpLiveCalls>['listeningLeg']>>;

/** Sets up live calls before every test of the file. */
export function setUpLiveCalls() {
  const test = {} as LiveCallsTest;

  /** The analysis as it is made anew: it has the store, and knows nothing else. */
  function openLiveCalls(): LiveCalls {
    return new LiveCalls({
      engine: createScriptedEngine(),
      store: test.store,
      clock: Date.now,
      unaskedConsent: () => test.unaskedConsent(),
      purge: () => test.purge(),
      onCallEnded: () => {
        test.endedCalls++;
      },
      readReference: async () => test.page,
      onAudit: (event) => {
        test.audited.push(event);
      },
      onChange: () => {
        const { problem } = test.live.snapshot();
        if (problem !== undefined) test.problems.push(problem);
      },
    });
  }

  beforeEach(() => {
    // A call of the test before may still be storing something.
    globalThis.indexedDB = new IDBFactory();
    const store = openCallStore();
    Object.assign(test, {
      store,
      page: { wanted: false, reference: null },
      remembered: false,
      unaskedConsent: async () => (test.remembered ? 'remembered' : null),
      purge: async () => void (await purgeExpired(store, 30, Date.now())),
      problems: [],
      audited: [],
      endedCalls: 0,
    });
    test.live = openLiveCalls();
  });
  afterEach(() => {
    expect(test.problems).toEqual([]);
    vi.useRealTimers();
  });

  /** A leg as its content script runs it, on ports to whatever `test.live` is at the time. */
  function openLeg(tab = 1) {
    const leg = crypto.randomUUID();
    const ports: ReturnType<typeof portPair<FromLeg, ToLeg>>[] = [];
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
        const pair = portPair<FromLeg, ToLeg>();
        ports.push(pair);
        serveLegPort(test.live, pair.b, tab);
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

  /** A leg whose frame has said hello; its call waits for consent. */
  async function waitingLeg(tab = 1) {
    const leg = openLeg(tab);
    await vi.waitFor(() => expect(leg.captureStates).toEqual([false]));
    return leg;
  }

  /** A leg whose customer was told. */
  async function listeningLeg(tab = 1) {
    const leg = await waitingLeg(tab);
    await test.live.decide(leg.id, 'told');
    await vi.waitFor(() => expect(leg.captureStates.at(-1)).toBe(true));
    return leg;
  }

  /** Says hello again for a leg whose call is over, and speaks, on a port of its own. */
  async function comeBack(id: string) {
    const { a, b } = portPair<FromLeg, ToLeg>();
    serveLegPort(test.live, b, 1);
    a.postMessage({ kind: 'hello', leg: id, console: CONSOLE, language: '' });
    for (const block of new BlockSource(id).next(4, 0.9)) a.postMessage({ kind: 'block', ...block });
    await vi.waitFor(() => expect(a.received).toEqual([{ kind: 'over' }]));
    await new Promise((resolve) => setTimeout(resolve, 20));
  }

  const callOf = (id: string) => test.live.snapshot().calls.find((call) => call.id === id);

  return { test, openLiveCalls, openLeg, waitingLeg, listeningLeg, comeBack, callOf };
}
