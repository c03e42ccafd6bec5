import { beforeEach, describe, expect, it } from 'vitest';
import { BlockSource } from '../../../tests/fixtures/blocks.ts';
import {
  createScriptedEngine,
  SCRIPTED_VOICE,
  type ScriptedEngine,
} from '../../../tests/fixtures/scripted-engine.ts';
import type { WindowJob } from '../emotion/engine.ts';
import { LegAnalyser } from './leg-analyser.ts';
import type { ColdStart, Gap, HeardWindow } from './record.ts';
import type { RereadWindow } from './voice-reader.ts';
import { MAX_WINDOWS_BEHIND } from './window-standing.ts';

let engine: ScriptedEngine;
let windows: HeardWindow[];
let gaps: Gap[];
let coldStarts: ColdStart[];
let rereads: (readonly RereadWindow[])[];
let source: BlockSource;

function analyser(pace: 'live' | 'recording' = 'live') {
  return new LegAnalyser({
    engine,
    leg: 'leg',
    pace,
    onWindow: (window) => windows.push(window),
    onGap: (gap) => gaps.push(gap),
    onColdStart: (start) => coldStarts.push(start),
    onVoiceKnown: (reread) => rereads.push(reread),
    onError: (error) => {
      throw error;
    },
  });
}

beforeEach(() => {
  engine = createScriptedEngine();
  windows = [];
  gaps = [];
  coldStarts = [];
  rereads = [];
  source = new BlockSource('leg');
});

