// A shift of eight hours, compressed: forty short calls with a scripted engine, and some with the model that ships.

import { beforeAll, expect, it } from 'vitest';
import { loadNodeEngine } from '../../src/cli/node-engine.ts';
import type { EmotionEngine } from '../../src/emotion/engine.ts';
import { createScriptedEngine } from '../fixtures/scripted-engine.ts';
import { complaintsOf, type ShiftReport } from '../soak/report.ts';
import { HOURS, runShift, type Voice } from '../soak/shift.ts';
import { demoVoice } from '../soak/voice.ts';

let voice: Voice;

/** The scripted engine, without its memory of what it was asked. */
function forgetfulEngine(): EmotionEngine {
  const { jobs, released, ...engine } = createScriptedEngine();
  return {
    ...engine,
    analyse(job) {
      jobs.length = 0;
      released.length = 0;
      return engine.analyse(job);
    },
  };
}

async function complaintsAbout(engine: EmotionEngine, calls: number, callSeconds: number): Promise<string[]> {
  const shift = await runShift({ engine, calls, callSeconds, pace: 'as-fast-as-it-goes', voice });
  const report: ShiftReport = { machine: 'this one', engine: 'scripted', ...shift };
  expect(report.windowsDue).toBe(calls * (callSeconds - 2));
  return complaintsOf(report);
}

beforeAll(async () => {
  voice = await demoVoice();
});

it('misses no call, loses no window, grows by less than 5 % and costs no more at its end', async () => {
  // Code that is compiled by then is no growth.
  await complaintsAbout(forgetfulEngine(), HOURS, 30);
  expect(await complaintsAbout(forgetfulEngine(), 40, 20)).toEqual([]);
});

it('loses no window with the model that ships', async () => {
  const { engine } = await loadNodeEngine();
  const complaints = await complaintsAbout(engine, HOURS, 3);
  expect(complaints.filter((complaint) => !complaint.startsWith('A second of sound'))).toEqual([]);
});

it('tells a window that was lost and memory that was not given back', async () => {
  const kept: Float32Array[] = [];
  let windows = 0;
  const engine = forgetfulEngine();
  const faulty: EmotionEngine = {
    ...engine,
    analyse(job) {
      kept.push(job.window.slice());
      return ++windows === 2 ? Promise.reject(new Error('lost')) : engine.analyse(job);
    },
  };
  expect(await complaintsAbout(faulty, 2 * HOURS, 6)).toEqual([
    '1 of 64 windows were lost.',
    'Records have gaps of 1 seconds.',
    expect.stringMatching(/^Memory grew by \d+\.\d % after the first hour\.$/),
  ]);
});
