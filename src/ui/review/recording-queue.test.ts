import { beforeEach, describe, expect, it, vi } from 'vitest';
import { createScriptedEngine, type ScriptedEngine } from '../../../tests/support/scripted-engine.ts';
import type { Recording } from '../../analysis/audio/recording.ts';
import { EngineCrash } from '../../extension/engine/engine-crash.ts';
import { type QueuedRecording, RecordingQueue } from './recording-queue.ts';

const RATE_HZ = 16_000;

let engine: ScriptedEngine;
let queue: RecordingQueue;
let shown: readonly QueuedRecording[];
let closed: number;
/** Engines that were loaded, and those that were closed. */
let engines: { loaded: number; closed: number };

const states = () => shown.map(({ state }) => state.kind);
const named = (name: string) => new File([], name);
const until = (condition: () => boolean) =>
  vi.waitFor(() => expect(condition()).toBe(true), { timeout: 5000 });

/** Six seconds: the agent, on the left, is silent; the customer is half angry. */
async function open(file: Blob): Promise<Recording> {
  if ((file as File).name === 'bad.wav') throw new Error('This file is empty.');
  const customer = () => new Float32Array(RATE_HZ).fill(0.5);
  const isMono = (file as File).name === 'mono.wav';
  return {
    sampleRateHz: RATE_HZ,
    channels: isMono ? 1 : 2,
    seconds: 6,
    async *blocks() {
      for (let second = 0; second < 6; second++) {
        yield isMono ? [customer()] : [new Float32Array(RATE_HZ), customer()];
      }
    },
    close: () => {
      closed++;
    },
  };
}

beforeEach(() => {
  engine = createScriptedEngine();
  shown = [];
  closed = 0;
  engines = { loaded: 0, closed: 0 };
  queue = new RecordingQueue({
    loadEngine: async () => {
      engines.loaded++;
      return Object.assign(engine, { close: () => engines.closed++ });
    },
    open,
    clock: () => 0,
    onChange: (recordings) => {
      shown = recordings;
    },
  });
});

describe('the queue of recordings', () => {
  it('analyses one after the other, and a bad one harms none', async () => {
    queue.add([named('a.wav'), named('bad.wav'), named('b.wav')], 'right');
    await until(() => states().every((kind) => kind === 'analysed' || kind === 'failed'));
    expect(shown.map(({ state }) => state)).toEqual([
      {
        kind: 'analysed',
        analysis: expect.objectContaining({ file: 'a.wav', model: 'test-model', seconds: 6 }),
        levels: { customer: Array(12).fill(expect.closeTo(-6, 1)), other: Array(12).fill(-96) },
      },
      { kind: 'failed', problem: 'This file is empty.' },
      expect.objectContaining({ analysis: expect.objectContaining({ file: 'b.wav' }) }),
    ]);
    expect(closed).toBe(2);
  });

  it('hears the channel that it is told, and another one when told so later', async () => {
    const [id = ''] = queue.add([named('a.wav')], 'left');
    await until(() => states()[0] === 'analysed');
    const windows = () => (shown[0]?.state.kind === 'analysed' ? shown[0].state.analysis.windows : []);
    expect(windows().every(({ probabilities }) => probabilities === null)).toBe(true);
    queue.again(id, 'right');
    await until(() => states()[0] === 'analysed' && shown[0]?.choice === 'right');
    expect(windows()[0]?.probabilities?.anger).toBeCloseTo(0.5);
  });

  it('guesses the channel where it is told to, says why, and takes another one when told so', async () => {
    const [id = ''] = queue.add([named('a.wav')], 'guess');
    await until(() => states()[0] === 'analysed');
    expect(shown[0]).toMatchObject({
      choice: 'guess',
      channels: 2,
      taken: { customer: 'right', guess: { customer: 'right', cues: ['silent'], sure: true } },
    });
    queue.again(id, 'left');
    expect(shown[0]?.taken).toBeNull();
    await until(() => states()[0] === 'analysed');
    expect(shown[0]?.taken).toEqual({ customer: 'left', guess: null });
  });

  it('has no choice in a recording of one channel', async () => {
    queue.add([named('mono.wav')], 'guess');
    await until(() => states()[0] === 'analysed');
    expect(shown[0]).toMatchObject({ channels: 1, taken: null, state: { levels: { other: null } } });
  });

  it('stops at once what is cancelled, and goes on with the next', async () => {
    engine.stall();
    const [first = ''] = queue.add([named('a.wav'), named('b.wav')], 'right');
    await until(() => states()[0] === 'analysing');
    queue.cancel(first);
    expect(states()[0]).toBe('cancelled');
    engine.resume();
    await until(() => states()[1] === 'analysed');
    expect(states()[0]).toBe('cancelled');
    expect(closed).toBe(2);
  });

  it('forgets what is removed', async () => {
    engine.stall();
    const [first = '', second = ''] = queue.add([named('a.wav'), named('b.wav')], 'right');
    queue.remove(second);
    queue.remove(first);
    engine.resume();
    await until(() => closed === 1);
    expect(shown).toEqual([]);
  });

  it('loads one engine for all, and none before there is a recording', async () => {
    expect(engines.loaded).toBe(0);
    queue.add([named('a.wav'), named('b.wav')], 'right');
    await until(() => states().every((kind) => kind === 'analysed'));
    expect(engines).toEqual({ loaded: 1, closed: 0 });
  });

  it('says when the engine crashes, and takes a new one for the next try', async () => {
    const { analyse } = engine;
    engine.analyse = () => Promise.reject(new EngineCrash('out of memory'));
    const [id = ''] = queue.add([named('a.wav')], 'right');
    await until(() => states()[0] === 'failed');
    expect(shown[0]?.state).toMatchObject({ problem: expect.stringContaining('(out of memory). Try again') });
    engine.analyse = analyse;
    queue.again(id, 'right');
    await until(() => states()[0] === 'analysed');
    expect(engines).toEqual({ loaded: 2, closed: 1 });
  });

  it('loads anew what could not be loaded', async () => {
    let broken = true;
    queue = new RecordingQueue({
      loadEngine: async () => {
        if (broken) throw new Error('The model file is damaged.');
        return Object.assign(engine, { close: () => {} });
      },
      open,
      clock: () => 0,
      onChange: (recordings) => {
        shown = recordings;
      },
    });
    const [id = ''] = queue.add([named('a.wav')], 'right');
    await until(() => states()[0] === 'failed');
    broken = false;
    queue.again(id, 'right');
    await until(() => states()[0] === 'analysed');
  });
});
