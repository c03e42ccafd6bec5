import { beforeEach, describe, expect, it } from 'vitest';
import {
  createScriptedEngine,
  plainProbabilities,
  type ScriptedEngine,
} from '../../../tests/fixtures/scripted-engine.ts';
import type { ModelName } from '../../analysis/emotion/catalogue.ts';
import { WINDOW_SAMPLES } from '../../analysis/emotion/manifest.ts';
import type { StartedEngine } from '../../extension/engine/started-engine.ts';
import { loadPool, poolEngines } from './pooled-engine.ts';

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
      readInContext: (request) => engine.readInContext(request),
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
    expect(results.map((result) => plainProbabilities(result)?.anger)).toEqual([0.25, 0.5, 0.75]);
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

  it('reads an embedding by whichever engine, since they hold the same model', async () => {
    const request = { model: 'test-model', embedding: new Float32Array(6), context: new Float32Array(6) };
    expect(await pool.readInContext(request)).toHaveLength(6);
    expect(await pool.readInContext({ ...request, model: 'another' })).toBeNull();
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

describe('loading a pool', () => {
  const begun: ModelName[] = [];
  const begin =
    (broken: readonly ModelName[]) =>
    (name: ModelName): StartedEngine => {
      begun.push(name);
      const engine = createScriptedEngine();
      const isBroken = broken.includes(name);
      return {
        ready: isBroken
          ? Promise.reject(new Error(`The model ${name} is damaged.`))
          : Promise.resolve({ model: `${name} 1`, loadMs: 1 }),
        warm: true,
        analyse: engine.analyse,
        readInContext: engine.readInContext,
        release: engine.release,
        close: () => {
          closed++;
        },
      };
    };
  beforeEach(() => {
    begun.length = 0;
  });

  it('loads the model as often as it is told', async () => {
    const engine = await loadPool(begin([]), 'cnn-lstm', 2);
    expect([begun, (await engine.ready).model]).toEqual([['cnn-lstm', 'cnn-lstm'], 'cnn-lstm 1']);
    engine.close();
    expect(closed).toBe(2);
  });

  it('takes the default model where that one is broken, and says what is wrong when that is too', async () => {
    const engine = await loadPool(begin(['cnn-lstm']), 'cnn-lstm', 1);
    expect((await engine.ready).model).toBe('default 1');
    expect(closed).toBe(1);
    await expect(loadPool(begin(['cnn-lstm', 'default']), 'cnn-lstm', 1)).rejects.toThrow(
      'The model default is damaged.',
    );
  });
});
