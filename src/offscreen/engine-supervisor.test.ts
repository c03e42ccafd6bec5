import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { survives } from '../../tests/faults/survives.ts';
import {
  createScriptedEngine,
  plainProbabilities,
  type ScriptedEngine,
} from '../../tests/fixtures/scripted-engine.ts';
import type { WindowJob, WindowResult } from '../analysis/emotion/engine.ts';
import { WINDOW_SAMPLES } from '../analysis/emotion/manifest.ts';
import type { ContextRequest } from '../analysis/emotion/window-reading.ts';
import { EngineCrash } from '../extension/engine/engine-crash.ts';
import type { EngineState } from '../extension/engine/engine-state.ts';
import { EngineSupervisor, FIRST_RESTART_MS, LONGEST_RESTART_MS } from './engine-supervisor.ts';

/** A window of this level is the death of any engine. */
const POISON = -1;

/** One engine after the other, each of which a test can break. */
interface Started {
  readonly scripted: ScriptedEngine;
  closed: boolean;
  /** It dies: whatever it has in hand, and all that comes later, is rejected. */
  crash(): void;
}

let started: Started[];
let states: EngineState[];
/** Loads that fail from here on. */
let failingLoads: number;

function start() {
  const scripted = createScriptedEngine();
  let die = (_: Error) => {};
  const death = new Promise<never>((_, reject) => {
    die = reject;
  });
  death.catch(() => {});
  const mine: Started = { scripted, closed: false, crash: () => die(new EngineCrash('out of memory')) };
  started.push(mine);
  const ready =
    failingLoads-- > 0
      ? Promise.reject(new Error('The model file is damaged.'))
      : Promise.resolve({ model: 'test-model', loadMs: 1 });
  ready.catch(() => {});
  return {
    ready,
    warm: true,
    analyse(job: WindowJob) {
      if (job.window.at(-1) === POISON) mine.crash();
      return Promise.race([death, scripted.analyse(job)]);
    },
    readInContext: (request: ContextRequest) => Promise.race([death, scripted.readInContext(request)]),
    release: (stream: string) => scripted.release(stream),
    close: () => {
      mine.closed = true;
    },
  };
}

function engineAt(index: number): Started {
  const engine = started.at(index);
  if (engine === undefined) throw new Error(`Only ${started.length} engines were started.`);
  return engine;
}

function open(): EngineSupervisor {
  const engine = new EngineSupervisor({ start, onState: (state) => states.push(state) });
  engine.use('default');
  return engine;
}

/** A supervisor whose engine is loaded. */
async function opened(): Promise<EngineSupervisor> {
  const engine = open();
  await vi.advanceTimersByTimeAsync(0);
  expect(states.at(-1)?.kind).toBe('ready');
  return engine;
}

/** What is told of the engine being down, now; null while it works. */
function outage(): string | null {
  const state = states.at(-1);
  return (state?.kind === 'ready' ? state.outage : undefined) ?? null;
}

const job = (level: number, freshSamples = 16_000): WindowJob => ({
  stream: 'a',
  window: new Float32Array(WINDOW_SAMPLES).fill(level),
  freshSamples,
  classify: true,
});
const anger = async (answer: Promise<WindowResult>) => plainProbabilities(await answer)?.anger;

beforeEach(() => {
  started = [];
  states = [];
  failingLoads = 0;
  vi.useFakeTimers();
});
afterEach(() => vi.useRealTimers());

