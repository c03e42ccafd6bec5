// What the live road makes of planted calls: resampled, cut into windows and gated as a call is, down to the encoder's
// features of every window with speech.

import { readFile } from 'node:fs/promises';
import { serialize } from 'node:v8';
import * as ort from 'onnxruntime-node';
import { LegAnalyser } from '../../src/analysis/call/leg-analyser.ts';
import { EMOTIONS, type Probabilities } from '../../src/analysis/emotion/emotions.ts';
import type { EmotionEngine } from '../../src/analysis/emotion/engine.ts';
import { SAMPLE_RATE_HZ } from '../../src/analysis/emotion/manifest.ts';
import type { OrtModule, OrtSession } from '../../src/analysis/emotion/ort.ts';
import { SpeechGate } from '../../src/analysis/emotion/speech-gate.ts';
import type { PlainReading } from '../../src/analysis/emotion/window-reading.ts';
import { soundOfWindow } from '../../src/analysis/emotion/window-sound.ts';
import { SPEECH_GATE_FILE } from '../../src/node/node-engine.ts';
import type { ComputeRow } from '../features/feature-sources.ts';
import { writeWhole } from '../shared/whole-files.ts';
import type { Condition } from '../sound/conditions.ts';
import { OPUS_24, overOpus } from '../sound/opus.ts';
import { overTelephone } from '../sound/telephone.ts';
import { nameOf, type PlantedCall, soundOf } from './plan.ts';

/** One call in one condition, and where what is heard of it is kept. */
export interface HearingJob {
  readonly call: PlantedCall;
  readonly condition: Condition;
  readonly file: string;
}

/** One window of a call, one a second. */
export interface HeardWindow {
  /** Seconds from the call's first sample. */
  readonly start: number;
  /** Voiced share, 0 to 1. */
  readonly speech: number;
  /** Row of its features; null below the speech gate. */
  readonly row: number | null;
}

export interface HeardCall {
  readonly windows: readonly HeardWindow[];
  /** Rows of features, one a window with speech, row-major. */
  readonly features: Float32Array;
}

const BLOCK_SAMPLES = SAMPLE_RATE_HZ / 10;

/** Hears one call and writes it to its file. */
export async function hear({ call, condition, file }: HearingJob, ears: Ears): Promise<void> {
  const sound = await soundOf(call);
  const seed = nameOf(call);
  const arrived = {
    clean: () => sound,
    phone: () => overTelephone(sound, seed),
    opus: () => overOpus(sound, OPUS_24),
  }[condition]();
  const windows: HeardWindow[] = [];
  const rows: Float32Array[] = [];
  let failure: Error | undefined;
  const analyser = new LegAnalyser({
    engine: featureEngine(ears, (row) => rows.push(row)),
    leg: seed,
    pace: 'recording',
    onWindow: ({ start, speech, probabilities }) => {
      windows.push({ start, speech, row: probabilities === null ? null : rows.length - 1 });
    },
    onGap: () => {},
    onError: (error) => {
      failure ??= error;
    },
  });
  for (let startSample = 0, sequence = 0; startSample < arrived.length; startSample += BLOCK_SAMPLES) {
    const pcm = arrived.slice(startSample, startSample + BLOCK_SAMPLES) as Float32Array<ArrayBuffer>;
    analyser.accept({ leg: seed, sequence: sequence++, startSample, sampleRateHz: SAMPLE_RATE_HZ, pcm });
    await analyser.settled();
  }
  analyser.finish();
  await analyser.settled();
  if (failure !== undefined) throw failure;
  const width = rows[0]?.length ?? 0;
  const features = new Float32Array(rows.length * width);
  rows.forEach((row, i) => {
    features.set(row, i * width);
  });
  await writeWhole(file, serialize({ windows, features } satisfies HeardCall));
}

/** Loads the speech gate that ships, in the native build; gives a gate a stream. */
export async function loadGate(): Promise<() => SpeechGate> {
  const oneThread = { intraOpNumThreads: 1, interOpNumThreads: 1 };
  const session = await ort.InferenceSession.create(await readFile(SPEECH_GATE_FILE), oneThread);
  // The native build has the interface of the WASM build; only its types come from another package.
  return () => new SpeechGate(ort as unknown as OrtModule, session as unknown as OrtSession);
}

/** What a worker needs to hear. */
export interface Ears {
  readonly newGate: () => SpeechGate;
  readonly featuresOf: ComputeRow;
}

/** Stands where the probabilities will be once a head has read the features. */
const UNKNOWN: PlainReading = {
  kind: 'plain',
  probabilities: Object.fromEntries(EMOTIONS.map((emotion) => [emotion, 0])) as Record<
    keyof Probabilities,
    number
  >,
};

/** The engine of the live road, with the encoder in the classifier's place. */
function featureEngine({ newGate, featuresOf }: Ears, onRow: (row: Float32Array) => void): EmotionEngine {
  const gates = new Map<string, SpeechGate>();
  return {
    warm: true,
    async analyse({ stream, window, freshSamples }) {
      const gate = gates.get(stream) ?? newGate();
      gates.set(stream, gate);
      await gate.push(window.subarray(window.length - freshSamples));
      const sound = soundOfWindow(gate, window);
      if (sound.heard) onRow(await featuresOf(window));
      return { ...sound, reading: sound.heard ? UNKNOWN : null, model: 'features', window };
    },
    readInContext: async () => null,
    async release(stream) {
      gates.delete(stream);
    },
  };
}
