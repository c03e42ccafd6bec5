// Streaming sample-rate conversion: a polyphase Kaiser-windowed sinc, from what a console delivers to 16 kHz.
// Each output sample is one dot product over a fixed stretch of input, so block edges cannot be heard or seen:
// the output is bit-identical however the input was cut into blocks.

/** Lowest and highest sample rate that can be read, in Hz. */
export const MIN_RATE_HZ = 8_000;
export const MAX_RATE_HZ = 192_000;

/** Share of the lower of the two Nyquist frequencies up to which the response is flat. */
const PASSBAND = 0.9;
/** Attenuation of images and aliases from the lower Nyquist frequency on; the window is designed for it. */
const STOPBAND_DB = 80;
/**
 * Above this many phases (an interpolation factor, rates / gcd) a table per phase would be large; phases in
 * between are then interpolated linearly, at an error well below the stop band.
 */
const MAX_PHASES = 1_024;
/** Output samples handed over at once, at most: the size of the reused output buffer. */
const SINK_SAMPLES = 4_096;

/** Takes resampled samples. The array is a view on a reused buffer: copy what you keep. */
export type SampleSink = (samples: Float32Array) => void;

export interface Resampler {
  readonly fromHz: number;
  readonly toHz: number;
  /**
   * Feeds mono samples and calls `sink` (never, once or several times) with the samples that have become
   * complete. Output sample n belongs to the time n / toHz after the first input sample; it comes out once
   * the input half a filter length ahead of it is in (6.4 ms from 8 kHz, 3.2 ms from 48 kHz). Values that are
   * not finite count as 0.
   */
  push(samples: Float32Array, sink: SampleSink): void;
  /**
   * The input is over: hands out the rest, as if silence followed, so that there are
   * ceil(input samples · toHz / fromHz) output samples in all, and starts afresh.
   */
  flush(sink: SampleSink): void;
}

/**
 * A streaming resampler from `fromHz` to `toHz` (integers, 8000 to 192000). Flat to 0.1 dB up to 0.9 of the
 * lower Nyquist frequency, aliases and images at least 60 dB down; equal rates pass through untouched.
 * @throws Error naming a rate that is not an integer in range.
 */
export function createResampler(fromHz: number, toHz = 16_000): Resampler {
  checkRate(fromHz);
  checkRate(toHz);
  return fromHz === toHz ? passThrough(fromHz) : polyphase(fromHz, toHz);
}

function checkRate(rateHz: number): void {
  if (!Number.isInteger(rateHz) || rateHz < MIN_RATE_HZ || rateHz > MAX_RATE_HZ) {
    throw new Error(
      `Cannot resample at ${rateHz} Hz; the rate has to be a whole number from ${MIN_RATE_HZ} to ${MAX_RATE_HZ} Hz.`,
    );
  }
}

function passThrough(rateHz: number): Resampler {
  const output = new Float32Array(SINK_SAMPLES);
  return {
    fromHz: rateHz,
    toHz: rateHz,
    push(samples, sink) {
      for (let start = 0; start < samples.length; start += SINK_SAMPLES) {
        const part = samples.subarray(start, start + SINK_SAMPLES);
        for (let i = 0; i < part.length; i++) output[i] = finite(part[i]);
        sink(output.subarray(0, part.length));
      }
    },
    flush() {},
  };
}

