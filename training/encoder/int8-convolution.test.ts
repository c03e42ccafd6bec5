import { describe, expect, it } from 'vitest';
import { WINDOW_SAMPLES } from '../../src/analysis/emotion/manifest.ts';
import { cremaDFolder } from '../../tests/support/crema-d.ts';
import { readClip, readCorpus } from '../data/corpus.ts';
import { AUDIO, AUDIO_INPUT } from '../onnx/model-contract.ts';
import { cutGraph, encodeModel, floatValue, type Model, onnx, readInstead } from '../onnx/onnx-graph.ts';
import { loadGraph, type RunGraph } from '../onnx/run-graph.ts';
import { gaussian, seededRandom } from '../shared/random.ts';
import { windowOf } from '../sound/conditions.ts';
import { MOONSHINE_BASE } from './encoders.ts';
import { convolveInInt8, type Int8Convolution } from './int8-convolution.ts';
import { readEncoder } from './pooled-encoder.ts';

const clipsFolder = cremaDFolder();
const CONVOLVED = '/conv2/Conv_output_0';
const FRAMES = 248;
const CHANNELS = 832;

const convolution = (): Int8Convolution => {
  if (MOONSHINE_BASE.int8Convolution === null) throw new Error('Moonshine has no convolution in int8.');
  return MOONSHINE_BASE.int8Convolution;
};

/** What the convolution puts out for a window. */
function runOf(moonshine: Model): Promise<RunGraph> {
  const parts = cutGraph(moonshine, [CONVOLVED]);
  readInstead(parts.nodes, MOONSHINE_BASE.input, AUDIO);
  const output = floatValue(CONVOLVED, ['batch', CHANNELS, FRAMES]);
  return loadGraph(encodeModel(moonshine, parts, [AUDIO_INPUT], [output], 'convolution'), CONVOLVED);
}

/** Root of the mean squared difference, as a share of what is to come out. */
async function errorOn(windows: readonly Float32Array[]): Promise<number> {
  const asIs = await runOf(await readEncoder(MOONSHINE_BASE));
  const moonshine = await readEncoder(MOONSHINE_BASE);
  convolveInInt8(moonshine, convolution());
  const inInt8 = await runOf(moonshine);
  let difference = 0;
  let energy = 0;
  for (const window of windows) {
    const expected = await asIs(window);
    const values = await inInt8(window);
    expect(values).toHaveLength(CHANNELS * FRAMES);
    for (const [i, value] of expected.entries()) {
      difference += (value - (values[i] ?? Number.NaN)) ** 2;
      energy += value ** 2;
    }
  }
  return Math.sqrt(difference / energy);
}

describe('a convolution in int8', () => {
  it('puts out what the one in float32 does, to two percent, for noise loud and faint', async () => {
    const random = seededRandom('convolved');
    const noise = (level: number) =>
      Float32Array.from({ length: WINDOW_SAMPLES }, () => level * gaussian(random));
    expect(await errorOn([noise(0.3), noise(0.001)])).toBeLessThan(0.02);
  });

  it.skipIf(clipsFolder === null)('and for voices, clean and over the telephone', async () => {
    const { clips } = await readCorpus(clipsFolder ?? '');
    const windows: Float32Array[] = [];
    for (const clip of clips.filter((_, i) => i % 40 === 0)) {
      const samples = await readClip(clip.path);
      windows.push(windowOf(samples, clip.id, 'clean-centred'), windowOf(samples, clip.id, 'phone-centred'));
    }
    expect(windows.length).toBeGreaterThan(4);
    expect(await errorOn(windows)).toBeLessThan(0.02);
  });

  it('and for silence', async () => {
    expect(await errorOn([new Float32Array(WINDOW_SAMPLES)])).toBeLessThan(0.02);
  });

  it('multiplies no int8, which some processors do with saturation', async () => {
    const moonshine = await readEncoder(MOONSHINE_BASE);
    convolveInInt8(moonshine, convolution());
    const nodes = moonshine.graph?.node ?? [];
    const initializer = moonshine.graph?.initializer ?? [];
    const multiplied = nodes.flatMap(({ opType, input }) =>
      opType === 'MatMulInteger' ? (input?.[1] ?? []) : [],
    );
    const types = initializer
      .filter(({ name }) => multiplied.includes(name ?? ''))
      .map(({ dataType }) => dataType);
    expect(new Set(types)).toEqual(new Set([onnx.TensorProto.DataType.UINT8]));
  });

  it('says what the encoder lacks', async () => {
    const moonshine = await readEncoder(MOONSHINE_BASE);
    expect(() => convolveInInt8(moonshine, { ...convolution(), name: 'conv9' })).toThrow(
      'The encoder has no weights "conv9.weight_quantized".',
    );
  });
});
