import 'fake-indexeddb/auto';
import { beforeEach, describe, expect, it, vi } from 'vitest';
import { survives } from '../../tests/faults/survives.ts';
import { BlockSource } from '../../tests/fixtures/blocks.ts';
import {
  createScriptedEngine,
  SCRIPTED_VOICE,
  type ScriptedEngine,
} from '../../tests/fixtures/scripted-engine.ts';
import type { AudioBlock } from '../analysis/audio/block.ts';
import type { AnalysedWindow, Annotations, CallRecord, CallSummary } from '../analysis/call/record.ts';
import { KNOWN_AFTER_WINDOWS } from '../analysis/call/voice-reader.ts';
import { NUDGE_KINDS, type NudgeKind } from '../analysis/coaching/nudge.ts';
import { Watchdog } from '../extension/engine/watchdog.ts';
import { purgeExpired } from '../extension/store/retention.ts';
import { type CallStore, loadCallRecord, openCallStore } from '../extension/store/store.ts';
import { CallSession, SETTLE_LIMIT_MS } from './call-session.ts';

const CALL = '6f2c1f0e-0000-4000-8000-000000000001';

let engine: ScriptedEngine;
let store: CallStore;
let source: BlockSource;
let now: number;
let problems: Error[];
let wanted: ReadonlySet<NudgeKind>;

function session(restored?: ConstructorParameters<typeof CallSession>[0]['restored']): CallSession {
  return new CallSession({
    id: CALL,
    console: 'https://console.example',
    language: 'de',
    engine,
    model: () => 'test-model',
    store,
    clock: () => now,
    wantedNudges: () => wanted,
    onChange: () => {},
    onProblem: (error) => problems.push(error),
    onSaved: () => {},
    ...(restored ? { restored } : {}),
  });
}

/** Gives blocks at a pace that the analysis can follow. */
async function play(call: CallSession, blocks: readonly AudioBlock[]): Promise<void> {
  for (const block of blocks) {
    call.accept(block);
    await new Promise((resolve) => setImmediate(resolve));
  }
}

/** The call as its last checkpoint has it. */
async function summaryOf(call: CallSession): Promise<CallSummary> {
  await new Promise((resolve) => setTimeout(resolve, 20));
  const summary = await store.summary(call.id);
  if (summary === null) throw new Error('a confirmed call has a checkpoint');
  return summary;
}

beforeEach(async () => {
  engine = createScriptedEngine();
  store = openCallStore();
  await store.clear();
  source = new BlockSource(CALL);
  now = Date.parse('2026-01-05T09:00:00Z');
  problems = [];
  wanted = new Set(NUDGE_KINDS);
});

