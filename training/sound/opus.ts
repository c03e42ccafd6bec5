// Sends a voice through Opus (RFC 6716) and back with libopus, as a call in a browser does.

import OpusScript from 'opusscript';
import { SAMPLE_RATE_HZ } from '../../src/analysis/emotion/manifest.ts';
import { fromPcm16, resampleAll, toPcm16 } from './pcm.ts';

/** One packet is 20 ms. */
const PACKETS_PER_SECOND = 50;
/** libopus's delay in its VOIP mode: 6.5 ms at any rate. */
const DELAY_SECONDS = 0.0065;

export interface OpusLine {
  /** Rate that the codec is told: 8000 is narrow band, 16000 wide band. */
  readonly rateHz: 8_000 | 16_000;
  readonly bitsPerSecond: number;
}

/** The condition "opus": wide band at 24 kb/s. */
export const OPUS_24: OpusLine = { rateHz: 16_000, bitsPerSecond: 24_000 };

/**
 * A recording after it was encoded and decoded.
 * @param samples 16 kHz mono in [-1, 1]
 * @returns as many samples, aligned in time, 16 kHz
 * @throws Error when libopus refuses the bit rate.
 */
export function overOpus(samples: Float32Array, line: OpusLine): Float32Array {
  const { rateHz } = line;
  const input = rateHz === SAMPLE_RATE_HZ ? samples : resampleAll(samples, SAMPLE_RATE_HZ, rateHz);
  const packetSamples = rateHz / PACKETS_PER_SECOND;
  const delay = Math.round(DELAY_SECONDS * rateHz);
  const packets = Math.ceil((input.length + delay) / packetSamples);
  const padded = new Float32Array(packets * packetSamples);
  padded.set(input);
  const output = new Float32Array(padded.length);
  const codec = new OpusScript(rateHz, 1, OpusScript.Application.VOIP);
  try {
    codec.setBitrate(line.bitsPerSecond);
    for (let start = 0; start < padded.length; start += packetSamples) {
      const packet = codec.encode(toPcm16(padded.subarray(start, start + packetSamples)), packetSamples);
      output.set(fromPcm16(codec.decode(packet)), start);
    }
  } finally {
    codec.delete();
  }
  const aligned = output.subarray(delay, delay + input.length);
  const wide = rateHz === SAMPLE_RATE_HZ ? aligned : resampleAll(aligned, rateHz, SAMPLE_RATE_HZ);
  return wide.slice(0, samples.length);
}
