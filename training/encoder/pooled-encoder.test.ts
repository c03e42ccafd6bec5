import { createHash } from 'node:crypto';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { WINDOW_SAMPLES } from '../../src/analysis/emotion/manifest.ts';
import { normalisedWindow } from '../front-ends/waveform-graph.ts';
import { exportNetwork } from '../networks/export-network.ts';
import { WAV2VEC2 } from '../networks/wav2vec2.ts';
import { decodeModel, encodeModel, floatValue, readInstead } from '../onnx/onnx-graph.ts';
import { loadGraph } from '../onnx/run-graph.ts';
import { gaussian, seededRandom } from '../shared/random.ts';
import { startTensorFlow, tf } from '../tensorflow/tensorflow.ts';
import { type Encoder, featureCountOf, MOONSHINE_BASE, WHISPER_TINY_EN } from './encoders.ts';
import { FEATURES, featureGraph, readEncoder } from './pooled-encoder.ts';

const folder = mkdtempSync(join(tmpdir(), 'evenkeel-encoder-'));
beforeAll(startTensorFlow);
afterAll(() => rmSync(folder, { recursive: true }));

/** A wav2vec 2.0 encoder as others export it: its samples come in normalised, by the name `input_values`. */
function wav2vec2File(): { encoder: Encoder; blocks: tf.LayersModel } {
  const model = WAV2VEC2.build(5);
  // Each of the two blocks ends in a layer normalisation.
  const norms = model.layers.filter((layer) => layer.getClassName() === 'LayerNormalization');
  const ends = [norms.at(-3), norms.at(-1)].flatMap((layer) => layer ?? []);
  const exported = decodeModel(exportNetwork(model, 'waveform', null));
  const nodes = (exported.graph?.node ?? []).filter((node) => !node.output?.[0]?.startsWith('normalise/'));
  readInstead(nodes, 'normalise/audio', 'input_values');
  const bytes = encodeModel(
    exported,
    { nodes, initializers: exported.graph?.initializer ?? [] },
    [floatValue('input_values', ['batch', WINDOW_SAMPLES])],
    [floatValue('logits', ['batch', 6])],
    'wav2vec2',
  );
  const file = join(folder, 'wav2vec2.onnx');
  writeFileSync(file, bytes);
  const encoder: Encoder = {
    name: 'a small wav2vec 2.0',
    url: pathToFileURL(file),
    sha256: createHash('sha256').update(bytes).digest('hex'),
    input: 'input_values',
    layers: 2,
    hiddenStates: ends.map((layer) => `${layer.name}/normalised`),
    width: 64,
    normalisation: 'zero-mean-unit-variance',
    int8Convolution: null,
    licence: 'MIT',
    holder: 'this test',
  };
  const outputs = ends.map((layer) => layer.output as tf.SymbolicTensor);
  return { encoder, blocks: tf.model({ inputs: model.inputs, outputs }) };
}

describe('an encoder of the architecture of wav2vec 2.0', () => {
  it('gives mean and spread of its blocks, with its own normalisation of the samples', async () => {
    const { encoder, blocks } = wav2vec2File();
    const random = seededRandom('samples');
    const window = Float32Array.from({ length: WINDOW_SAMPLES }, () => 0.02 + 0.1 * gaussian(random));
    const run = await loadGraph(featureGraph(encoder, await readEncoder(encoder)), FEATURES);
    const features = await run(window);
    expect(features).toHaveLength(featureCountOf(encoder));
    const hidden = blocks.predict(tf.tensor(normalisedWindow(window), [1, WINDOW_SAMPLES])) as tf.Tensor[];
    const expected = hidden.flatMap((states) => {
      const { mean, variance } = tf.moments(states, 1);
      return [...mean.dataSync(), ...variance.sqrt().dataSync()];
    });
    features.forEach((value, i) => {
      expect(Math.abs(value - (expected[i] ?? Number.NaN))).toBeLessThan(1e-3);
    });
  });
});

describe('readEncoder', () => {
  it('says what is missing, and what is another file', async () => {
    await expect(readEncoder(WHISPER_TINY_EN)).rejects.toThrow(
      /Whisper tiny.en is in no package; name its file/,
    );
    const other = join(folder, 'other.onnx');
    writeFileSync(other, 'not it');
    await expect(readEncoder(MOONSHINE_BASE, other)).rejects.toThrow(/has the sha256 .*; expected 1dd9ab0a/);
    await expect(readEncoder(MOONSHINE_BASE, join(folder, 'none'))).rejects.toThrow(/is not at/);
  });
});