describe('a call', () => {
  it('takes nothing in and stores nothing before the agent has confirmed that the customer was told', async () => {
    const call = session();
    await play(call, source.next(6, 0.9));
    expect(call.snapshot().state).toBe('awaiting-consent');
    expect(engine.jobs).toHaveLength(0);
    await call.end();
    expect(await store.list(10)).toEqual([]);
  });

  it('tells tones from speech and from silence, for as long as they last, and scores none of them', async () => {
    const call = session();
    call.confirmConsent('asked');
    await play(call, source.next(4, -0.5));
    expect(call.snapshot()).toMatchObject({ tonal: true, reading: null, speechWindows: 0 });
    await play(call, source.next(2, 0.5));
    expect(call.snapshot()).toMatchObject({ tonal: false, speechWindows: 2 });
    await play(call, source.next(2, 0));
    expect(call.snapshot()).toMatchObject({ tonal: false, reading: null, speechWindows: 2 });
    await call.end();
  });

  it('becomes a stored record with windows, score over time and consent', async () => {
    const call = session();
    call.confirmConsent('asked');
    await play(call, source.next(15, 0.9));
    await play(call, source.next(15, 0.1));
    now += 30_000;
    await call.end();
    const record = await loadCallRecord(store, CALL);
    expect(problems).toEqual([]);
    expect(record?.windows).toHaveLength(28);
    expect(record?.endedAt).toBe('2026-01-05T09:00:30.000Z');
    expect(record?.consent).toEqual({ how: 'asked', at: '2026-01-05T09:00:00.000Z' });
    expect(record?.score).toBe(call.snapshot().score);
    expect(record?.scoreOverTime.at(-1)?.score).toBe(record?.score);
    const notes = [{ time: 4, author: 'Agent', text: 'Promised to call back.' }];
    const corrections = [{ start: 2, emotion: 'sadness' as const }];
    const annotate = (now: Annotations) => ({ ...now, notes, corrections });
    await store.annotate(CALL, annotate);
    await store.annotate('gone', annotate);
    expect(await loadCallRecord(store, CALL)).toMatchObject({ notes, score: record?.score });
    expect(await store.summary('gone')).toBeNull();
    await store.save({ ...(record as CallRecord), scoreVersion: 1 }, []);
    expect((await loadCallRecord(store, CALL))?.scoreOverTime).toEqual([]);
    expect(record?.verdict).toBe('de-escalated');
  });

  it('is on hold once consent is there, where it was put on hold before', async () => {
    const call = session();
    call.hold();
    expect(call.snapshot().state).toBe('awaiting-consent');
    call.confirmConsent('asked');
    expect(call.snapshot().state).toBe('held');
    call.resume();
    await play(call, source.next(5, 0.9));
    source.skip(2);
    await play(call, source.next(5, 0.9));
    await call.end();
    expect((await store.summary(CALL))?.gaps).toEqual([{ start: 5, end: 7, cause: 'lost' }]);
  });

  it('records a hold as a gap with its cause and hears nothing during it', async () => {
    const call = session();
    call.confirmConsent('asked');
    await play(call, source.next(5, 0.5));
    call.hold();
    const jobs = engine.jobs.length;
    await play(call, source.next(5, 0.5));
    expect(engine.jobs).toHaveLength(jobs);
    call.resume();
    await play(call, source.next(5, 0.5));
    await call.end();
    expect((await store.summary(CALL))?.gaps).toEqual([{ start: 5, end: 10, cause: 'hold' }]);
  });

  it('is deleted, with what was analysed, when the customer objected', async () => {
    const call = session();
    call.confirmConsent('asked');
    await play(call, source.next(6, 0.5));
    await call.discard();
    expect(await loadCallRecord(store, CALL)).toBeNull();
    expect(await store.windows(CALL)).toEqual([]);
    await play(call, source.next(6, 0.5));
    expect(await store.windows(CALL)).toEqual([]);
  });

  it('is deleted at once, also while the engine does not answer, and nothing that comes later is stored', async () => {
    const call = session();
    call.confirmConsent('asked');
    await play(call, source.next(4, 0.5));
    await summaryOf(call);
    engine.stall();
    await play(call, source.next(2, 0.5));
    await call.discard();
    expect(await loadCallRecord(store, CALL)).toBeNull();
    engine.resume();
    await new Promise((resolve) => setTimeout(resolve, 20));
    expect(await loadCallRecord(store, CALL)).toBeNull();
    expect(await store.windows(CALL)).toEqual([]);
  });

  it('keeps the reference to its case from the moment it is known, also over an interruption', async () => {
    const call = session();
    call.confirmConsent('asked');
    await call.setCallReference('CASE-77');
    await play(call, source.next(4, 0.5));
    expect(call.snapshot().callReference).toBe('CASE-77');
    const after = session({ summary: await summaryOf(call), windows: await store.windows(CALL) });
    await after.end();
    expect((await store.summary(CALL))?.callReference).toBe('CASE-77');
  });

  it('does not claim to have stored a reference that the store refused', async () => {
    const { save } = store;
    const call = session();
    call.confirmConsent('asked');
    await summaryOf(call);
    store.save = () => Promise.reject(new Error('The disk is full.'));
    await expect(call.setCallReference('CASE-77')).rejects.toThrow('The disk is full.');
    store.save = save;
    await call.setCallReference('CASE-77');
    expect((await summaryOf(call)).callReference).toBe('CASE-77');
    expect(problems.map(({ message }) => message)).toEqual(['The disk is full.']);
  });

  it('ignores blocks it has seen', async () => {
    const call = session();
    call.confirmConsent('asked');
    const blocks = source.next(4, 0.5);
    await play(call, blocks);
    await play(call, blocks);
    expect(call.snapshot().windows).toHaveLength(2);
    expect(call.nextSequence).toBe(40);
  });

  it('names every model that scored it, in their order, and keeps what was scored before a change', async () => {
    const call = session();
    call.confirmConsent('asked');
    expect((await summaryOf(call)).model).toBe('test-model');
    expect(call.snapshot().model).toBeNull();
    await play(call, source.next(6, 0.9));
    const before = call.snapshot().windows;
    engine.model = 'cnn 1.0.0';
    await play(call, source.next(4, 0));
    expect(call.snapshot().model).toBe('test-model');
    await play(call, source.next(6, 0.9));
    expect(call.snapshot().model).toBe('test-model + cnn 1.0.0');
    expect(call.snapshot().windows.slice(0, before.length)).toEqual(before);

    engine.model = 'test-model';
    const after = session({ summary: await summaryOf(call), windows: await store.windows(CALL) });
    await play(after, source.next(6, 0.9));
    await after.end();
    expect((await summaryOf(after)).model).toBe('test-model + cnn 1.0.0');
  });

  survives('offscreen-crash', async () => {
    const before = session();
    before.confirmConsent('asked');
    const heard = source.next(20, 0.8);
    await play(before, heard);
    await new Promise((resolve) => setTimeout(resolve, 20));

    const summary = await store.summary(CALL);
    if (summary === null) throw new Error('a running call has a checkpoint');
    const after = session({ summary, windows: await store.windows(CALL) });
    expect(after.snapshot().state).toBe('listening');
    expect(after.snapshot().score).toBe(before.snapshot().score);
    // The last three seconds are sent again.
    await play(after, [...heard.slice(-30), ...source.next(4, 0.8)]);
    await after.end();
    const starts = (await store.windows(CALL)).map(({ start }) => start);
    const longestStep = Math.max(...starts.slice(1).map((start, index) => start - (starts[index] ?? 0)));
    expect(longestStep).toBeLessThanOrEqual(2);
    expect(starts.at(-1)).toBe(21);
  });

  it('says what is missing where the analysis was gone for longer than its page can send again', async () => {
    const before = session();
    before.confirmConsent('asked');
    await play(before, source.next(20, 0.8));
    const summary = await summaryOf(before);
    const after = session({ summary, windows: await store.windows(CALL) });
    source.skip(10);
    await play(after, source.next(6, 0.8));
    expect(after.snapshot().missing?.interrupted).toBeCloseTo(10, 0);
    await after.end();
    expect((await loadCallRecord(store, CALL))?.gaps.map(({ cause }) => cause)).toEqual(['interrupted']);
  });
});

