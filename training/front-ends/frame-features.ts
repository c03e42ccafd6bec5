// The report's features of a window, frame by frame: 13 MFCC, 12 chroma and 7 spectral contrast, beside the log-mel
// bands that the MFCC are made of. Meyda gives the spectrum and the filter banks; `frame-features-graph.ts` computes
// the same numbers inside a model.

import meydaModule from 'meyda';
import { SAMPLE_RATE_HZ, WINDOW_SAMPLES } from '../../src/analysis/emotion/manifest.ts';

// Meyda's types describe an ES module. Node gets a CommonJS one, whose export is the default of the types.
const meyda = meydaModule as unknown as typeof meydaModule.default;

/** 64 ms, under Meyda's Hann window. */
export const FRAME_SAMPLES = 1024;
/** 32 ms. */
export const HOP_SAMPLES = 512;
/** Frames of a three-second window. */
export const FRAMES = 1 + Math.floor((WINDOW_SAMPLES - FRAME_SAMPLES) / HOP_SAMPLES);
/** Bins of the spectrum as Meyda has it: without the one at half the sample rate. */
export const BINS = FRAME_SAMPLES / 2;

export const MEL_BANDS = 40;
export const MFCCS = 13;
export const CHROMAS = 12;
/** The report's features of a frame, in this order: MFCC, chroma, contrast. */
export const REPORT_FEATURES = MFCCS + CHROMAS + 7;
/** A row of the sequence: log-mel bands, the report's features, and the report's features' deltas. */
export const SEQUENCE_FEATURES = MEL_BANDS + 2 * REPORT_FEATURES;

/**
 * Edges of the seven contrast bands in Hz: below 200, then octaves (Jiang et al., "Music type classification by
 * spectral contrast feature", ICME 2002; the octaves are librosa's for 16 kHz).
 */
const CONTRAST_EDGES_HZ = [0, 200, 400, 800, 1_600, 3_200, 6_400, 8_000] as const;
/** Share of a band's bins that count as its peaks, and as its valleys. */
const CONTRAST_SHARE = 0.02;
/** Added to amplitudes before the logarithm: a sine at -74 dB, so that rounding in silence can't be seen. */
export const CONTRAST_FLOOR = 0.05;

/** First bin, bins, and how many bins are peaks (or valleys) of each contrast band. */
export const CONTRAST_BANDS = CONTRAST_EDGES_HZ.slice(0, -1).map((low, i) => {
  const binOf = (hz: number) => Math.ceil((hz * FRAME_SAMPLES) / SAMPLE_RATE_HZ);
  const first = binOf(low);
  const bins = Math.min(BINS, binOf(CONTRAST_EDGES_HZ[i + 1] ?? 0)) - first;
  return { first, bins, extremes: Math.max(1, Math.round(CONTRAST_SHARE * bins)) };
});

/** Frames on each side that a delta is fitted over (Young et al., "The HTK Book", eq. 5.16). */
export const DELTA_REACH = 2;
/** 2 · (1² + 2²). */
export const DELTA_DIVISOR = 10;

/** Meyda's filter banks for frames of this size. Rows of the mel bank and the chroma bank, each over `BINS` bins. */
export const FILTER_BANKS = filterBanks();

function filterBanks(): { readonly mel: readonly Float64Array[]; readonly chroma: readonly Float64Array[] } {
  Object.assign(meyda, {
    bufferSize: FRAME_SAMPLES,
    sampleRate: SAMPLE_RATE_HZ,
    melBands: MEL_BANDS,
    numberOfMFCCCoefficients: MFCCS,
  });
  meyda.extract(['mfcc', 'chroma'], new Float32Array(FRAME_SAMPLES));
  // Meyda keeps the banks it made, but its types don't say so.
  const { melFilterBank, chromaFilterBank } = meyda as unknown as Record<string, number[][]>;
  const rows = (bank: number[][] | undefined) =>
    (bank ?? []).map((row) => Float64Array.from(row.slice(0, BINS)));
  return { mel: rows(melFilterBank), chroma: rows(chromaFilterBank) };
}

