// What a narrow-band telephone line makes of a voice: 300-3400 Hz at 8 kHz (the voice band of ITU-T G.712), G.711,
// packets lost and concealed, back to 16 kHz.

import { SAMPLE_RATE_HZ } from '../../src/analysis/emotion/manifest.ts';
import { seededRandom } from '../shared/random.ts';
import { decodeAlaw, decodeMulaw, encodeAlaw, encodeMulaw } from './g711.ts';
import { resampleAll } from './pcm.ts';

const LINE_RATE_HZ = 8_000;
const BAND_HZ = { low: 300, high: 3_400 } as const;
/** Odd, so that the filter is symmetric about a sample; with a Hamming window the edges are 100 Hz wide. */
const BAND_FILTER_TAPS = 265;
/** 20 ms. */
const PACKET_SAMPLES = 160;
/** A concealed packet repeats the one before at half its level (about what G.711 appendix I reaches at 30 ms). */
const CONCEALMENT_GAIN = 0.5;

export interface TelephoneLine {
  readonly law: 'mu' | 'a';
  /** Share of the packets that are lost, 0 to 1. */
  readonly lossShare: number;
}

/** The condition "phone". */
export const PHONE: TelephoneLine = { law: 'mu', lossShare: 0.01 };

/**
 * A recording as it would arrive over the telephone.
 * @param samples 16 kHz mono in [-1, 1]
 * @param seed names the packets that are lost; the same seed loses the same packets
 * @returns as many samples, aligned in time, 16 kHz
 */
export function overTelephone(
  samples: Float32Array,
  seed: string,
  line: TelephoneLine = PHONE,
): Float32Array {
  const narrow = bandPass(resampleAll(samples, SAMPLE_RATE_HZ, LINE_RATE_HZ));
  const received = line.law === 'mu' ? decodeMulaw(encodeMulaw(narrow)) : decodeAlaw(encodeAlaw(narrow));
  losePackets(received, line.lossShare, seed);
  return resampleAll(received, LINE_RATE_HZ, SAMPLE_RATE_HZ).slice(0, samples.length);
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
    // The filter is symmetric, so two samples share a weight; two sums, so that an addition need not wait for the last.
    let sum = (BAND_FILTER[middle] as number) * (padded[n + middle] as number);
    let other = 0;
    for (let k = 0, end = n + BAND_FILTER_TAPS - 1; k < middle; k += 2) {
      sum += (BAND_FILTER[k] as number) * ((padded[n + k] as number) + (padded[end - k] as number));
      other +=
        (BAND_FILTER[k + 1] as number) * ((padded[n + k + 1] as number) + (padded[end - k - 1] as number));
    }
    filtered[n] = sum + other;
  }
  return filtered;
}

function losePackets(received: Float32Array, lossShare: number, seed: string): void {
  const random = seededRandom('packet loss', seed);
  for (let start = 0; start < received.length; start += PACKET_SAMPLES) {
    if (random() >= lossShare) continue;
    const end = Math.min(start + PACKET_SAMPLES, received.length);
    // The packet before may itself be a concealed one: a longer gap fades out.
    for (let i = start; i < end; i++) received[i] = CONCEALMENT_GAIN * (received[i - PACKET_SAMPLES] ?? 0);
  }
}