it('tells what a busy engine had not analysed when it was interrupted', async () => {
  const before = session();
  before.confirmConsent('asked');
  await play(before, source.next(10, 0.8));
  engine.stall();
  const inHand = source.next(6, 0.8);
  await play(before, inHand);
  // What is stored with the reference says how long the call was by then.
  await before.setCallReference('CASE-77');
  const summary = await summaryOf(before);
  expect(summary.seconds).toBe(16);

  engine = createScriptedEngine();
  const after = session({ summary, windows: await store.windows(CALL) });
  expect(after.snapshot().seconds).toBe(16);
  await play(after, [...inHand.slice(-30), ...source.next(4, 0.8)]);
  await after.end();
  expect((await store.summary(CALL))?.gaps).toEqual([{ start: 10, end: 13, cause: 'interrupted' }]);
  expect((await store.windows(CALL)).map(({ start }) => start)).toEqual([
    0, 1, 2, 3, 4, 5, 6, 7, 13, 14, 15, 16, 17,
  ]);
});

describe('the nudge of a call', () => {
  /** A call whose customer has been angry for so long that it is told. */
  async function angryCall(): Promise<CallSession> {
    const call = session();
    call.confirmConsent('asked');
    await play(call, source.next(18, 0.9));
    return call;
  }

  it('is in the snapshot as data, and in no record', async () => {
    const call = await angryCall();
    expect(call.snapshot().nudge).toEqual({ kind: 'sustained-anger', since: 17 });
    await call.end();
    expect(call.snapshot().nudge).toBeNull();
    expect(JSON.stringify(await loadCallRecord(store, CALL))).not.toContain('sustained-anger');
  });

  it('is none in a calm call, nor of a kind that is not wanted', async () => {
    const calm = session();
    calm.confirmConsent('asked');
    await play(calm, source.next(30, 0.05));
    expect(calm.snapshot().nudge).toBeNull();
    wanted = new Set(['recovery']);
    source = new BlockSource(CALL);
    expect((await angryCall()).snapshot().nudge).toBeNull();
  });

  it('goes with a hold, and does not come back after it', async () => {
    const call = await angryCall();
    call.hold();
    expect(call.snapshot().nudge).toBeNull();
    source.skip(5);
    call.resume();
    expect(call.snapshot().nudge).toBeNull();
    await play(call, source.next(20, 0.9));
    expect(call.snapshot().nudge).toBeNull();
  });

  it('is not shown again from old windows after the analysis was interrupted, and keeps its cool-down', async () => {
    const before = await angryCall();
    const windows = () => store.windows(CALL);
    const after = session({ summary: await summaryOf(before), windows: await windows() });
    expect(after.snapshot().nudge).toBeNull();
    await play(after, source.next(40, 0.9));
    expect(after.snapshot().nudge).toBeNull();
  });

  it('follows from what was heard before an interruption and after it together', async () => {
    const before = session();
    before.confirmConsent('asked');
    await play(before, source.next(12, 0.9));
    expect(before.snapshot().nudge).toBeNull();
    const after = session({ summary: await summaryOf(before), windows: await store.windows(CALL) });
    await play(after, source.next(10, 0.9));
    expect(after.snapshot().nudge?.kind).toBe('sustained-anger');
  });
});