/** Weights of the discrete cosine transform that MFCC are made by, coefficient × band; Meyda scales it by 2. */
export const DCT = Array.from({ length: MFCCS }, (_, k) =>
  Float64Array.from(
    { length: MEL_BANDS },
    (_, band) => 2 * Math.cos((Math.PI / MEL_BANDS) * (band + 0.5) * k),
  ),
);

/**
 * The sequence of a window.
 * @param window 48000 samples, 16 kHz, in [-1, 1]
 * @returns `FRAMES` × `SEQUENCE_FEATURES`, row-major
 * @throws Error when the window has another length.
 */
export function frameSequence(window: Float32Array): Float32Array {
  if (window.length !== WINDOW_SAMPLES) {
    throw new Error(`A window has to have ${WINDOW_SAMPLES} samples; ${window.length} were given.`);
  }
  const sequence = new Float32Array(FRAMES * SEQUENCE_FEATURES);
  for (let frame = 0; frame < FRAMES; frame++) {
    const start = frame * HOP_SAMPLES;
    const amplitudes = meyda.extract('amplitudeSpectrum', window.subarray(start, start + FRAME_SAMPLES));
    writeFrame(
      sequence.subarray(frame * SEQUENCE_FEATURES, (frame + 1) * SEQUENCE_FEATURES),
      amplitudes as unknown as Float32Array,
    );
  }
  writeDeltas(sequence);
  return sequence;
}

/** The report's summary of a sequence: the mean of each of the 32 features over time. */
export function featureMeans(sequence: Float32Array): Float32Array {
  const means = new Float32Array(REPORT_FEATURES);
  for (let frame = 0; frame < FRAMES; frame++) {
    const start = frame * SEQUENCE_FEATURES + MEL_BANDS;
    for (let i = 0; i < REPORT_FEATURES; i++) {
      means[i] = (means[i] as number) + (sequence[start + i] as number) / FRAMES;
    }
  }
  return means;
}

function writeFrame(row: Float32Array, amplitudes: Float32Array): void {
  const { mel, chroma } = FILTER_BANKS;
  mel.forEach((weights, band) => {
    let energy = 0;
    for (let bin = 0; bin < BINS; bin++) {
      energy += (weights[bin] as number) * (amplitudes[bin] as number) ** 2;
    }
    row[band] = Math.log(energy + 1);
  });
  DCT.forEach((weights, k) => {
    row[MEL_BANDS + k] = weights.reduce((sum, weight, band) => sum + weight * (row[band] as number), 0);
  });
  const chromas = chroma.map((weights) =>
    weights.reduce((sum, weight, bin) => sum + weight * (amplitudes[bin] as number), 0),
  );
  const loudest = Math.max(...chromas) || 1;
  chromas.forEach((value, i) => {
    row[MEL_BANDS + MFCCS + i] = value / loudest;
  });
  CONTRAST_BANDS.forEach((band, i) => {
    row[MEL_BANDS + MFCCS + CHROMAS + i] = contrastOf(amplitudes, band);
  });
}

/** Difference of the logarithms of a band's peaks and valleys. */
export function contrastOf(
  amplitudes: Float32Array,
  { first, bins, extremes }: (typeof CONTRAST_BANDS)[number],
): number {
  const sorted = amplitudes.slice(first, first + bins).sort();
  const meanOf = (values: Float32Array) => values.reduce((sum, value) => sum + value, 0) / extremes;
  const peak = meanOf(sorted.subarray(bins - extremes));
  const valley = meanOf(sorted.subarray(0, extremes));
  return Math.log(peak + CONTRAST_FLOOR) - Math.log(valley + CONTRAST_FLOOR);
}

function writeDeltas(sequence: Float32Array): void {
  const at = (frame: number, i: number) => {
    const held = Math.max(0, Math.min(FRAMES - 1, frame));
    return sequence[held * SEQUENCE_FEATURES + MEL_BANDS + i] as number;
  };
  for (let frame = 0; frame < FRAMES; frame++) {
    const start = frame * SEQUENCE_FEATURES + MEL_BANDS + REPORT_FEATURES;
    for (let i = 0; i < REPORT_FEATURES; i++) {
      let sum = 0;
      for (let n = 1; n <= DELTA_REACH; n++) sum += n * (at(frame + n, i) - at(frame - n, i));
      sequence[start + i] = sum / DELTA_DIVISOR;
    }
  }
}