describe('an engine that is restarted', () => {
  survives('worker-crash', async () => {
    const engine = await opened();
    expect(await anger(engine.analyse(job(0.25)))).toBeCloseTo(0.25);
    engineAt(0).scripted.stall();
    const answers = [engine.analyse(job(0.5)), engine.analyse(job(0.75))];
    await vi.advanceTimersByTimeAsync(0);
    engineAt(0).crash();
    await vi.advanceTimersByTimeAsync(0);
    expect(engine.warm).toBe(false);
    expect(engineAt(0).closed).toBe(true);
    expect(outage()).toMatch(/^The analysis stopped and is starting again by itself; the call goes on\./);
    answers.push(engine.analyse(job(1)));
    await vi.advanceTimersByTimeAsync(FIRST_RESTART_MS);
    expect(await Promise.all(answers.map(anger))).toEqual([0.5, 0.75, 1]);
    expect(engineAt(1).scripted.jobs.map(({ freshSamples }) => freshSamples)).toEqual([
      WINDOW_SAMPLES,
      16_000,
      16_000,
    ]);
    expect(engine.warm).toBe(true);
    expect(outage()).toBeNull();
  });

  it('classifies what came while an engine stood still, also where it seemed too late for that', async () => {
    const engine = await opened();
    engineAt(0).scripted.stall();
    const late = [engine.analyse(job(0.5)), engine.analyse({ ...job(0.75), classify: false })];
    await vi.advanceTimersByTimeAsync(0);
    engineAt(0).crash();
    await vi.advanceTimersByTimeAsync(FIRST_RESTART_MS);
    expect(await Promise.all(late.map(anger))).toEqual([0.5, 0.75]);
    // One that comes afterwards is again what its sender says.
    expect(await anger(engine.analyse({ ...job(1), classify: false }))).toBeUndefined();
  });

  it('classifies what comes while it makes up for an outage', async () => {
    const engine = await opened();
    engineAt(0).scripted.stall();
    const before = engine.analyse(job(0.5));
    await vi.advanceTimersByTimeAsync(0);
    engineAt(0).crash();
    await vi.advanceTimersByTimeAsync(FIRST_RESTART_MS - 1);
    const restarted = vi.advanceTimersByTimeAsync(1);
    const behind = engine.analyse({ ...job(0.75), classify: false });
    await restarted;
    expect(await Promise.all([before, behind].map(anger))).toEqual([0.5, 0.75]);
  });

  it('hands each job its own memory back', async () => {
    const engine = open();
    const mine = job(0.5);
    expect((await engine.analyse(mine)).window).toBe(mine.window);
  });

  it('gives up a window that breaks two engines, and goes on with those behind it', async () => {
    const engine = await opened();
    const refused = expect(engine.analyse(job(POISON))).rejects.toBeInstanceOf(EngineCrash);
    const next = engine.analyse(job(0.75));
    await vi.advanceTimersByTimeAsync(4 * FIRST_RESTART_MS);
    await refused;
    expect(await anger(next)).toBeCloseTo(0.75);
    expect(started.map(({ closed }) => closed)).toEqual([true, true, false]);
  });

  it('waits longer after every failure, and no longer once a window was answered', async () => {
    const engine = await opened();
    engineAt(0).scripted.stall();
    const answer = engine.analyse(job(0.5));
    await vi.advanceTimersByTimeAsync(0);
    failingLoads = 10;
    engineAt(0).crash();
    await vi.advanceTimersByTimeAsync(FIRST_RESTART_MS);
    expect(started).toHaveLength(2);
    expect(outage()).toContain('can’t be started again yet; it is tried on. The model file is damaged.');
    await vi.advanceTimersByTimeAsync(2 * FIRST_RESTART_MS - 1);
    expect(started).toHaveLength(2);
    await vi.advanceTimersByTimeAsync(1);
    expect(started).toHaveLength(3);
    await vi.advanceTimersByTimeAsync(10 * LONGEST_RESTART_MS);
    expect(await anger(answer)).toBeCloseTo(0.5);
    const before = started.length;
    engineAt(-1).scripted.stall();
    const again = engine.analyse(job(0.25));
    await vi.advanceTimersByTimeAsync(0);
    engineAt(-1).crash();
    await vi.advanceTimersByTimeAsync(FIRST_RESTART_MS);
    expect(started).toHaveLength(before + 1);
    expect(await anger(again)).toBeCloseTo(0.25);
  });

  it('tries a first load again, and says why when the model can’t be loaded at all', async () => {
    failingLoads = 2;
    open();
    await vi.advanceTimersByTimeAsync(3 * FIRST_RESTART_MS);
    expect(states.at(-1)).toMatchObject({ kind: 'ready', model: 'test-model' });
    failingLoads = 3;
    const hopeless = open();
    const refused = expect(hopeless.analyse(job(0.5))).rejects.toThrow('The model file is damaged.');
    await vi.advanceTimersByTimeAsync(3 * FIRST_RESTART_MS);
    await refused;
    expect(states.at(-1)).toEqual({ kind: 'failed', problem: 'The model file is damaged.' });
    expect(states.filter((state) => 'outage' in state)).toEqual([]);
  });

  it('stays down when another model has taken its place, which does what it had in hand', async () => {
    const engine = await opened();
    engineAt(0).scripted.stall();
    const answer = engine.analyse(job(0.5));
    await vi.advanceTimersByTimeAsync(0);
    engineAt(0).crash();
    await vi.advanceTimersByTimeAsync(0);
    engine.use('cnn');
    await vi.advanceTimersByTimeAsync(0);
    expect(await anger(answer)).toBeCloseTo(0.5);
    await vi.advanceTimersByTimeAsync(LONGEST_RESTART_MS);
    expect(started.map(({ closed }) => closed)).toEqual([true, false]);
    expect(states.at(-1)).toMatchObject({ kind: 'ready', name: 'cnn', change: null });
    expect(outage()).toBeNull();
  });

  it('reads in context once more what an engine broke at or had in hand', async () => {
    const engine = await opened();
    const request = {
      model: 'test-model',
      embedding: new Float32Array(6),
      context: new Float32Array(6),
    };
    engineAt(0).scripted.stall();
    const window = engine.analyse(job(0.5));
    const reading = engine.readInContext(request);
    await vi.advanceTimersByTimeAsync(0);
    expect(engineAt(0).scripted.readings).toEqual([request]);
    engineAt(0).crash();
    await vi.advanceTimersByTimeAsync(FIRST_RESTART_MS);
    expect(await reading).toHaveLength(6);
    expect(await anger(window)).toBeCloseTo(0.5);
    expect(engineAt(1).scripted.readings).toEqual([request]);
    expect(await engine.readInContext({ ...request, model: 'another' })).toBeNull();
  });
});
