// The condition "phone": what a narrow-band telephone line makes of a voice.
// 300-3400 Hz at 8 kHz (the voice band of ITU-T G.712), µ-law (G.711), 1 % of the 20 ms packets lost and concealed.

import { decodeMulaw, encodeMulaw } from '../src/audio/g711.ts';
import { createResampler } from '../src/audio/resampler.ts';
import { SAMPLE_RATE_HZ } from '../src/emotion/manifest.ts';
import { seededRandom } from './random.ts';

const LINE_RATE_HZ = 8_000;
const BAND_HZ = { low: 300, high: 3_400 } as const;
/** Odd, so that the filter is symmetric about a sample; with a Hamming window the edges are 100 Hz wide. */
const BAND_FILTER_TAPS = 265;
const PACKET_SAMPLES = 160;
const LOSS_SHARE = 0.01;
/** A concealed packet repeats the one before at half its level (about what G.711 appendix I reaches at 30 ms). */
const CONCEALMENT_GAIN = 0.5;

/**
 * A recording as it would arrive over the telephone.
 * @param samples 16 kHz mono in [-1, 1]
 * @param seed names the packets that are lost; the same seed loses the same packets
 * @returns as many samples, aligned in time, 16 kHz
 */
export function overTelephone(samples: Float32Array, seed: string): Float32Array {
  const narrow = bandPass(resampleAll(samples, SAMPLE_RATE_HZ, LINE_RATE_HZ));
  const line = decodeMulaw(encodeMulaw(narrow));
  losePackets(line, seed);
  const wide = resampleAll(line, LINE_RATE_HZ, SAMPLE_RATE_HZ);
  const result = new Float32Array(samples.length);
  result.set(wide.subarray(0, samples.length));
  return result;
}

function resampleAll(samples: Float32Array, fromHz: number, toHz: number): Float32Array {
  const result = new Float32Array(Math.ceil((samples.length * toHz) / fromHz));
  let filled = 0;
  const sink = (part: Float32Array) => {
    result.set(part, filled);
    filled += part.length;
  };
  const resampler = createResampler(fromHz, toHz);
  resampler.push(samples, sink);
  resampler.flush(sink);
  return result;
}

const BAND_FILTER = designBandPass();

/** A windowed-sinc band-pass: the difference of two low-passes, under a Hamming window. */
function designBandPass(): Float64Array {
  const middle = (BAND_FILTER_TAPS - 1) / 2;
  const lowPass = (cutoffHz: number, n: number) => {
    const share = (2 * cutoffHz) / LINE_RATE_HZ;
    return n === 0 ? share : Math.sin(Math.PI * share * n) / (Math.PI * n);
  };
  return Float64Array.from({ length: BAND_FILTER_TAPS }, (_, i) => {
    const hamming = 0.54 - 0.46 * Math.cos((2 * Math.PI * i) / (BAND_FILTER_TAPS - 1));
    return hamming * (lowPass(BAND_HZ.high, i - middle) - lowPass(BAND_HZ.low, i - middle));
  });
}

function bandPass(samples: Float32Array): Float32Array {
  const middle = (BAND_FILTER_TAPS - 1) / 2;
  const padded = new Float64Array(samples.length + BAND_FILTER_TAPS - 1);
  padded.set(samples, middle);
  const filtered = new Float32Array(samples.length);
  for (let n = 0; n < filtered.length; n++) {
    let sum = 0;
    for (let k = 0; k < BAND_FILTER_TAPS; k++) sum += (BAND_FILTER[k] as number) * (padded[n + k] as number);
    filtered[n] = sum;
  }
  return filtered;
}

function losePackets(line: Float32Array, seed: string): void {
  const random = seededRandom('packet loss', seed);
  for (let start = 0; start < line.length; start += PACKET_SAMPLES) {
    if (random() >= LOSS_SHARE) continue;
    const end = Math.min(start + PACKET_SAMPLES, line.length);
    // The packet before may itself be a concealed one: a longer gap fades out.
    for (let i = start; i < end; i++) line[i] = CONCEALMENT_GAIN * (line[i - PACKET_SAMPLES] ?? 0);
  }
}
