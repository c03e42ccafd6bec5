import { describe, expect, it } from 'vitest';
import { meanCurve, parseCurvesDocument } from './curves.ts';
import type { Curve } from './plots.ts';

const point = (epoch: number, value: number, development: number | null): Curve => ({
  epoch,
  trainLoss: value,
  trainAccuracy: value / 2,
  developmentLoss: development,
  developmentAccuracy: development,
});

describe('meanCurve', () => {
  it('averages epoch by epoch, as far as all folds came', () => {
    const folds = [[point(1, 1, 0.5), point(2, 0.5, 0.25)], [point(1, 0.5, 0.25)]];
    expect(meanCurve(folds)).toEqual([
      { epoch: 1, trainLoss: 0.75, trainAccuracy: 0.375, developmentLoss: 0.375, developmentAccuracy: 0.375 },
    ]);
  });

  it('has no development where one fold has none', () => {
    const [mean] = meanCurve([[point(1, 1, 0.5)], [point(1, 1, null)]]);
    expect(mean).toMatchObject({ trainLoss: 1, developmentLoss: null, developmentAccuracy: null });
  });
});

describe('parseCurvesDocument', () => {
  it('reads what training writes, and names what does not fit', () => {
    const document = {
      schemaVersion: 1,
      architecture: 'cnn',
      folds: [{ epoch: 1, curve: [point(1, 1, null)] }],
    };
    expect(parseCurvesDocument(document, 'cnn.json')).toEqual(document);
    expect(() => parseCurvesDocument({ ...document, folds: [] }, 'cnn.json')).toThrow(/cnn\.json.*folds/);
  });
});
