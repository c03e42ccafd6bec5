// Converts samples in [-1, 1] to the 16-bit little-endian bytes of codecs and back, and from one rate to another.

import { createResampler } from '../../src/analysis/audio/resampler.ts';

/** 16-bit little-endian bytes of samples in [-1, 1]; beyond that they saturate. */
export function toPcm16(samples: Float32Array): Buffer {
  const bytes = Buffer.alloc(samples.length * 2);
  samples.forEach((sample, i) => {
    bytes.writeInt16LE(Math.max(-32_768, Math.min(32_767, Math.round(sample * 32_768))), i * 2);
  });
  return bytes;
}

/** Samples in [-1, 1] of 16-bit little-endian bytes. */
export function fromPcm16(bytes: Buffer): Float32Array {
  return Float32Array.from({ length: bytes.length >> 1 }, (_, i) => bytes.readInt16LE(i * 2) / 32_768);
}

/** All samples at another rate: ceil(length · toHz / fromHz) of them, aligned in time. */
export function resampleAll(samples: Float32Array, fromHz: number, toHz: number): Float32Array {
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