describe('a call in trouble', () => {
  it('is closed also when the engine never answers, with what it had in hand as a gap', async () => {
    const call = session();
    call.confirmConsent('asked');
    await play(call, source.next(5, 0.5));
    await summaryOf(call);
    engine.stall();
    await play(call, source.next(3, 0.5));
    vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] });
    const ended = call.end();
    await vi.advanceTimersByTimeAsync(SETTLE_LIMIT_MS - 1);
    expect((await store.summary(CALL))?.endedAt).toBeNull();
    await vi.advanceTimersByTimeAsync(1);
    vi.useRealTimers();
    await Promise.all([ended, call.end()]);
    const closed = await loadCallRecord(store, CALL);
    expect(closed?.endedAt).not.toBeNull();
    expect(closed?.windows.map(({ start }) => start)).toEqual([0, 1, 2]);
    expect(closed?.gaps).toEqual([5, 6, 7].map((start) => ({ start, end: start + 1, cause: 'interrupted' })));
    engine.resume();
    await new Promise((resolve) => setTimeout(resolve, 20));
    expect(await loadCallRecord(store, CALL)).toEqual(closed);
  });

  survives('sleep', async () => {
    vi.useFakeTimers({ toFake: ['setInterval', 'clearInterval', 'Date'] });
    const frozen = vi.fn();
    const watchdog = new Watchdog(frozen);
    const call = session();
    call.confirmConsent('asked');
    await play(call, source.next(5, 0.5));
    watchdog.watch(2);
    // Timers of a computer that slept fire once, whatever the clock says.
    vi.setSystemTime(Date.now() + 3600_000);
    vi.advanceTimersByTime(1000);
    expect(frozen).not.toHaveBeenCalled();
    watchdog.rest();
    vi.useRealTimers();
    source.skip(3600);
    await play(call, source.next(5, 0.5));
    await call.end();
    expect((await store.summary(CALL))?.gaps).toEqual([{ start: 5, end: 3605, cause: 'lost' }]);
    expect((await store.windows(CALL)).map(({ start }) => start)).toEqual([0, 1, 2, 3605, 3606, 3607]);
    expect(problems).toEqual([]);
  });

  survives('clock-back', async () => {
    const call = session();
    call.confirmConsent('asked');
    await play(call, source.next(5, 0.5));
    now -= 3600_000;
    await play(call, source.next(5, 0.5));
    await call.end();
    const record = await loadCallRecord(store, CALL);
    expect(record?.windows.map(({ start }) => start)).toEqual([0, 1, 2, 3, 4, 5, 6, 7]);
    expect(record?.gaps).toEqual([]);
    expect(record?.endedAt).toBe('2026-01-05T09:00:10.000Z');
  });

  survives('clock-forward', async () => {
    const call = session();
    call.confirmConsent('asked');
    await play(call, source.next(5, 0.5));
    await summaryOf(call);
    now = Date.parse('2031-01-05T09:00:00Z');
    expect(await purgeExpired(store, 30, now)).toBe(0);
    await play(call, source.next(5, 0.5));
    await call.end();
    expect((await loadCallRecord(store, CALL))?.windows).toHaveLength(8);
    expect(await purgeExpired(store, 30, now)).toBe(1);
  });

  it('stores what the store refused for a while with the next window that it takes', async () => {
    const call = session();
    call.confirmConsent('asked');
    await play(call, source.next(4, 0.5));
    await summaryOf(call);
    const { save } = store;
    store.save = () => Promise.reject(new Error('The disk is full.'));
    await play(call, source.next(5, 0.5));
    expect((await store.windows(CALL)).length).toBeLessThan(3);
    store.save = save;
    await play(call, source.next(1, 0.5));
    await summaryOf(call);
    expect((await store.windows(CALL)).map(({ start }) => start)).toEqual([0, 1, 2, 3, 4, 5, 6, 7]);
    expect(call.isStored).toBe(true);
  });
});

