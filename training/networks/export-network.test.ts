import { beforeAll, describe, expect, it } from 'vitest';
import { WINDOW_SAMPLES } from '../../src/analysis/emotion/manifest.ts';
import { featureMeans, frameSequence, SEQUENCE_FEATURES } from '../front-ends/frame-features.ts';
import { standardise } from '../front-ends/standardisation.ts';
import { normalisedWindow } from '../front-ends/waveform-graph.ts';
import { loadGraph } from '../onnx/run-graph.ts';
import { gaussian, seededRandom } from '../shared/random.ts';
import { startTensorFlow, tf } from '../tensorflow/tensorflow.ts';
import { INPUT_SHAPES } from './architecture.ts';
import { exportNetwork } from './export-network.ts';
import { ARCHITECTURES } from './index.ts';

beforeAll(startTensorFlow);

/** Noise that swells, so that frames differ. */
function sound(): Float32Array {
  const random = seededRandom('sound');
  return Float32Array.from(
    { length: WINDOW_SAMPLES },
    (_, n) => 0.2 * gaussian(random) * Math.sin((3 * Math.PI * n) / WINDOW_SAMPLES) ** 2,
  );
}

describe('exportNetwork', () => {
  for (const architecture of ARCHITECTURES) {
    it(`gives the logits of ${architecture.name} from raw audio`, async () => {
      const { frontEnd } = architecture;
      const model = architecture.build(7);
      const random = seededRandom('weights', architecture.name);
      // Every weight off its first value, so that none can be left out unseen; variances stay above zero.
      model.setWeights(model.getWeights().map((weight) => weight.add(0.02 + 0.05 * random())));
      const window = sound();
      const features = frontEnd === 'means' ? INPUT_SHAPES.means[0] : SEQUENCE_FEATURES;
      const standardisation =
        frontEnd === 'waveform'
          ? null
          : {
              mean: Float32Array.from({ length: features }, () => random()),
              scale: Float32Array.from({ length: features }, () => 0.2 + 0.1 * random()),
            };
      const inputs = {
        means: () => featureMeans(frameSequence(window)),
        sequence: () => frameSequence(window),
        waveform: () => normalisedWindow(window),
      }[frontEnd]();
      if (standardisation !== null) standardise(inputs, standardisation);
      const expected = (
        model.predict(tf.tensor(inputs, [1, ...INPUT_SHAPES[frontEnd]])) as tf.Tensor
      ).dataSync();
      const run = await loadGraph(exportNetwork(model, frontEnd, standardisation), 'logits');
      const logits = await run(window);
      expect(logits).toHaveLength(6);
      expected.forEach((value, k) => {
        expect(Math.abs(value - (logits[k] ?? Number.NaN))).toBeLessThan(1e-3 * Math.max(1, Math.abs(value)));
      });
      expect(new Set(expected).size).toBeGreaterThan(1);
    });
  }

  it('names a layer that it has no words for', () => {
    const input = tf.input({ shape: [4, 3] });
    const output = tf.layers.gru({ units: 2 }).apply(input) as tf.SymbolicTensor;
    const model = tf.model({ inputs: input, outputs: output });
    const standardisation = { mean: new Float32Array(3), scale: new Float32Array(3) };
    expect(() => exportNetwork(model, 'sequence', standardisation)).toThrow(/kind GRU/);
  });
});
