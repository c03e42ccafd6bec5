// npm run bench:cli [-- --json]: how many times real time the command line is on all cores, with the extension's WASM
// build and with native ONNX Runtime, in one run; the memory that a process takes for an hour's file; and how far the
// figures of the two builds are apart. The calls are the demo call over and over, with pauses.

import { execFileSync } from 'node:child_process';
import { copyFile, mkdtemp, rm, writeFile } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { parseArgs } from 'node:util';
import type { Analysis } from '../../src/analysis/call/record.ts';
import { EMOTIONS } from '../../src/analysis/emotion/emotions.ts';
import { RUNTIMES, type Runtime } from '../../src/node/runtime.ts';
import { analysingProcesses, evenkeel, startEvenkeel } from '../support/command-line.ts';
import { writeLongCall } from './long-call.ts';

const CALL_SECONDS = 600;
const LONG_SECONDS = 3600;
/** For each core, so that starting up counts for little, as it does in an archive. */
const CALLS_PER_CORE = 2;
/** How much of a call the customer speaks. */
const SPEECH_SHARE = 0.4;
/** Turn and turn about, so that whatever else the machine does falls on both. */
const ROUNDS = 2;
const MEMORY_ASKED_EVERY_MS = 200;

interface RuntimeBench {
  /** Seconds of calls that are analysed in a second, on all cores. */
  readonly timesRealTime: number;
  /** Most memory of a process during an hour's file, resident. */
  readonly peakMb: number;
}

type CliBench = Record<Runtime, RuntimeBench> & {
  readonly machine: string;
  readonly cores: number;
  /** Of native from WASM, over the windows of a call. */
  readonly deviation: {
    readonly windows: number;
    readonly meanProbability: number;
    readonly largestProbability: number;
    readonly otherEmotion: number;
    readonly score: number;
  };
};

const { values } = parseArgs({ options: { json: { type: 'boolean', default: false } } });
const say = (line: string) => values.json || console.log(line);

async function run(...parameters: string[]): Promise<string> {
  const { status, stdout, stderr } = await evenkeel('analyse', ...parameters);
  if (status !== 0) throw new Error(`evenkeel analyse ${parameters.join(' ')} failed: ${stderr}`);
  return stdout;
}

async function secondsFor(runtime: Runtime, list: string): Promise<number> {
  const began = performance.now();
  await run('--csv', '--runtime', runtime, '--from', list);
  return (performance.now() - began) / 1000;
}

async function peakMb(runtime: Runtime, file: string): Promise<number> {
  const running = startEvenkeel('analyse', '--jobs', '1', '--runtime', runtime, file);
  let peak = 0;
  const timer = setInterval(() => {
    for (const pid of analysingProcesses(running)) peak = Math.max(peak, residentMb(pid));
  }, MEMORY_ASKED_EVERY_MS);
  const status = await running.ended;
  clearInterval(timer);
  if (status !== 0) throw new Error(`evenkeel analyse --runtime ${runtime} ${file} ended with ${status}.`);
  return peak;
}

function residentMb(pid: number): number {
  try {
    return Number(execFileSync('ps', ['-o', 'rss=', '-p', String(pid)], { encoding: 'utf8' })) / 1024;
  } catch {
    // It ended in between.
    return 0;
  }
}

async function deviationOf(file: string): Promise<CliBench['deviation']> {
  const analysisBy = async (runtime: Runtime): Promise<Analysis> =>
    JSON.parse(await run('--json', '--runtime', runtime, file));
  const wasm = await analysisBy('wasm');
  const native = await analysisBy('native');
  const pairs = wasm.windows.flatMap(({ probabilities }, i) => {
    const other = native.windows[i]?.probabilities;
    return probabilities && other ? [{ probabilities, other }] : [];
  });
  const distances = pairs.flatMap(({ probabilities, other }) =>
    EMOTIONS.map((emotion) => Math.abs(probabilities[emotion] - other[emotion])),
  );
  const top = (of: (typeof pairs)[number]['other']) => EMOTIONS.toSorted((a, b) => of[b] - of[a])[0];
  return {
    windows: pairs.length,
    meanProbability: distances.reduce((sum, distance) => sum + distance, 0) / distances.length,
    largestProbability: Math.max(...distances),
    otherEmotion: pairs.filter(({ probabilities, other }) => top(probabilities) !== top(other)).length,
    score: Math.abs((wasm.score ?? 0) - (native.score ?? 0)),
  };
}

const folder = await mkdtemp(path.join(os.tmpdir(), 'evenkeel-bench-'));
try {
  const cores = os.availableParallelism();
  const call = path.join(folder, 'call.wav');
  const long = path.join(folder, 'long.wav');
  const callSeconds = await writeLongCall(call, CALL_SECONDS, SPEECH_SHARE);
  await writeLongCall(long, LONG_SECONDS, SPEECH_SHARE);
  const calls: string[] = [];
  for (let i = 0; i < CALLS_PER_CORE * cores; i++) {
    const copy = path.join(folder, `call-${i}.wav`);
    await copyFile(call, copy);
    calls.push(copy);
  }
  const list = path.join(folder, 'calls.txt');
  await writeFile(list, calls.join('\n'));

  const taken = { wasm: 0, native: 0 };
  for (let round = 1; round <= ROUNDS; round++) {
    for (const runtime of RUNTIMES) {
      say(
        `Round ${round} of ${ROUNDS}: ${calls.length} calls of ${Math.round(callSeconds / 60)} minutes, ${runtime} …`,
      );
      taken[runtime] += await secondsFor(runtime, list);
    }
  }
  say('Comparing the figures …');
  const deviation = await deviationOf(call);
  say('Measuring memory over an hour …');
  const [wasmMb, nativeMb] = await Promise.all([peakMb('wasm', long), peakMb('native', long)]);
  const timesRealTime = (runtime: Runtime) => (ROUNDS * calls.length * callSeconds) / taken[runtime];
  const result: CliBench = {
    machine: `${os.cpus()[0]?.model.trim() ?? 'unknown processor'}, ${cores} cores, Node ${process.versions.node}`,
    cores,
    wasm: { timesRealTime: timesRealTime('wasm'), peakMb: wasmMb },
    native: { timesRealTime: timesRealTime('native'), peakMb: nativeMb },
    deviation,
  };
  if (values.json) console.log(JSON.stringify(result));
  else {
    const line = (runtime: Runtime) =>
      `${runtime.padEnd(8)} ${result[runtime].timesRealTime.toFixed(0)} times real time, at most ${result[runtime].peakMb.toFixed(0)} MB a process for an hour's file`;
    console.log(`
${result.machine}
${line('wasm')}
${line('native')}
native is ${(timesRealTime('native') / timesRealTime('wasm')).toFixed(1)} times as fast; its probabilities differ by ${deviation.meanProbability.toFixed(4)} in the mean and ${deviation.largestProbability.toFixed(3)} at most,
${deviation.otherEmotion} of ${deviation.windows} windows have another likeliest emotion, and the score differs by ${deviation.score.toFixed(2)}`);
  }
} finally {
  await rm(folder, { recursive: true });
}
