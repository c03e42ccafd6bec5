// A recording on the road of a live call: same blocks, same windows, same score.

import type { EmotionEngine } from '../emotion/engine.ts';
import { LegAnalyser } from './leg-analyser.ts';
import { LiveScore } from './live-score.ts';
import { type AnalysedWindow, type Analysis, RECORD_SCHEMA_VERSION } from './record.ts';

export interface CustomerRecording {
  readonly file: string;
  readonly sampleRateHz: number;
  /** The customer's channel in blocks of any length, samples in [-1, 1]. */
  readonly blocks: AsyncIterable<Float32Array<ArrayBuffer>>;
}

/** Windows that the engine may have at a time: enough for several engines, and little memory. */
const WINDOWS_IN_FLIGHT = 8;

/** Of a recording, and not of a live call. */
export type RecordingAnalysis = Analysis & { readonly file: string };

/**
 * @param model version of the model in the engine
 * @param onProgress told the seconds analysed so far
 * @param signal ends the analysis early
 * @throws Error when the recording can't be read on or the engine fails; the signal's reason when it ends early
 */
export async function analyseRecording(
  recording: CustomerRecording,
  engine: EmotionEngine,
  model: string,
  onProgress: (seconds: number) => void = () => {},
  signal?: AbortSignal,
): Promise<RecordingAnalysis> {
  let windows: AnalysedWindow[] = [];
  const score = new LiveScore();
  let failure: Error | null = null;
  const analyser = new LegAnalyser({
    engine,
    leg: crypto.randomUUID(),
    pace: 'recording',
    onWindow: (heard) => windows.push(score.push(heard).window),
    onColdStart: () => score.beginVoice(),
    onVoiceKnown: (reread) => {
      const now = new Map(score.knowVoice(reread).map(({ window }) => [window.start, window]));
      if (now.size > 0) windows = windows.map((window) => now.get(window.start) ?? window);
    },
    onGap: () => {},
    onError: (error) => {
      failure ??= error;
    },
  });
  const aborted = abortOf(signal);
  const settle = async () => {
    await Promise.race([analyser.settled(), aborted]);
    if (failure !== null) throw failure;
  };

  try {
    let sequence = 0;
    let startSample = 0;
    for await (const pcm of recording.blocks) {
      analyser.accept({
        leg: recording.file,
        sequence: sequence++,
        startSample,
        sampleRateHz: recording.sampleRateHz,
        pcm,
      });
      startSample += pcm.length;
      if (analyser.pendingWindows >= WINDOWS_IN_FLIGHT) await settle();
      signal?.throwIfAborted();
      onProgress(analyser.endSeconds);
    }
    analyser.finish();
    await settle();
  } finally {
    // Also when it ends early: the engine must not keep the stream.
    analyser.breakStretch();
  }

  return {
    schemaVersion: RECORD_SCHEMA_VERSION,
    scoreVersion: score.version,
    file: recording.file,
    seconds: analyser.endSeconds,
    speechSeconds: score.speechSeconds,
    ...score.assess(),
    model,
    windows,
  };
}

/** Rejects with the signal's reason when it is aborted; never settles otherwise. */
function abortOf(signal: AbortSignal | undefined): Promise<never> {
  const aborted = new Promise<never>((_, reject) => {
    signal?.addEventListener('abort', () => reject(signal.reason), { once: true });
  });
  // Nobody may be waiting for it.
  aborted.catch(() => {});
  return aborted;
}
