// A steep high-pass filter: a Butterworth of order eight, as four biquads one after the other.
// Source: R. Bristow-Johnson, Audio EQ Cookbook.

/** Of the four pole pairs of order eight: 1 / (2 cos((2k + 1) π / 16)). */
const QUALITIES = [0, 1, 2, 3].map((k) => 1 / (2 * Math.cos(((2 * k + 1) * Math.PI) / 16)));

/**
 * A filter with a memory: each call takes the samples that follow those of the last one, and gives as many. 3 dB down at
 * the edge, 48 dB an octave below it.
 * @param edgeHz below half of the sample rate
 */
export function highPass(edgeHz: number, sampleRateHz: number): (samples: Float32Array) => Float32Array {
  const sections = QUALITIES.map((quality) => biquad(edgeHz / sampleRateHz, quality));
  return (samples) => {
    const output = samples.slice();
    for (const section of sections) section(output);
    return output;
  };
}

/** Filters in place. */
function biquad(edge: number, quality: number): (samples: Float32Array) => void {
  const cosine = Math.cos(2 * Math.PI * edge);
  const alpha = Math.sin(2 * Math.PI * edge) / (2 * quality);
  const a0 = 1 + alpha;
  const b0 = (1 + cosine) / 2 / a0;
  const a1 = (-2 * cosine) / a0;
  const a2 = (1 - alpha) / a0;
  let [x1, x2, y1, y2] = [0, 0, 0, 0];
  return (samples) => {
    for (let i = 0; i < samples.length; i++) {
      const x = samples[i] ?? 0;
      const y = b0 * (x - 2 * x1 + x2) - a1 * y1 - a2 * y2;
      x2 = x1;
      x1 = x;
      y2 = y1;
      y1 = y;
      samples[i] = y;
    }
  };
}
