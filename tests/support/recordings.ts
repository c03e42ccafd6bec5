// Holds a live call against recordings: the PCM that capture received, and the clips that the customer played.

import { createResampler } from '../../src/analysis/audio/resampler.ts';
import { analyseRecording } from '../../src/analysis/call/analyse-recording.ts';
import type { AnalysedWindow, Analysis } from '../../src/analysis/call/record.ts';
import { EMOTIONS, type Probabilities, topEmotion } from '../../src/analysis/emotion/emotions.ts';
import { loadNodeEngine } from '../../src/node/node-engine.ts';

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

/**
 * A label is clear where the first emotion leads the second by this much probability. Below it a little jitter on the
 * line decides which comes first, and two calls with the same voice differ there.
 */
const CLEAR_LEAD = 0.1;

export interface Agreement {
  /** Windows with speech in both. */
  readonly compared: number;
  /** Of them, those whose label is clear in `source`. */
  readonly clear: number;
  /** Of the clear ones, those with the same label in both. */
  readonly sameLabel: number;
  /** Mean total variation distance of the compared windows' probabilities: 0 is the same, 1 has nothing in common. */
  readonly meanDistance: number;
}

/** How far the windows of a call agree with those of what was played into it. */
export function agreement(live: readonly AnalysedWindow[], source: readonly AnalysedWindow[]): Agreement {
  const pairs = live.flatMap((window) => {
    const other = source.find(({ start }) => Math.abs(start - window.start) < 0.25);
    if (!other?.probabilities || !window.probabilities) return [];
    return [{ heard: window.probabilities, played: other.probabilities }];
  });
  const clear = pairs.filter(({ played }) => {
    const [first = 0, second = 0] = Object.values(played).sort((a, b) => b - a);
    return first - second >= CLEAR_LEAD;
  });
  return {
    compared: pairs.length,
    clear: clear.length,
    sameLabel: clear.filter(({ heard, played }) => topEmotion(heard) === topEmotion(played)).length,
    meanDistance:
      pairs.reduce((sum, { heard, played }) => sum + totalVariation(heard, played), 0) / pairs.length,
  };
}

function totalVariation(a: Probabilities, b: Probabilities): number {
  return EMOTIONS.reduce((sum, emotion) => sum + Math.abs(a[emotion] - b[emotion]), 0) / 2;
}
