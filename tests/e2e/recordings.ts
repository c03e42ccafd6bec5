// Holds a live call against recordings: the PCM that capture received, and the clips that the customer played.

import { createResampler } from '../../src/audio/resampler.ts';
import { analyseRecording } from '../../src/call/analyse-recording.ts';
import type { AnalysedWindow, Analysis } from '../../src/call/record.ts';
import { loadNodeEngine } from '../../src/cli/node-engine.ts';
import { topEmotion } from '../../src/emotion/emotions.ts';

/** Analyses samples as a recording, on the road of the command line. */
export async function analyseSamples(
  pcm: Float32Array<ArrayBuffer>,
  sampleRateHz: number,
): Promise<Analysis> {
  const { engine, model } = await loadNodeEngine();
  async function* blocks() {
    yield pcm;
  }
  return analyseRecording({ file: 'samples', sampleRateHz, blocks: blocks() }, engine, model);
}

export function resampleTo(toHz: number, pcm: Float32Array, fromHz: number): Float32Array<ArrayBuffer> {
  const parts: number[] = [];
  const resampler = createResampler(fromHz, toHz);
  const keep = (samples: Float32Array) => {
    for (const sample of samples) parts.push(sample);
  };
  resampler.push(pcm, keep);
  resampler.flush(keep);
  return Float32Array.from(parts);
}

/** Loudness every 10 ms: enough to find one recording inside another. */
function envelope(pcm: Float32Array, rateHz: number): number[] {
  const hop = rateHz / 100;
  return Array.from({ length: Math.floor(pcm.length / hop) }, (_, frame) => {
    let energy = 0;
    for (let index = frame * hop; index < (frame + 1) * hop; index++) energy += (pcm[index] ?? 0) ** 2;
    return Math.sqrt(energy / hop);
  });
}

/**
 * Where `clip` begins inside `captured` (both at `rateHz`), in samples to 10 ms: the best match of their loudness.
 */
export function findInside(clip: Float32Array, captured: Float32Array, rateHz: number): number {
  const wanted = envelope(clip, rateHz);
  const heard = envelope(captured, rateHz);
  let best = { lag: 0, match: Number.NEGATIVE_INFINITY };
  for (let lag = 0; lag <= Math.max(0, heard.length - wanted.length / 2); lag++) {
    let match = 0;
    for (let frame = 0; frame < wanted.length; frame++)
      match += (wanted[frame] ?? 0) * (heard[lag + frame] ?? 0);
    if (match > best.match) best = { lag, match };
  }
  return best.lag * (rateHz / 100);
}

/** Share of windows, among those with speech in both, whose top emotion is the same. */
export function labelAgreement(a: readonly AnalysedWindow[], b: readonly AnalysedWindow[]) {
  const pairs = a.flatMap((window) => {
    const other = b.find(({ start }) => Math.abs(start - window.start) < 0.25);
    if (!other?.probabilities || !window.probabilities) return [];
    return [topEmotion(window.probabilities) === topEmotion(other.probabilities)];
  });
  return { windows: pairs.length, share: pairs.filter(Boolean).length / pairs.length };
}
