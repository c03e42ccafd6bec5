import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { gaussian, seededRandom } from '../shared/random.ts';
import { fitTemperature } from './calibration.ts';
import {
  classFigures,
  confusionOf,
  figuresOf,
  meanAndSd,
  type Predictions,
  predictionsAt,
  reliabilityBins,
  softmaxRows,
} from './metrics.ts';

/** Three classes, six clips: predicted 0 0 1, 1, 2 0 for true 0 0 0, 1, 2 2. */
const predictions: Predictions = {
  labels: Int32Array.of(0, 0, 0, 1, 2, 2),
  classes: 3,
  probabilities: Float32Array.of(
    ...[0.8, 0.1, 0.1],
    ...[0.6, 0.2, 0.2],
    ...[0.3, 0.5, 0.2],
    ...[0.1, 0.9, 0],
    ...[0.25, 0.25, 0.5],
    ...[0.7, 0.2, 0.1],
  ),
};

describe('metrics, against values computed by hand', () => {
  it('counts confusions: row is the truth', () => {
    expect(confusionOf(predictions)).toEqual([
      [2, 1, 0],
      [0, 1, 0],
      [1, 0, 1],
    ]);
  });

  it('gives precision, recall and F1 of each class', () => {
    const [first, second, third] = classFigures([
      [2, 1, 0],
      [0, 1, 0],
      [1, 0, 1],
    ]);
    expect(first).toEqual({ precision: 2 / 3, recall: 2 / 3, f1: 2 / 3, clips: 3 });
    expect(second?.precision).toBe(0.5);
    expect(second?.recall).toBe(1);
    expect(second?.f1).toBeCloseTo(2 / 3, 12);
    expect(third?.f1).toBeCloseTo(2 / 3, 12);
    expect(
      classFigures([
        [0, 1],
        [0, 1],
      ])[0],
    ).toEqual({ precision: 0, recall: 0, f1: 0, clips: 1 });
  });

  it('averages them without weights', () => {
    const figures = figuresOf(predictions);
    expect(figures.uar).toBeCloseTo((2 / 3 + 1 + 1 / 2) / 3, 12);
    expect(figures.recall).toBe(figures.uar);
    expect(figures.precision).toBeCloseTo((2 / 3 + 1 / 2 + 1) / 3, 12);
    expect(figures.macroF1).toBeCloseTo(2 / 3, 12);
    expect(figures.accuracy).toBeCloseTo(4 / 6, 12);
  });

  it('gives the log loss in nats', () => {
    const logs = [0.8, 0.6, 0.3, 0.9, 0.5, 0.1].map((probability) => -Math.log(probability));
    expect(figuresOf(predictions).logLoss).toBeCloseTo(logs.reduce((sum, value) => sum + value, 0) / 6, 6);
  });

  it('gives the calibration error of the top class', () => {
    // Bins of 1/15: 0.8 in bin 12 (right), 0.6 in 8 or 9 (right), 0.5 and 0.5 in 7 (one right), 0.9 in 13 (right),
    // 0.7 in 10 (wrong): |1-0.8| + |1-0.6| + |1-1.0| + |1-0.9| + |0-0.7| over 6 clips.
    expect(figuresOf(predictions).ece).toBeCloseTo((0.2 + 0.4 + 0 + 0.1 + 0.7) / 6, 6);
  });

  it('gives the Brier score over all classes', () => {
    // By clip: 0.2² + 0.1² + 0.1², 0.4² + 0.2² + 0.2², 0.7² + 0.5² + 0.2², 0.1² + 0.1², 0.25² + 0.25² + 0.5², 0.7² + 0.2² + 0.9².
    const distances = [0.06, 0.24, 0.78, 0.02, 0.375, 1.34];
    expect(figuresOf(predictions).brier).toBeCloseTo(distances.reduce((sum, value) => sum + value, 0) / 6, 6);
  });

  it('bounds the Brier score: 0 for the certain and right, 2 for the certain and wrong', () => {
    const certain = { probabilities: Float32Array.of(1, 0, 0), classes: 3 };
    expect(figuresOf({ ...certain, labels: Int32Array.of(0) }).brier).toBe(0);
    expect(figuresOf({ ...certain, labels: Int32Array.of(2) }).brier).toBe(2);
  });

  it('sorts confidences into fifteen bins', () => {
    const bins = reliabilityBins(predictions);
    expect(bins).toHaveLength(15);
    expect(bins.map((bin) => bin.clips)).toEqual([0, 0, 0, 0, 0, 0, 0, 2, 0, 1, 1, 0, 1, 1, 0]);
    expect(bins[7]).toMatchObject({ from: 7 / 15, to: 8 / 15, confidence: 0.5, accuracy: 0.5 });
    expect(bins[10]?.accuracy).toBe(0);
    expect(bins[0]).toMatchObject({ confidence: null, accuracy: null });
    const certain = { labels: Int32Array.of(0), probabilities: Float32Array.of(1, 0, 0), classes: 3 };
    expect(reliabilityBins(certain)[14]).toMatchObject({ clips: 1, confidence: 1, accuracy: 1 });
  });

  it('keeps every clip in one bin, with its confidence between the edges', () => {
    const rows = fc.array(
      fc.array(fc.double({ min: 0.01, max: 1, noNaN: true }), { minLength: 3, maxLength: 3 }),
      {
        minLength: 1,
      },
    );
    fc.assert(
      fc.property(rows, (weights) => {
        const normalised = weights.flatMap((row) => row.map((value) => value / row.reduce((a, b) => a + b)));
        const bins = reliabilityBins({
          labels: new Int32Array(weights.length),
          probabilities: Float32Array.from(normalised),
          classes: 3,
        });
        expect(bins.reduce((sum, bin) => sum + bin.clips, 0)).toBe(weights.length);
        for (const { from, to, confidence } of bins) {
          if (confidence === null) continue;
          expect(confidence).toBeGreaterThanOrEqual(from - 1e-6);
          expect(confidence).toBeLessThanOrEqual(to + 1e-6);
        }
      }),
    );
  });

  it('takes some of the clips by number', () => {
    const some = predictionsAt(predictions, [3, 0]);
    expect([...some.labels]).toEqual([1, 0]);
    expect([...some.probabilities]).toEqual([...Float32Array.of(0.1, 0.9, 0, 0.8, 0.1, 0.1)]);
  });

  it('leaves classes without clips out of the averages', () => {
    const one = { labels: Int32Array.of(0), probabilities: Float32Array.of(1, 0, 0), classes: 3 };
    expect(figuresOf(one).uar).toBe(1);
  });

  it('refuses to measure nothing', () => {
    expect(() =>
      figuresOf({ labels: new Int32Array(0), probabilities: new Float32Array(0), classes: 3 }),
    ).toThrow();
  });

  it('takes mean and sample standard deviation over folds', () => {
    const base = figuresOf(predictions);
    const { mean, sd } = meanAndSd([0.7, 0.72, 0.74].map((uar) => ({ ...base, uar })));
    expect(mean.uar).toBeCloseTo(0.72, 12);
    expect(sd.uar).toBeCloseTo(0.02, 12);
    expect(sd.accuracy).toBeCloseTo(0, 12);
  });
});

describe('softmaxRows', () => {
  it('normalises each row, softer at a higher temperature, at any size of logits', () => {
    const rows = softmaxRows(Float32Array.of(0, Math.log(3), 5_000, 5_000), 2, 1);
    for (const [i, value] of [0.25, 0.75, 0.5, 0.5].entries()) expect(rows[i]).toBeCloseTo(value, 6);
    expect(softmaxRows(Float32Array.of(0, Math.log(9)), 2, 2)[1]).toBeCloseTo(0.75, 6);
  });
});

describe('fitTemperature', () => {
  it('finds the temperature that labels were drawn at', () => {
    const random = seededRandom('temperature');
    const logits = Float32Array.from({ length: 4 * 20_000 }, () => 2 * gaussian(random));
    const truth = softmaxRows(logits, 4, 1.7);
    const labels = Int32Array.from({ length: 20_000 }, (_, clip) => {
      let rest = random();
      for (let k = 0; k < 3; k++) {
        rest -= truth[clip * 4 + k] ?? 0;
        if (rest < 0) return k;
      }
      return 3;
    });
    expect(Math.abs(fitTemperature(logits, labels, 4) - 1.7)).toBeLessThan(0.05);
  });
});
