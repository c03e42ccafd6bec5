// A shift of eight hours, compressed: forty short calls with a scripted engine, and some with the model that ships.

import { beforeAll, expect, it } from 'vitest';
import type { EmotionEngine } from '../../src/analysis/emotion/engine.ts';
import { loadNodeEngine } from '../../src/node/node-engine.ts';
import { complaintsOf, type ShiftReport } from '../soak/report.ts';
import { HOURS, runShift, type Voice } from '../soak/shift.ts';
import { demoVoice } from '../soak/voice.ts';
import { createScriptedEngine } from '../support/scripted-engine.ts';

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

/** Without what processor time says: other work on a test machine is felt in it, and `npm run soak` judges it. */
async function complaintsAbout(engine: EmotionEngine, calls: number, callSeconds: number): Promise<string[]> {
  const shift = await runShift({ engine, calls, callSeconds, pace: 'as-fast-as-it-goes', voice });
  const report: ShiftReport = { machine: 'this one', engine: 'scripted', ...shift };
  expect(report.windowsDue).toBe(calls * (callSeconds - 2));
  return complaintsOf(report).filter((complaint) => !complaint.startsWith('A second of sound'));
}

beforeAll(async () => {
  voice = await demoVoice();
});

it('misses no call, loses no window and grows by less than 5 %', async () => {
  // Code that is compiled by then is no growth.
  await complaintsAbout(forgetfulEngine(), HOURS, 30);
  expect(await complaintsAbout(forgetfulEngine(), 40, 20)).toEqual([]);
});

it('loses no window with the model that ships', async () => {
  const { engine } = await loadNodeEngine();
  expect(await complaintsAbout(engine, HOURS, 3)).toEqual([]);
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

it('tells when a second of sound costs more from hour to hour', () => {
  const shift = (cpuShares: readonly number[]): ShiftReport => ({
    machine: 'this one',
    engine: 'scripted',
    pace: 'real-time',
    calls: 40,
    callSeconds: 720,
    missedCalls: 0,
    windowsDue: 28_720,
    windowsLost: 0,
    gapSeconds: 0,
    hours: cpuShares.map((cpuShare) => ({ memoryMb: 28, cpuShare })),
  });
  // The first hour also pays for compiling.
  expect(complaintsOf(shift([0.3, 0.1, 0.11, 0.1, 0.1, 0.11, 0.1, 0.11]))).toEqual([]);
  expect(complaintsOf(shift([0.1, 0.1, 0.11, 0.12, 0.13, 0.14, 0.15, 0.16]))).toEqual([
    'A second of sound cost 60.0 % more at the end.',
  ]);
});