describe('the analyser of a leg', () => {
  it('gives a window of three seconds every second', async () => {
    const leg = analyser();
    for (const block of source.next(6.5, 0.5)) {
      leg.accept(block);
      await leg.settled();
    }
    expect(windows.map(({ start }) => start)).toEqual([0, 1, 2, 3]);
    expect(windows[0]?.probabilities?.anger).toBeCloseTo(0.5);
    expect(engine.jobs.map(({ freshSamples }) => freshSamples)).toEqual([48_000, 16_000, 16_000, 16_000]);
    expect(gaps).toEqual([]);
  });

  it('records a hole as lost, and no window spans it', async () => {
    const leg = analyser();
    const blocks = [...source.next(4, 0.5)];
    source.skip(2);
    blocks.push(...source.next(4, 0.5));
    for (const block of blocks) {
      leg.accept(block);
      await leg.settled();
    }
    expect(gaps).toEqual([{ start: 4, end: 6, cause: 'lost' }]);
    expect(windows.map(({ start }) => start)).toEqual([0, 1, 6, 7]);
    expect(new Set(engine.jobs.map(({ stream }) => stream)).size).toBe(2);
    expect(engine.released).toHaveLength(1);
  });

  it('drops and counts windows rather than queue them when the classifier is late', async () => {
    const leg = analyser('live');
    engine.stall();
    for (const block of source.next(3 + 8, 0.5)) leg.accept(block);
    engine.resume();
    await leg.settled();
    expect(windows).toHaveLength(MAX_WINDOWS_BEHIND);
    expect(gaps.map(({ cause }) => cause)).toEqual(Array(9 - MAX_WINDOWS_BEHIND).fill('late'));
    expect(engine.jobs.filter(({ classify }) => !classify)).toHaveLength(9 - MAX_WINDOWS_BEHIND);
  });

  it('leaves audio out when even the speech gate is far behind, and finds its feet again', async () => {
    const leg = analyser('live');
    engine.stall();
    for (const block of source.next(60, 0.5)) leg.accept(block);
    expect(engine.jobs.length).toBeLessThan(35);
    engine.resume();
    await leg.settled();
    const before = windows.length;
    for (const block of source.next(5, 0.5)) {
      leg.accept(block);
      await leg.settled();
    }
    expect(windows.length).toBeGreaterThan(before);
    expect(gaps.every(({ cause }) => cause === 'late')).toBe(true);
  });

  it('loses nothing while the engine is still loading', async () => {
    const leg = analyser('live');
    engine.stall();
    engine.cool();
    for (const block of source.next(3 + 15, 0.5)) leg.accept(block);
    engine.resume();
    await leg.settled();
    expect(windows).toHaveLength(16);
    expect(gaps).toEqual([]);
  });

  it('does not count what an engine had in hand that has stopped as late, nor what comes behind it', async () => {
    const leg = analyser('live');
    engine.stall();
    for (const block of source.next(3 + 3, 0.5)) leg.accept(block);
    engine.cool();
    for (const block of source.next(1, 0.5)) leg.accept(block);
    // All of it is still in hand when the next engine begins.
    engine.resume();
    for (const block of source.next(MAX_WINDOWS_BEHIND, 0.5)) leg.accept(block);
    await leg.settled();
    expect(windows).toHaveLength(5 + MAX_WINDOWS_BEHIND);
    expect(gaps).toEqual([]);
  });

  it('excuses what comes while it makes up for an outage, and then counts again', async () => {
    const leg = analyser('live');
    engine.stall();
    engine.cool();
    for (const block of source.next(3 + 9, 0.5)) leg.accept(block);
    expect(engine.jobs).toHaveLength(10);
    // The next engine makes up for it, and does two windows in the time in which one comes.
    for (let second = 0; second < 5; second++) {
      engine.answerOne();
      engine.answerOne();
      await new Promise((resolve) => setTimeout(resolve));
      for (const block of source.next(1, 0.5)) leg.accept(block);
    }
    expect(engine.jobs.every(({ classify }) => classify)).toBe(true);
    // Everything of the outage is back since the last of these five: what comes from it on is counted.
    for (const block of source.next(7, 0.5)) leg.accept(block);
    engine.resume();
    await leg.settled();
    expect(windows).toHaveLength(10 + 4 + MAX_WINDOWS_BEHIND);
    expect(gaps).toHaveLength(1 + 7 - MAX_WINDOWS_BEHIND);
  });

  it('never drops a window of a recording', async () => {
    const leg = analyser('recording');
    engine.stall();
    for (const block of source.next(13, 0.5)) leg.accept(block);
    engine.resume();
    await leg.settled();
    expect(windows).toHaveLength(11);
  });

  it('starts anew when the sample rate changes', async () => {
    const leg = analyser();
    for (const block of source.next(4, 0.5)) leg.accept(block);
    await leg.settled();
    const pcm = new Float32Array(800 * 40).fill(0.5);
    leg.accept({ leg: 'leg', sequence: 99, startSample: 4 * 8000, sampleRateHz: 8000, pcm });
    await leg.settled();
    expect(gaps).toEqual([]);
    expect(windows.at(-1)?.start).toBe(4);
  });

  it('tells of windows in their order, whatever order the engine answers in', async () => {
    const answers: (() => void)[] = [];
    const inner = createScriptedEngine(SCRIPTED_VOICE);
    engine = Object.assign(inner, {
      analyse: async (job: WindowJob) => {
        await new Promise<void>((resolve) => answers.push(resolve));
        return scripted.analyse(job);
      },
    });
    const scripted = createScriptedEngine(SCRIPTED_VOICE);
    const leg = analyser('recording');
    for (const block of source.next(8, 0.25)) leg.accept(block);
    for (const answer of answers.splice(0).reverse()) answer();
    await leg.settled();
    expect(windows.map(({ start }) => start)).toEqual([0, 1, 2, 3, 4, 5]);
    const anger = windows.map(({ probabilities }) => probabilities?.anger ?? 0);
    expect(anger).toEqual(anger.toSorted((a, b) => a - b));
    expect(new Set(anger).size).toBe(6);
  });

  it('keeps what it knows of the voice across holes and holds, until another customer speaks', async () => {
    engine = createScriptedEngine(SCRIPTED_VOICE);
    const leg = analyser();
    const say = async (seconds: number) => {
      for (const block of source.next(seconds, 0.25)) {
        leg.accept(block);
        await leg.settled();
      }
    };
    await say(5);
    source.skip(2);
    await say(4);
    expect(coldStarts).toEqual([{ time: 0, because: 'call' }]);
    const known = windows.at(-1)?.probabilities?.anger ?? 0;
    expect(known).toBeGreaterThan(windows[0]?.probabilities?.anger ?? 1);
    leg.beginVoice();
    await say(1);
    expect(coldStarts.at(-1)).toEqual({ time: 11, because: 'customer' });
    expect(windows.at(-1)?.probabilities).toEqual(windows[0]?.probabilities);
  });

  it('tells nothing any more of a voice when it has given up', async () => {
    engine = createScriptedEngine(SCRIPTED_VOICE);
    const leg = analyser();
    for (const block of source.next(14, 0.25)) {
      leg.accept(block);
      await leg.settled();
    }
    engine.readInContext = () => new Promise(() => {});
    leg.end();
    leg.giveUp();
    expect(rereads).toEqual([]);
  });
});
