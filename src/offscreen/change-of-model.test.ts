import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { createScriptedEngine, type ScriptedEngine } from '../../tests/fixtures/scripted-engine.ts';
import type { ModelName } from '../analysis/emotion/catalogue.ts';
import { WINDOW_SAMPLES } from '../analysis/emotion/manifest.ts';
import { EngineCrash } from '../extension/engine/engine-crash.ts';
import type { EngineState } from '../extension/engine/engine-state.ts';
import type { StartedEngine } from '../extension/engine/started-engine.ts';
import { EngineSupervisor, FIRST_LOADS, FIRST_RESTART_MS, RETRY_MS } from './engine-supervisor.ts';

/** An engine that a test loads, or fails to. */
interface Started {
  readonly name: ModelName;
  readonly scripted: ScriptedEngine;
  closed: boolean;
  load(): Promise<void>;
  fail(reason: string): Promise<void>;
}

let started: Started[];
let states: EngineState[];
let engine: EngineSupervisor;

/** Lets everything that only waits for promises come to its end. */
const settle = () => new Promise<void>((resolve) => setImmediate(resolve));

/** The model that is loading can't be loaded, however often it is tried. */
async function failToLoad(reason: string): Promise<void> {
  for (let load = 1; load <= FIRST_LOADS; load++) {
    await latest().fail(reason);
    if (load < FIRST_LOADS) vi.advanceTimersByTime(FIRST_RESTART_MS);
  }
}

function start(name: ModelName): StartedEngine {
  const scripted = createScriptedEngine();
  scripted.model = `${name}-1`;
  let load = () => {};
  let fail = (_: Error) => {};
  const ready = new Promise<{ model: string; loadMs: number }>((resolve, reject) => {
    load = () => resolve({ model: scripted.model, loadMs: 1 });
    fail = reject;
  });
  const mine: Started = {
    name,
    scripted,
    closed: false,
    load() {
      load();
      return settle();
    },
    fail(reason) {
      fail(new Error(reason));
      return settle();
    },
  };
  started.push(mine);
  return {
    ready,
    warm: true,
    analyse: (job) => scripted.analyse(job),
    readInContext: (request) => scripted.readInContext(request),
    release: (stream) => scripted.release(stream),
    close: () => {
      mine.closed = true;
    },
  };
}

/** The engine that was started last. */
function latest(): Started {
  const last = started.at(-1);
  if (last === undefined) throw new Error('No engine was started.');
  return last;
}

const analyse = (stream = 'a') =>
  engine.analyse({
    stream,
    window: new Float32Array(WINDOW_SAMPLES).fill(0.5),
    freshSamples: 16_000,
    classify: true,
  });
const heardBy = async (stream?: string) => (await analyse(stream)).model;

/** An engine in use, that answers. */
async function running(name: ModelName): Promise<Started> {
  engine.use(name);
  const mine = latest();
  await mine.load();
  return mine;
}

beforeEach(() => {
  started = [];
  states = [];
  engine = new EngineSupervisor({ start, onState: (state) => states.push(state) });
  vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] });
});
afterEach(() => void vi.useRealTimers());

describe('while nothing is loaded yet', () => {
  it('keeps jobs until the first model is there, and answers them in order', async () => {
    const early = [heardBy(), heardBy()];
    engine.use('default');
    expect(engine.warm).toBe(false);
    await latest().load();
    expect(engine.warm).toBe(true);
    expect(await Promise.all([...early, heardBy()])).toEqual(['default-1', 'default-1', 'default-1']);
    expect(states).toEqual([
      { kind: 'loading' },
      { kind: 'ready', name: 'default', model: 'default-1', change: null },
    ]);
  });

  it('takes the default model for a chosen one that fails, and says so', async () => {
    const early = heardBy();
    engine.use('cnn');
    await failToLoad('It is damaged.');
    await latest().load();
    expect(await early).toBe('default-1');
    expect(states.at(-1)).toEqual({
      kind: 'ready',
      name: 'default',
      model: 'default-1',
      change: { kind: 'failed', name: 'cnn', problem: 'It is damaged.' },
    });
  });

  it('tries the default model again by itself when nothing could be loaded', async () => {
    engine.use('default');
    await failToLoad('No memory.');
    vi.advanceTimersByTime(RETRY_MS);
    expect(started).toHaveLength(FIRST_LOADS + 1);
    expect(states.at(-1)).toEqual({ kind: 'failed', problem: 'No memory.' });
    await failToLoad('No memory.');
    vi.advanceTimersByTime(RETRY_MS);
    await latest().load();
    expect(await heardBy()).toBe('default-1');
    vi.advanceTimersByTime(RETRY_MS);
    expect(started).toHaveLength(2 * FIRST_LOADS + 1);
  });

  it('tells its jobs why, when not even the default model can be loaded, and works when another one can', async () => {
    const early = analyse();
    const refused = expect(early).rejects.toThrow('No memory.');
    engine.use('default');
    await failToLoad('No memory.');
    await refused;
    await engine.release('a');
    expect(states.at(-1)).toEqual({ kind: 'failed', problem: 'No memory.' });
    await expect(analyse()).rejects.toThrow('No memory.');
    await running('cnn');
    expect(await heardBy()).toBe('cnn-1');
  });
});

