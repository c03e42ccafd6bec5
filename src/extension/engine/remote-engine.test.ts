import { expose, transfer } from 'comlink';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { survives } from '../../../tests/faults/survives.ts';
import type { WindowJob } from '../../analysis/emotion/engine.ts';
import { WINDOW_SAMPLES } from '../../analysis/emotion/manifest.ts';
import { EngineSupervisor } from '../../offscreen/engine-supervisor.ts';
import { EngineCrash } from './engine-crash.ts';
import type { WorkerEngine } from './engine-worker.ts';
import { FROZEN_AFTER_SECONDS, startRemoteEngine } from './remote-engine.ts';

/** A worker without a thread: real messages over a real channel, and a death on command. */
class ChannelWorker extends EventTarget {
  readonly #port: MessagePort;
  isTerminated = false;

  constructor(engine: WorkerEngine) {
    super();
    const { port1, port2 } = new MessageChannel();
    expose(engine, port2);
    this.#port = port1;
    port1.onmessage = ({ data }) => this.dispatchEvent(new MessageEvent('message', { data }));
  }

  postMessage(message: unknown, transferred: Transferable[]): void {
    this.#port.postMessage(message, transferred);
  }

  die(message: string): void {
    this.dispatchEvent(Object.assign(new Event('error'), { message }));
  }

  terminate(): void {
    this.isTerminated = true;
    this.#port.close();
  }
}

const never = new Promise<never>(() => {});
const job = (): WindowJob => ({
  stream: 'a',
  window: new Float32Array(WINDOW_SAMPLES).fill(0.5),
  freshSamples: WINDOW_SAMPLES,
  classify: false,
});

function started(answers: Partial<WorkerEngine> = {}) {
  const worker = new ChannelWorker({
    load: async () => ({ model: '1.0.0', loadMs: 1 }),
    analyse: async ({ window }) =>
      transfer({ speech: 0, heard: false, tonal: false, reading: null, model: '1.0.0', window }, [
        window.buffer,
      ]),
    readInContext: async () => null,
    release: async () => {},
    ...answers,
  });
  return { worker, engine: startRemoteEngine(worker as unknown as Worker, 'default') };
}

/** Lets messages arrive that are on their way. */
const delivered = () => new Promise((resolve) => setTimeout(resolve, 10));

afterEach(() => vi.useRealTimers());

describe('an engine in a worker', () => {
  it('loads, and gives every window its answer and its memory back', async () => {
    const { worker, engine } = started();
    expect(await engine.ready).toEqual({ model: '1.0.0', loadMs: 1 });
    expect(engine.warm).toBe(true);
    expect((await engine.analyse(job())).window).toHaveLength(WINDOW_SAMPLES);
    engine.close();
    expect(worker.isTerminated).toBe(true);
  });

  it('rejects in a sentence what a worker that dies has not answered, and all that comes later', async () => {
    const { worker, engine } = started({ analyse: () => never });
    await engine.ready;
    const open = [engine.analyse(job()), engine.analyse(job())];
    const outcomes = Promise.allSettled(open);
    await new Promise((resolve) => setTimeout(resolve, 10));
    worker.die('Out of memory.');
    for (const outcome of [...(await outcomes), ...(await Promise.allSettled([engine.analyse(job())]))]) {
      expect(outcome).toMatchObject({
        reason: expect.objectContaining({
          message: expect.stringMatching(/^The analysis stopped .* \(Out of memory\)\. Try again; /),
        }),
      });
    }
    expect(engine.warm).toBe(false);
    await expect(engine.release('a')).resolves.toBeUndefined();
    engine.close();
  });

  it('says so when it dies while it loads', async () => {
    const { worker, engine } = started({ load: () => never });
    const waiting = engine.analyse(job());
    worker.die('');
    await expect(engine.ready).rejects.toBeInstanceOf(EngineCrash);
    await expect(waiting).rejects.toThrow('The analysis stopped in the middle of its work. Try again;');
    engine.close();
  });

  it('hands on what the worker says is wrong', async () => {
    const { engine } = started({
      load: async () => {
        throw new Error('The model file is damaged.');
      },
    });
    await expect(engine.ready).rejects.toThrow('The model file is damaged.');
    engine.close();
  });

  survives('worker-frozen', async () => {
    vi.useFakeTimers({ toFake: ['setInterval', 'clearInterval'] });
    const workers = [started({ analyse: () => never }), started()];
    let next = 0;
    const outages: (string | null)[] = [];
    const engine = new EngineSupervisor({
      start: () => (workers[next++] as (typeof workers)[number]).engine,
      onState: (state) => {
        if (state.kind === 'ready' && outages.at(-1) !== state.outage) outages.push(state.outage ?? null);
      },
    });
    engine.use('default');
    await vi.waitFor(() => expect(engine.warm).toBe(true));
    const answers = [engine.analyse(job()), engine.analyse(job())];
    await delivered();
    vi.advanceTimersByTime((FROZEN_AFTER_SECONDS - 1) * 1000);
    await delivered();
    expect(outages).toEqual([]);
    vi.advanceTimersByTime(1000);
    await Promise.all(answers);
    expect(workers[0]?.worker.isTerminated).toBe(true);
    expect(outages).toEqual([
      expect.stringContaining('The analysis stopped and is starting again by itself; the call goes on.'),
      null,
    ]);
    workers[1]?.engine.close();
  });

  it('has all the time it needs while it answers, and while there is nothing to do', async () => {
    vi.useFakeTimers({ toFake: ['setInterval', 'clearInterval'] });
    const { engine } = started();
    await engine.ready;
    for (let seconds = 0; seconds < 3 * FROZEN_AFTER_SECONDS; seconds += FROZEN_AFTER_SECONDS - 1) {
      await engine.analyse(job());
      vi.advanceTimersByTime((FROZEN_AFTER_SECONDS - 1) * 1000);
    }
    vi.advanceTimersByTime(3600_000);
    expect(vi.getTimerCount()).toBe(0);
    await engine.analyse(job());
    engine.close();
  });
});
