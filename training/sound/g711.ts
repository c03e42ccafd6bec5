// G.711 companding: what a telephone line's µ-law and A-law make of samples.
// Source: ITU-T Recommendation G.711 (11/88), tables 1a to 2b, on the scale of src/analysis/audio/g711.ts.

import { alawToLinear, MULAW_BIAS, mulawToLinear } from '../../src/analysis/audio/g711.ts';

/** Largest magnitude that µ-law can carry before the bias, on the 16-bit scale. */
const MULAW_CLIP = 32_635;

/** One's complement of negative values, as ITU-T's reference software has it: both signs' intervals mirror. */
function magnitudeOf(linear: number): number {
  return linear < 0 ? ~linear : linear;
}

/** Segment (position of the leading one above bit 7, 0 to 7) of a 16-bit-scale magnitude. */
function segmentOf(magnitude: number): number {
  return Math.max(0, 24 - Math.clz32(magnitude));
}

/** The 16-bit value of a sample in [-1, 1]; beyond that it saturates, and what is not a number is silence. */
function toLinear16(sample: number): number {
  if (Number.isNaN(sample)) return 0;
  return Math.max(-32_768, Math.min(32_767, Math.round(sample * 32_768)));
}

/** The µ-law byte of a 16-bit linear value (-32768 to 32767). */
export function linearToMulaw(linear: number): number {
  const magnitude = Math.min(magnitudeOf(linear), MULAW_CLIP) + MULAW_BIAS;
  const segment = segmentOf(magnitude);
  const code = (segment << 4) | ((magnitude >> (segment + 3)) & 0x0f);
  return ~(linear < 0 ? code | 0x80 : code) & 0xff;
}

/** The A-law byte of a 16-bit linear value (-32768 to 32767). */
export function linearToAlaw(linear: number): number {
  const magnitude = magnitudeOf(linear);
  const segment = segmentOf(magnitude);
  const code = (segment << 4) | ((magnitude >> Math.max(4, segment + 3)) & 0x0f);
  return (linear < 0 ? code : code | 0x80) ^ 0x55;
}

/** Samples in [-1, 1] to µ-law bytes; beyond full scale they saturate. */
export function encodeMulaw(samples: Float32Array): Uint8Array<ArrayBuffer> {
  return Uint8Array.from(samples, (sample) => linearToMulaw(toLinear16(sample)));
}

/** µ-law bytes to samples in [-1, 1]. */
export function decodeMulaw(bytes: Uint8Array): Float32Array<ArrayBuffer> {
  return Float32Array.from(bytes, (byte) => mulawToLinear(byte) / 32_768);
}

/** Samples in [-1, 1] to A-law bytes; beyond full scale they saturate. */
export function encodeAlaw(samples: Float32Array): Uint8Array<ArrayBuffer> {
  return Uint8Array.from(samples, (sample) => linearToAlaw(toLinear16(sample)));
}

/** A-law bytes to samples in [-1, 1]. */
export function decodeAlaw(bytes: Uint8Array): Float32Array<ArrayBuffer> {
  return Float32Array.from(bytes, (byte) => alawToLinear(byte) / 32_768);
}
