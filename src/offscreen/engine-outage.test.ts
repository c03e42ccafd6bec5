// A leg whose engine breaks, restarts and gives up: what its call is told.

import { afterEach, beforeEach, describe, expect, vi } from 'vitest';
import { survives } from '../../tests/faults/survives.ts';
import { BlockSource } from '../../tests/fixtures/blocks.ts';
import { createScriptedEngine } from '../../tests/fixtures/scripted-engine.ts';
import { LegAnalyser } from '../analysis/call/leg-analyser.ts';
import type { Gap, HeardWindow } from '../analysis/call/record.ts';
import { WINDOW_SECONDS } from '../analysis/call/timing.ts';
import type { WindowJob } from '../analysis/emotion/engine.ts';
import type { ContextRequest } from '../analysis/emotion/window-reading.ts';
import { EngineCrash } from '../extension/engine/engine-crash.ts';
import { EngineSupervisor } from './engine-supervisor.ts';

/** A window that ends in this level is the death of any engine. */
const DEADLY = 0.875;

let windows: HeardWindow[];
let gaps: Gap[];
let errors: Error[];
let outages: (string | null)[];
/** Whether engines can be loaded at this moment. */
let loads: boolean;

function start() {
  const scripted = createScriptedEngine();
  const ready = loads
    ? Promise.resolve({ model: 'test-model', loadMs: 1 })
    : Promise.reject(new Error('There is no memory.'));
  ready.catch(() => {});
  return {
    ready,
    warm: true,
    analyse: (job: WindowJob) =>
      job.window.at(-1) === DEADLY ? Promise.reject(new EngineCrash('')) : scripted.analyse(job),
    readInContext: (request: ContextRequest) => scripted.readInContext(request),
    release: (stream: string) => scripted.release(stream),
    close: () => {},
  };
}

async function openLeg() {
  const engine = new EngineSupervisor({
    start,
    onState: (state) => {
      if (state.kind === 'ready') outages.push(state.outage ?? null);
    },
  });
  engine.use('default');
  await vi.advanceTimersByTimeAsync(0);
  const leg = new LegAnalyser({
    engine,
    leg: 'leg',
    pace: 'live',
    onWindow: (window) => windows.push(window),
    onGap: (gap) => gaps.push(gap),
    onError: (error) => errors.push(error),
  });
  const source = new BlockSource('leg');
  /** Speaks in real time. */
  const say = async (seconds: number, level: number) => {
    for (const block of source.next(seconds, level)) {
      leg.accept(block);
      await vi.advanceTimersByTimeAsync(100);
    }
  };
  return { say };
}

/** Where neither a window nor a gap accounts for what was said before the last window's end, in seconds. */
function holes(): { start: number; end: number }[] {
  const heard = windows.map(({ start }) => ({ start, end: start + WINDOW_SECONDS }));
  const found: { start: number; end: number }[] = [];
  let accounted = 0;
  for (const { start, end } of [...heard, ...gaps].toSorted((a, b) => a.start - b.start)) {
    if (start > accounted) found.push({ start: accounted, end: start });
    accounted = Math.max(accounted, end);
  }
  return found;
}

beforeEach(() => {
  windows = [];
  gaps = [];
  errors = [];
  outages = [];
  loads = true;
  vi.useFakeTimers();
});
afterEach(() => vi.useRealTimers());

describe('a leg', () => {
  survives('deadly-window', async () => {
    const { say } = await openLeg();
    await say(5, 0.5);
    await say(1, DEADLY);
    await say(5, 0.5);
    expect(windows.map(({ start }) => start)).toEqual([0, 1, 2, 4, 5, 6, 7, 8]);
    expect(gaps).toEqual([{ start: 5, end: 6, cause: 'interrupted' }]);
    expect(errors.map(({ message }) => message)).toEqual([
      expect.stringMatching(/^The analysis stopped in the middle of its work\./),
    ]);
    expect(outages.at(-1)).toBeNull();
  });

  survives('long-outage', async () => {
    const { say } = await openLeg();
    await say(5, 0.5);
    loads = false;
    await say(1, DEADLY);
    await say(60, 0.5);
    expect(outages.at(-1)).toBe(
      'The analysis stopped and can’t be started again yet; it is tried on. There is no memory.',
    );
    loads = true;
    await say(60, 0.5);
    expect(outages.at(-1)).toBeNull();
    const waited = windows.filter(({ start }) => start < 40).length;
    expect(waited).toBeGreaterThanOrEqual(30);
    expect(new Set(gaps.map(({ cause }) => cause))).toEqual(new Set(['interrupted']));
    expect(holes()).toEqual([]);
    expect(windows.at(-1)?.start).toBeGreaterThan(120);
  });
});
