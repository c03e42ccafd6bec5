import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { figuresOf, type Predictions } from './metrics.ts';
import { answeringFrom, riskCoverage } from './risk-coverage.ts';

/** Two classes, four clips, confidences 0.9 0.8 0.7 0.6; the last but one is wrong. */
const predictions: Predictions = {
  labels: Int32Array.of(0, 1, 1, 0),
  classes: 2,
  probabilities: Float32Array.of(0.9, 0.1, 0.2, 0.8, 0.7, 0.3, 0.6, 0.4),
};

describe('answeringFrom', () => {
  it('answers the clips that are at the threshold or above it', () => {
    expect(answeringFrom(predictions, 0.65)).toEqual({
      below: 0.65,
      coverage: 3 / 4,
      accuracy: 2 / 3,
      uar: (1 + 1 / 2) / 2,
      accuracyWithheld: 1,
    });
  });

  it('has no accuracy where nothing is answered, or nothing withheld', () => {
    expect(answeringFrom(predictions, 0.95)).toMatchObject({ coverage: 0, accuracy: null, uar: null });
    expect(answeringFrom(predictions, 0.1)).toMatchObject({ coverage: 1, accuracyWithheld: null });
  });

  it('splits the right answers between the answered and the withheld', () => {
    const clips = fc.array(
      fc.tuple(fc.integer({ min: 0, max: 1 }), fc.float({ min: 0, max: 1, noNaN: true })),
      {
        minLength: 1,
      },
    );
    fc.assert(
      fc.property(clips, fc.double({ min: 0.5, max: 1, noNaN: true }), (drawn, below) => {
        const some: Predictions = {
          labels: Int32Array.from(drawn, ([label]) => label),
          classes: 2,
          probabilities: Float32Array.from(drawn.flatMap(([, share]) => [share, 1 - share])),
        };
        const { coverage, accuracy, accuracyWithheld } = answeringFrom(some, below);
        const right = coverage * (accuracy ?? 0) + (1 - coverage) * (accuracyWithheld ?? 0);
        expect(right).toBeCloseTo(figuresOf(some).accuracy, 9);
      }),
    );
  });
});

describe('riskCoverage', () => {
  it('answers the most confident first', () => {
    const points = riskCoverage(predictions);
    expect(points).toHaveLength(20);
    expect(points[4]).toEqual({ coverage: 1 / 4, confidence: Math.fround(0.9), accuracy: 1, uar: 1 });
    expect(points[9]).toMatchObject({ coverage: 2 / 4, confidence: Math.fround(0.8), accuracy: 1 });
    expect(points[14]).toMatchObject({ coverage: 3 / 4, accuracy: 2 / 3, uar: 3 / 4 });
  });

  it('ends with all clips answered', () => {
    const { accuracy, uar } = figuresOf(predictions);
    expect(riskCoverage(predictions).at(-1)).toEqual({
      coverage: 1,
      confidence: Math.fround(0.6),
      accuracy,
      uar,
    });
  });

  it('never raises the confidence as it covers more', () => {
    const confidences = riskCoverage(predictions).map((point) => point.confidence);
    expect(confidences).toEqual([...confidences].sort((a, b) => b - a));
  });
});