describe('the voice of a call', () => {
  beforeEach(() => {
    engine = createScriptedEngine(SCRIPTED_VOICE);
  });
  const confirmed = (restored?: Parameters<typeof session>[0]) => {
    const call = session(restored);
    call.confirmConsent('asked');
    return call;
  };

  it('is got to know, and what was heard first is then put right in snapshot, score and store', async () => {
    const call = confirmed();
    await play(call, source.next(3, 0));
    expect(call.snapshot().gettingToKnow).toBeUndefined();
    await play(call, source.next(KNOWN_AFTER_WINDOWS - 1, 0.25));
    expect(call.snapshot().gettingToKnow).toBe(true);
    const early = call.snapshot();
    await play(call, source.next(2, 0.25));
    const known = call.snapshot();
    expect(known.gettingToKnow).toBe(false);
    const angerIn = (windows: readonly AnalysedWindow[]) =>
      windows.flatMap(({ probabilities }) => probabilities?.anger ?? []);
    const [first = 0] = angerIn(early.windows);
    const [reread = 0] = angerIn(known.windows);
    expect(reread).toBeGreaterThan(first);
    await call.end();
    const record = await loadCallRecord(store, CALL);
    expect(record?.coldStarts).toEqual([{ time: 0, because: 'call' }]);
    expect(record?.scoreVersion).toBe(3);
    expect(record?.windows).toHaveLength(known.windows.length);
    expect(angerIn(record?.windows ?? [])[0]).toBe(reread);
    expect(record?.scoreOverTime).toEqual(call.snapshot().scoreOverTime);
    expect(record?.score).toBe(record?.scoreOverTime.at(-1)?.score);
    expect(problems).toEqual([]);
  });

  it('is known as well as it will be when the call is over', async () => {
    const call = confirmed();
    await play(call, source.next(14, 0.25));
    const [before] = call.snapshot().windows;
    await call.end();
    const ended = call.snapshot();
    expect(ended.gettingToKnow).toBe(false);
    expect(ended.windows[0]?.probabilities?.anger).toBeGreaterThan(before?.probabilities?.anger ?? 1);
  });

  it('is got to know anew when another customer speaks, and the record says so', async () => {
    const call = confirmed();
    await play(call, source.next(30, 0.25));
    expect(call.snapshot().gettingToKnow).toBe(false);
    call.beginVoice();
    expect(call.snapshot().gettingToKnow).toBe(true);
    await play(call, source.next(5, 0.4));
    await call.end();
    expect((await store.summary(CALL))?.coldStarts).toEqual([
      { time: 0, because: 'call' },
      { time: 30, because: 'customer' },
    ]);
  });

  it('is lost with an interruption, and the record says that too', async () => {
    const before = confirmed();
    await play(before, source.next(30, 0.25));
    const summary = await summaryOf(before);
    const call = session({ summary, windows: await store.windows(CALL) });
    await play(call, source.next(5, 0.25));
    await call.end();
    const record = await loadCallRecord(store, CALL);
    expect(record?.coldStarts).toEqual([
      { time: 0, because: 'call' },
      { time: 30, because: 'crash' },
    ]);
    expect(record?.scoreVersion).toBe(3);
  });

  it('is not asked about where the model reads every window by itself', async () => {
    engine = createScriptedEngine();
    const call = confirmed();
    await play(call, source.next(30, 0.25));
    call.beginVoice();
    await play(call, source.next(3, 0.25));
    expect(call.snapshot().gettingToKnow).toBeUndefined();
    await call.end();
    expect(await store.summary(CALL)).toMatchObject({ coldStarts: [], scoreVersion: 2 });
  });
});
