// A shift: one call after the other on the real road from a page's block sender over the port and the desk to the
// store, with the engine that is given. Only the browser itself isn't there: its ports, IndexedDB and worker are
// stood in for by those of the tests.

import 'fake-indexeddb/auto';
import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { HOP_SECONDS, WINDOW_SECONDS } from '../../src/analysis/call/timing.ts';
import type { EmotionEngine } from '../../src/analysis/emotion/engine.ts';
import type { BlockOfTrack } from '../../src/extension/capture/track-reader.ts';
import type { DeskMessage, LegMessage } from '../../src/extension/messages/audio-port.ts';
import { openCallStore } from '../../src/extension/store/store.ts';
import { CallDesk } from '../../src/offscreen/call-desk.ts';
import { serveLegPort } from '../../src/offscreen/leg-port.ts';
import { BlockSender } from '../../src/page/block-sender.ts';
import { portPair } from '../fixtures/port-pair.ts';
import type { HourFigures, ShiftReport } from './report.ts';

export const HOURS = 8;
const BLOCKS_PER_SECOND = 10;
/** How long a window may take before the shift goes on without it. */
const PATIENCE_MS = 10_000;

export interface Voice {
  /** What the customer says, over and over. */
  readonly pcm: Float32Array;
  readonly sampleRateHz: number;
}

export interface ShiftOptions {
  readonly engine: EmotionEngine;
  /** A multiple of `HOURS`. */
  readonly calls: number;
  /** Whole seconds, at least one window. */
  readonly callSeconds: number;
  readonly pace: ShiftReport['pace'];
  readonly voice: Voice;
  readonly onSecond?: () => void;
}

const turn = () => new Promise<void>((resolve) => setImmediate(resolve));

async function until(isSo: () => boolean | Promise<boolean>): Promise<void> {
  const limit = performance.now() + PATIENCE_MS;
  while (!(await isSo()) && performance.now() < limit) await turn();
}

const windowsIn = (seconds: number) => Math.max(0, (seconds - WINDOW_SECONDS) / HOP_SECONDS + 1);

/** Times that memory is collected before it is read. */
const COLLECTIONS = 5;
/** Between two of them, for what the one before has left to its turn. */
const COLLECTION_REST_MS = 20;

/** Heap and buffers of this process, without what is only waiting to be collected. */
async function memoryMb(): Promise<number> {
  setFlagsFromString('--expose-gc');
  const collect: () => void = runInNewContext('gc');
  // What one frees of buffers, and of what is finalised in a turn of its own, only the next ones count.
  for (let collection = 0; collection < COLLECTIONS; collection++) {
    collect();
    await new Promise((resolve) => setTimeout(resolve, COLLECTION_REST_MS));
  }
  const { heapUsed, arrayBuffers } = process.memoryUsage();
  return (heapUsed + arrayBuffers) / 1e6;
}

function cpuSeconds(): number {
  const { user, system } = process.cpuUsage();
  return (user + system) / 1e6;
}

/** The voice in blocks, without an end. */
function* blocksOf({ pcm, sampleRateHz }: Voice) {
  const length = sampleRateHz / BLOCKS_PER_SECOND;
  for (let startSample = 0; ; startSample += length) {
    const block = Float32Array.from({ length }, (_, n) => pcm[(startSample + n) % pcm.length] ?? 0);
    yield { startSample, sampleRateHz, pcm: block };
  }
}

/** @returns the report, without what only the caller knows */
export async function runShift(options: ShiftOptions): Promise<Omit<ShiftReport, 'machine' | 'engine'>> {
  const { engine, calls, callSeconds, pace, voice, onSecond = () => {} } = options;
  const store = openCallStore();
  let answers = 0;
  const desk = new CallDesk({
    engine: {
      warm: true,
      analyse: (job) => engine.analyse(job).finally(() => answers++),
      readInContext: (request) => engine.readInContext(request),
      release: (stream) => engine.release(stream),
    },
    store,
    clock: Date.now,
    unaskedConsent: async () => 'remembered',
    purge: async () => {},
    readReference: async () => ({ wanted: false, reference: null }),
    onAudit: () => {},
    onChange: () => {},
  });
  const windowsOfCall = windowsIn(callSeconds);
  const found = { missedCalls: 0, windowsLost: 0, gapSeconds: 0 };

  const takeCall = async () => {
    const leg = crypto.randomUUID();
    let isCaptured = false;
    const sender = new BlockSender({
      leg,
      console: 'https://console.example',
      language: '',
      isOrphaned: () => false,
      onCapture: (on) => {
        isCaptured = on;
      },
      onOver: () => {},
      connect: async () => {
        const { a, b } = portPair<LegMessage, DeskMessage>();
        serveLegPort(desk, b, 1);
        return a;
      },
    });
    await until(() => isCaptured);
    answers = 0;
    const blocks = blocksOf(voice);
    const say = (count: number) => {
      for (let block = 0; block < count; block++) sender.send(blocks.next().value as BlockOfTrack);
    };
    // The resampler gives the end of a second only when it has heard what follows.
    say(1);
    for (let second = 0; second < callSeconds; second++) {
      const beganAt = performance.now();
      say(BLOCKS_PER_SECOND);
      const due = windowsIn(second + 1);
      await until(() => answers >= due);
      if (pace === 'real-time') {
        const restMs = Math.max(0, 1000 - (performance.now() - beganAt));
        await new Promise((resolve) => setTimeout(resolve, restMs));
      }
      onSecond();
    }
    sender.close();
    await until(async () => (await store.summary(leg))?.endedAt != null);
    const record = await store.summary(leg);
    const windows = (await store.windows(leg)).length;
    found.windowsLost += windowsOfCall - windows;
    found.gapSeconds += (record?.gaps ?? []).reduce((sum, { start, end }) => sum + end - start, 0);
    if (record?.endedAt == null || record.seconds < callSeconds) found.missedCalls++;
    // The store of the tests is in memory, where that of a browser is on disk.
    await store.remove(leg);
  };

  const hours: HourFigures[] = [];
  const callsOfHour = calls / HOURS;
  for (let hour = 0; hour < HOURS; hour++) {
    const before = cpuSeconds();
    for (let call = 0; call < callsOfHour; call++) await takeCall();
    const cpuShare = (cpuSeconds() - before) / (callsOfHour * callSeconds);
    hours.push({ memoryMb: await memoryMb(), cpuShare });
  }
  return { pace, calls, callSeconds, windowsDue: calls * windowsOfCall, ...found, hours };
}
