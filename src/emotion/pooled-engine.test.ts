import { beforeEach, describe, expect, it } from 'vitest';
import { createScriptedEngine, type ScriptedEngine } from '../../tests/fixtures/scripted-engine.ts';
import { WINDOW_SAMPLES } from './manifest.ts';
import { poolEngines } from './pooled-engine.ts';
import type { StartedEngine } from './switchable-engine.ts';

let scripted: ScriptedEngine[];
let closed: number;
let pool: StartedEngine;

beforeEach(() => {
  scripted = [createScriptedEngine(), createScriptedEngine()];
  closed = 0;
  pool = poolEngines(
    scripted.map((engine, i) => ({
      ready: Promise.resolve({ model: `model of ${i}`, loadMs: 1 }),
      get warm() {
        return engine.warm;
      },
      analyse: (job) => engine.analyse(job),
      release: (stream) => engine.release(stream),
      close: () => {
        closed++;
      },
    })),
  );
});

const analyse = (level: number) =>
  pool.analyse({
    stream: 'a',
    window: new Float32Array(WINDOW_SAMPLES).fill(level),
    freshSamples: WINDOW_SAMPLES,
    classify: true,
  });

describe('a pool of engines', () => {
  it('classifies every window once, in turns, while every gate hears all of them', async () => {
    const results = await Promise.all([0.25, 0.5, 0.75].map(analyse));
    expect(results.map(({ probabilities }) => probabilities?.anger)).toEqual([0.25, 0.5, 0.75]);
    expect(scripted[0]?.jobs.map(({ classify }) => classify)).toEqual([true, false, true]);
    expect(scripted[1]?.jobs.map(({ classify }) => classify)).toEqual([false, true, false]);
  });

  it('gives results in the order of the jobs', async () => {
    const order: string[] = [];
    scripted[0]?.stall();
    const first = analyse(0.25).then(() => order.push('first'));
    const second = analyse(0.5).then(() => order.push('second'));
    await new Promise((resolve) => setImmediate(resolve));
    expect(order).toEqual([]);
    scripted[0]?.resume();
    await Promise.all([first, second]);
    expect(order).toEqual(['first', 'second']);
  });

  it('is ready and warm when all are, and releases and closes all', async () => {
    expect((await pool.ready).model).toBe('model of 0');
    scripted[1]?.cool();
    expect(pool.warm).toBe(false);
    await pool.release('a');
    expect(scripted.map(({ released }) => released)).toEqual([['a'], ['a']]);
    pool.close();
    expect(closed).toBe(2);
  });
});
