import meydaModule from 'meyda';
import { describe, expect, it } from 'vitest';
import { WINDOW_SAMPLES } from '../../src/analysis/emotion/manifest.ts';
import { cremaDFolder } from '../../tests/support/crema-d.ts';
import { readClip, readCorpus } from '../data/corpus.ts';
import { encodeModel, floatValue, OWN_VERSIONS } from '../onnx/onnx-graph.ts';
import { loadGraph } from '../onnx/run-graph.ts';
import { gaussian, seededRandom } from '../shared/random.ts';
import { windowOf } from '../sound/conditions.ts';
import {
  CONTRAST_BANDS,
  CONTRAST_FLOOR,
  contrastOf,
  FRAME_SAMPLES,
  FRAMES,
  featureMeans,
  frameSequence,
  HOP_SAMPLES,
  MEL_BANDS,
  REPORT_FEATURES,
  SEQUENCE_FEATURES,
} from './frame-features.ts';
import { frameFeaturesGraph, MEANS, SEQUENCE } from './frame-features-graph.ts';

const meyda = meydaModule as unknown as typeof meydaModule.default;
const clipsFolder = cremaDFolder();

/** A voice-like sound: harmonics of a gliding tone, noise, and a pause. */
function voice(seed: string): Float32Array {
  const random = seededRandom('voice', seed);
  let phase = 0;
  return Float32Array.from({ length: WINDOW_SAMPLES }, (_, n) => {
    if (n > 30_000 && n < 36_000) return 0;
    phase += (2 * Math.PI * (140 + 60 * Math.sin(n / 9_000))) / 16_000;
    return (
      0.1 * (Math.sin(phase) + 0.5 * Math.sin(2 * phase) + 0.3 * Math.sin(5 * phase)) +
      0.003 * gaussian(random)
    );
  });
}

describe('frameSequence', () => {
  it("has Meyda's MFCC and chroma in every frame", () => {
    const window = voice('meyda');
    const sequence = frameSequence(window);
    for (const frame of [0, 17, 60, FRAMES - 1]) {
      const samples = window.subarray(frame * HOP_SAMPLES, frame * HOP_SAMPLES + FRAME_SAMPLES);
      const { mfcc, chroma } = meyda.extract(['mfcc', 'chroma'], samples) as {
        mfcc: number[];
        chroma: number[];
      };
      const row = sequence.subarray(frame * SEQUENCE_FEATURES + MEL_BANDS);
      for (const [i, expected] of [...mfcc, ...chroma].entries()) expect(row[i]).toBeCloseTo(expected, 4);
    }
  });

  it('has deltas that are the slope of a feature that rises evenly', () => {
    const loud = Float32Array.from(voice('slope'), (sample, n) => sample * Math.exp(n / 16_000));
    const sequence = frameSequence(loud);
    const mfcc0 = (frame: number) => sequence[frame * SEQUENCE_FEATURES + MEL_BANDS] ?? 0;
    const delta0 = (frame: number) => sequence[frame * SEQUENCE_FEATURES + MEL_BANDS + REPORT_FEATURES] ?? 0;
    const frame = 20;
    const slope = (2 * (mfcc0(22) - mfcc0(18)) + mfcc0(21) - mfcc0(19)) / 10;
    expect(delta0(frame)).toBeCloseTo(slope, 4);
  });

  it('refuses a window of another length', () => {
    expect(() => frameSequence(new Float32Array(100))).toThrow(/48000 samples; 100 were given/);
  });
});

describe('contrastOf', () => {
  it('is the log of peaks over valleys (Jiang et al. 2002), with the floor added to both', () => {
    const band = CONTRAST_BANDS[5] ?? { first: 0, bins: 0, extremes: 0 };
    expect(band).toEqual({ first: 205, bins: 205, extremes: 4 });
    const amplitudes = new Float32Array(512).fill(2);
    for (const [i, peak] of [10, 12, 8, 10].entries()) amplitudes[220 + 30 * i] = peak;
    for (const [i, valley] of [0.1, 0.3, 0.2, 0.2].entries()) amplitudes[230 + 30 * i] = valley;
    const expected = Math.log(10 + CONTRAST_FLOOR) - Math.log(0.2 + CONTRAST_FLOOR);
    expect(contrastOf(amplitudes, band)).toBeCloseTo(expected, 6);
  });

  it('has bands that meet and reach to half the sample rate', () => {
    const ends = CONTRAST_BANDS.map(({ first, bins }) => first + bins);
    expect(CONTRAST_BANDS.slice(1).map(({ first }) => first)).toEqual(ends.slice(0, -1));
    expect(ends.at(-1)).toBe(FRAME_SAMPLES / 2);
  });
});

describe('frameFeaturesGraph', () => {
  const graph = (output: string, dims: number[]) =>
    encodeModel(
      OWN_VERSIONS,
      frameFeaturesGraph('audio'),
      [floatValue('audio', ['batch', WINDOW_SAMPLES])],
      [floatValue(output, ['batch', ...dims])],
      'front-end',
    );

  async function expectSame(window: Float32Array): Promise<void> {
    const expected = frameSequence(window);
    const sequence = await (await loadGraph(graph(SEQUENCE, [FRAMES, SEQUENCE_FEATURES]), SEQUENCE))(window);
    const worst = expected.reduce(
      (most, value, i) => Math.max(most, Math.abs(value - (sequence[i] ?? 0))),
      0,
    );
    expect(worst).toBeLessThan(1e-3);
    const means = await (await loadGraph(graph(MEANS, [REPORT_FEATURES]), MEANS))(window);
    featureMeans(expected).forEach((value, i) => {
      expect(Math.abs(value - (means[i] ?? 0))).toBeLessThan(1e-3);
    });
  }

  it('computes the same numbers within 1e-3: a voice, silence, the loudest noise', async () => {
    await expectSame(voice('graph'));
    await expectSame(new Float32Array(WINDOW_SAMPLES));
    const random = seededRandom('noise');
    await expectSame(Float32Array.from({ length: WINDOW_SAMPLES }, () => 2 * random() - 1));
  });

  it.skipIf(clipsFolder === null)('computes the same numbers within 1e-3: clips', async () => {
    const { clips } = await readCorpus(clipsFolder ?? '');
    for (const clip of clips.slice(0, 4)) {
      const samples = await readClip(clip.path);
      await expectSame(windowOf(samples, clip.id, 'clean-centred'));
      await expectSame(windowOf(samples, clip.id, 'phone-centred'));
    }
  });
});
