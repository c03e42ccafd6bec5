// Makes one classifier window of a clip of any length, as a live call would.

import { SAMPLE_RATE_HZ, WINDOW_SAMPLES } from '../../src/analysis/emotion/manifest.ts';
import { gaussian, type Random, seededRandom } from '../shared/random.ts';

/** Root mean square of the faint noise around a centred clip: -70 dB below full scale, a quiet line. */
const CENTRED_NOISE_RMS = 10 ** (-70 / 20);
/** Faintest and loudest noise around a shifted clip, in dB below full scale. */
const SHIFTED_NOISE_DB = { low: -85, high: -55 } as const;
/** Share of shifted windows with digital silence around the clip, as a muted or gated line has it. */
const SHIFTED_SILENT_SHARE = 0.25;
/** Least share of a clip (or of the window, where the clip is longer) that a shifted window still holds. */
const SHIFTED_LEAST_SHARE = 0.65;
/** Shortest and longest pause between the utterances of a turn: 0.1 to 0.6 s. */
const TURN_PAUSE_SAMPLES = { least: 0.1 * SAMPLE_RATE_HZ, most: 0.6 * SAMPLE_RATE_HZ } as const;
/** Least share of a clip (or of the window) that a window out of a turn still holds. */
const TURN_LEAST_SHARE = 0.3;

/**
 * The window that evaluation sees: the middle of a longer clip; a shorter one centred in faint noise.
 * @param samples 16 kHz mono in [-1, 1]
 * @param seed names the noise; the same seed gives the same window
 * @returns `WINDOW_SAMPLES` samples in [-1, 1]
 */
export function centredWindow(samples: Float32Array, seed: string): Float32Array {
  const start = Math.floor((WINDOW_SAMPLES - samples.length) / 2);
  return place(samples, start, CENTRED_NOISE_RMS, seededRandom('centred', seed));
}

/**
 * A window for training: the clip at a random place, so that it may begin or end mid-speech, in noise of a
 * random level or silence. Shapes as `centredWindow`.
 */
export function shiftedWindow(samples: Float32Array, seed: string): Float32Array {
  const random = seededRandom('shifted', seed);
  const kept = SHIFTED_LEAST_SHARE * Math.min(samples.length, WINDOW_SAMPLES);
  const earliest = kept - samples.length;
  const latest = WINDOW_SAMPLES - kept;
  const start = Math.round(earliest + random() * (latest - earliest));
  const { low, high } = SHIFTED_NOISE_DB;
  const noiseRms = random() < SHIFTED_SILENT_SHARE ? 0 : 10 ** ((low + random() * (high - low)) / 20);
  return place(samples, start, noiseRms, random);
}

/**
 * A window out of a speaker's turn, as a call has them: the clip between two others of the same voice and emotion, with
 * short pauses, cut at a random place that holds some of the clip.
 * @param neighbours samples of the clip before and the clip after
 */
export function turnWindow(
  samples: Float32Array,
  neighbours: readonly [before: Float32Array, after: Float32Array],
  seed: string,
): Float32Array {
  const random = seededRandom('turn', seed);
  const [before, after] = neighbours;
  const { least, most } = TURN_PAUSE_SAMPLES;
  const pause = () => Math.round(least + random() * (most - least));
  const kept = TURN_LEAST_SHARE * Math.min(samples.length, WINDOW_SAMPLES);
  const start = Math.round(kept - samples.length + random() * (WINDOW_SAMPLES - 2 * kept + samples.length));
  const window = place(samples, start, CENTRED_NOISE_RMS, random);
  lay(window, before, start - pause() - before.length);
  lay(window, after, start + samples.length + pause());
  return window;
}

/** Puts samples over a window's, from `start` on (which may lie before the window); what reaches beyond is cut off. */
function lay(window: Float32Array, samples: Float32Array, start: number): void {
  const from = Math.max(0, -start);
  const to = Math.min(samples.length, window.length - start);
  if (to > from) window.set(samples.subarray(from, to), start + from);
}

/** The clip with its first sample at `start` (negative: before the window), over noise where it does not reach. */
function place(samples: Float32Array, start: number, noiseRms: number, random: Random): Float32Array {
  const window = new Float32Array(WINDOW_SAMPLES);
  for (let i = 0; i < WINDOW_SAMPLES; i++) {
    const sample = samples[i - start];
    if (sample !== undefined) window[i] = sample;
    else if (noiseRms > 0) window[i] = noiseRms * gaussian(random);
  }
  return window;
}