function polyphase(fromHz: number, toHz: number): Resampler {
  const divisor = gcd(fromHz, toHz);
  const up = toHz / divisor;
  const down = fromHz / divisor;
  const { taps, half, phases, table } = designFilter(fromHz, toHz, Math.min(up, MAX_PHASES));
  const exact = phases === up;

  // Input samples not yet done with, `filled` of them; pending[0] is input sample number `first`.
  let pending = new Float32Array(taps * 4 + SINK_SAMPLES);
  const output = new Float32Array(SINK_SAMPLES);
  let filled = 0;
  let first = 0;
  let received = 0;
  // The next output sample lies at input position `whole` + `fraction` / up.
  let whole = 0;
  let fraction = 0;
  restart();

  function restart(): void {
    // Silence precedes the first sample, so that the first outputs have a full filter length to look back on.
    pending.fill(0, 0, half);
    filled = half;
    first = -half;
    received = 0;
    whole = 0;
    fraction = 0;
  }

  function append(samples: Float32Array): void {
    const done = Math.min(filled, Math.max(0, whole - half + 1 - first));
    if (done > 0) {
      pending.copyWithin(0, done, filled);
      filled -= done;
      first += done;
    }
    if (filled + samples.length > pending.length) {
      const larger = new Float32Array((filled + samples.length) * 2);
      larger.set(pending.subarray(0, filled));
      pending = larger;
    }
    for (let i = 0; i < samples.length; i++) pending[filled + i] = finite(samples[i]);
    filled += samples.length;
  }

  function produce(endWhole: number, sink: SampleSink): void {
    let made = 0;
    while (whole < endWhole && whole + half < first + filled) {
      const start = whole - half + 1 - first;
      output[made] = exact ? dot(fraction, start) : dotBetweenPhases(start);
      made++;
      fraction += down;
      const carried = Math.floor(fraction / up);
      whole += carried;
      fraction -= carried * up;
      if (made === SINK_SAMPLES) {
        sink(output);
        made = 0;
      }
    }
    if (made > 0) sink(output.subarray(0, made));
  }

  function dot(phase: number, start: number): number {
    const row = phase * taps;
    const input = pending;
    const weights = table;
    // Two sums run side by side, so that additions do not wait for each other. `taps` is even.
    let even = 0;
    let odd = 0;
    for (let k = 0; k < taps; k += 2) {
      even += (weights[row + k] as number) * (input[start + k] as number);
      odd += (weights[row + k + 1] as number) * (input[start + k + 1] as number);
    }
    return even + odd;
  }

  function dotBetweenPhases(start: number): number {
    const position = (fraction / up) * phases;
    const phase = Math.floor(position);
    const share = position - phase;
    return (1 - share) * dot(phase, start) + share * dot(phase + 1, start);
  }

  return {
    fromHz,
    toHz,
    push(samples, sink) {
      received += samples.length;
      append(samples);
      produce(Number.POSITIVE_INFINITY, sink);
    },
    flush(sink) {
      append(new Float32Array(half + 1));
      produce(received, sink);
      restart();
    },
  };
}

interface PolyphaseFilter {
  /** Input samples under the filter. */
  readonly taps: number;
  /** Input samples ahead of an output position that its filter reaches; `taps` is twice that. */
  readonly half: number;
  readonly phases: number;
  /** Row p (of phases + 1; the last for interpolation) holds the taps of an output at p / phases past a sample. */
  readonly table: Float64Array;
}

/**
 * Kaiser's design: the transition band lies between the pass band and the lower Nyquist frequency, the length
 * follows from attenuation and transition width (Oppenheim and Schafer, Discrete-Time Signal Processing, 7.6).
 */
function designFilter(fromHz: number, toHz: number, phases: number): PolyphaseFilter {
  const nyquist = Math.min(fromHz, toHz) / 2;
  const cutoff = (nyquist * (1 + PASSBAND)) / 2 / fromHz;
  const transition = (nyquist * (1 - PASSBAND)) / fromHz;
  const beta = 0.1102 * (STOPBAND_DB - 8.7);
  const half = Math.ceil((STOPBAND_DB - 7.95) / (2.285 * 2 * Math.PI * transition) / 2);
  const taps = half * 2;
  const table = new Float64Array((phases + 1) * taps);
  for (let phase = 0; phase <= phases; phase++) {
    const row = phase * taps;
    let sum = 0;
    for (let k = 0; k < taps; k++) {
      const distance = k - (half - 1) - phase / phases;
      const value = sinc(2 * cutoff * distance) * kaiser(distance / half, beta);
      table[row + k] = value;
      sum += value;
    }
    // Every phase passes a constant unchanged; otherwise a level would be modulated at the phase rate.
    for (let k = 0; k < taps; k++) table[row + k] = (table[row + k] ?? 0) / sum;
  }
  return { taps, half, phases, table };
}

function sinc(x: number): number {
  return x === 0 ? 1 : Math.sin(Math.PI * x) / (Math.PI * x);
}

function kaiser(x: number, beta: number): number {
  return Math.abs(x) >= 1 ? 0 : besselI0(beta * Math.sqrt(1 - x * x)) / besselI0(beta);
}

/** Modified Bessel function of the first kind, order 0, by its power series. */
function besselI0(x: number): number {
  let term = 1;
  let sum = 1;
  for (let k = 1; term > sum * 1e-17; k++) {
    term *= (x / (2 * k)) ** 2;
    sum += term;
  }
  return sum;
}

function gcd(a: number, b: number): number {
  return b === 0 ? a : gcd(b, a % b);
}

function finite(value: number | undefined): number {
  return value !== undefined && Number.isFinite(value) ? value : 0;
}
