// The analysis of one window: speech gate, then classifier where there is speech. One engine serves many streams.

import { DEFAULT_MODEL, type ModelName, modelLabel } from './catalogue.ts';
import { loadClassifier, type ModelFiles } from './classifier.ts';
import { parseManifest } from './manifest.ts';
import { type OrtModule, type SessionOptions, WASM_SESSION } from './ort.ts';
import { SpeechGate } from './speech-gate.ts';
import type { ContextRequest, WindowReading } from './window-reading.ts';
import { soundOfWindow, type WindowSound } from './window-sound.ts';

export interface WindowJob {
  /** A continuous stretch of audio; its jobs must come in order and without holes. */
  readonly stream: string;
  /** `WINDOW_SAMPLES` samples of 16 kHz mono in [-1, 1]. */
  readonly window: Float32Array<ArrayBuffer>;
  /** How many samples at the window's end were not in the stream's previous window. */
  readonly freshSamples: number;
  /** False when the window is only there to keep the speech gate's place: it is late and won't be classified. */
  readonly classify: boolean;
}

export interface WindowResult extends WindowSound {
  /** Null below the speech gate, and when classification was not asked for. */
  readonly reading: WindowReading | null;
  /** The model that took the job, as records call it (`modelLabel`). */
  readonly model: string;
  /** The job's memory, handed back for the next window. */
  readonly window: Float32Array<ArrayBuffer>;
}

export interface EmotionEngine {
  /** Whether the graphs are loaded. Jobs are taken before that too, and wait. */
  readonly warm: boolean;
  analyse(job: WindowJob): Promise<WindowResult>;
  /**
   * Reads an embedding in the context of its call: one logit an emotion, in `EMOTIONS` order. Null where another model has
   * taken the place of the one that the embedding is of.
   */
  readInContext(request: ContextRequest): Promise<Float32Array<ArrayBuffer> | null>;
  /** Forgets a stream. */
  release(stream: string): Promise<void>;
}

export interface EngineFiles extends ModelFiles {
  /** Which model this is; the default one when left out. */
  readonly name?: ModelName;
  /** Parsed JSON of the model's manifest. */
  readonly manifest: unknown;
  readonly speechGate: Uint8Array<ArrayBuffer>;
}

/**
 * Loads and warms up the model's graphs and the speech gate's.
 *
 * @param ort the runtime; the WASM build, unless a bench compares another
 * @returns the engine, and its model as records call it (`modelLabel`)
 * @throws Error in a sentence when a file doesn't fit its contract
 */
export async function createEngine(
  ort: OrtModule,
  files: EngineFiles,
  sessionOptions: SessionOptions = WASM_SESSION,
): Promise<{ engine: EmotionEngine; model: string }> {
  const manifest = parseManifest(files.manifest);
  const model = modelLabel(files.name ?? DEFAULT_MODEL, manifest.version);
  const classifier = await loadClassifier(ort, files, manifest, sessionOptions);
  const gateSession = await ort.InferenceSession.create(files.speechGate, sessionOptions);
  const gates = new Map<string, SpeechGate>();
  // A WASM session can't run twice at once, so jobs queue here.
  let lastJob: Promise<unknown> = Promise.resolve();

  async function run({ stream, window, freshSamples, classify }: WindowJob): Promise<WindowResult> {
    const gate = gates.get(stream) ?? new SpeechGate(ort, gateSession);
    gates.set(stream, gate);
    await gate.push(window.subarray(window.length - freshSamples));
    const sound = soundOfWindow(gate, window);
    const reading = sound.heard && classify ? await classifier.read(window) : null;
    return { ...sound, reading, model, window };
  }

  function inTurn<Answer>(work: () => Promise<Answer>): Promise<Answer> {
    const answer = lastJob.then(work);
    lastJob = answer.catch(() => {});
    return answer;
  }

  const engine: EmotionEngine = {
    warm: true,
    analyse: (job) => inTurn(() => run(job)),
    readInContext: (request) =>
      request.model === model ? inTurn(() => classifier.readInContext(request)) : Promise.resolve(null),
    async release(stream) {
      gates.delete(stream);
    },
  };
  return { engine, model };
}