describe('changing the model', () => {
  it('lets the old one serve until the new one is loaded, then closes it', async () => {
    const old = await running('default');
    engine.use('cnn');
    expect(await heardBy()).toBe('default-1');
    expect(states.at(-1)).toMatchObject({ name: 'default', change: { kind: 'loading', name: 'cnn' } });
    expect(old.closed).toBe(false);
    await latest().load();
    expect(await heardBy()).toBe('cnn-1');
    expect(old.closed).toBe(true);
    expect(states.at(-1)).toEqual({ kind: 'ready', name: 'cnn', model: 'cnn-1', change: null });
  });

  it('lets no window overtake those that the old one still had: the new one does them first', async () => {
    const old = await running('default');
    old.scripted.stall();
    const order: string[] = [];
    const note = async (window: string) => order.push(`${window} by ${await heardBy()}`);
    const open = [note('first'), note('second')];
    engine.use('cnn');
    const next = latest();
    next.scripted.stall();
    await settle();
    expect(order).toEqual([]);
    expect(old.closed).toBe(false);
    await next.load();
    open.push(note('third'));
    await settle();
    expect(order).toEqual([]);
    next.scripted.resume();
    await Promise.all(open);
    expect(order).toEqual(['first by cnn-1', 'second by cnn-1', 'third by cnn-1']);
    expect(old.closed).toBe(true);
  });

  it('takes no answer from the old one any more', async () => {
    const old = await running('default');
    old.scripted.stall();
    const open = heardBy();
    engine.use('cnn');
    latest().scripted.stall();
    await latest().load();
    old.scripted.resume();
    await settle();
    latest().scripted.resume();
    expect(await open).toBe('cnn-1');
  });

  it('begins a running stream in the new one with the whole window, and only then', async () => {
    await running('default');
    await analyse();
    await analyse();
    const next = await running('cnn');
    await analyse();
    await analyse();
    expect(next.scripted.jobs.map(({ freshSamples }) => freshSamples)).toEqual([WINDOW_SAMPLES, 16_000]);
  });

  it('leaves the old one running when the new one fails, and says why', async () => {
    const old = await running('default');
    engine.use('cnn');
    await failToLoad('It is damaged.');
    expect(await heardBy()).toBe('default-1');
    expect([old.closed, latest().closed]).toEqual([false, true]);
    expect(states.at(-1)).toEqual({
      kind: 'ready',
      name: 'default',
      model: 'default-1',
      change: { kind: 'failed', name: 'cnn', problem: 'It is damaged.' },
    });
    engine.use('default');
    expect(states.at(-1)).toMatchObject({ name: 'default', change: null });
  });

  it('takes the last of several choices, whichever is loaded first', async () => {
    await running('default');
    engine.use('cnn');
    const cnn = latest();
    engine.use('transformer');
    expect(cnn.closed).toBe(true);
    await cnn.load();
    expect(await heardBy()).toBe('default-1');
    await latest().load();
    expect(await heardBy()).toBe('transformer-1');
  });

  it('stays as it is when the choice is taken back before it is loaded', async () => {
    const old = await running('default');
    engine.use('cnn');
    const cnn = latest();
    engine.use('default');
    await cnn.load();
    expect(await heardBy()).toBe('default-1');
    expect([old.closed, cnn.closed]).toEqual([false, true]);
    expect(started).toHaveLength(2);
    expect(states.at(-1)).toEqual({ kind: 'ready', name: 'default', model: 'default-1', change: null });
  });

  describe('where the old one is down for good', () => {
    /** Models that die of the first window that they take, and can't be started again. */
    let dead: Set<ModelName>;
    let startsOf: Map<ModelName, number>;

    const startFragile = (name: ModelName): StartedEngine => {
      const starts = (startsOf.get(name) ?? 0) + 1;
      startsOf.set(name, starts);
      const engine = start(name);
      const { scripted, load, fail } = latest();
      void (dead.has(name) && starts > 1 ? fail('No memory.') : load());
      return {
        ...engine,
        analyse: (job) => (dead.has(name) ? Promise.reject(new EngineCrash('')) : scripted.analyse(job)),
      };
    };

    beforeEach(() => {
      dead = new Set();
      startsOf = new Map();
      engine = new EngineSupervisor({ start: startFragile, onState: (state) => states.push(state) });
    });

    it('the new one begins at once, with what the old one had in hand', async () => {
      engine.use('default');
      await settle();
      dead.add('default');
      const open = heardBy();
      await vi.advanceTimersByTimeAsync(FIRST_RESTART_MS);
      expect(states.at(-1)).toMatchObject({ outage: expect.stringContaining('No memory.') });
      engine.use('cnn');
      await settle();
      expect(await open).toBe('cnn-1');
      expect(await heardBy()).toBe('cnn-1');
      expect(states.at(-1)).toEqual({ kind: 'ready', name: 'cnn', model: 'cnn-1', change: null });
    });

    it('the new one does not wait for it either when it breaks at its last windows', async () => {
      engine.use('default');
      await settle();
      engine.use('cnn');
      dead.add('default');
      const open = heardBy();
      await settle();
      expect(await open).toBe('cnn-1');
      expect(await heardBy()).toBe('cnn-1');
    });
  });

  it('loads nothing twice for the same choice', async () => {
    engine.use('default');
    engine.use('default');
    await latest().load();
    engine.use('default');
    expect(started).toHaveLength(1);
  });
});
