import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { agreementOfOneRater, listenerFigures, pluralityShares } from './listeners.ts';

describe('pluralityShares', () => {
  it('gives all to the emotion with the most votes, and shares a tie', () => {
    expect(pluralityShares([6, 2, 0, 0, 1, 0])).toEqual([1, 0, 0, 0, 0, 0]);
    expect(pluralityShares([4, 1, 0, 0, 4, 0])).toEqual([0.5, 0, 0, 0, 0.5, 0]);
  });
});

describe('agreementOfOneRater', () => {
  it('holds each listener against the others', () => {
    // Two heard anger, one fear. To one of the two, the others stand 1 to 1: half; to the one, 2 to 0 against: none.
    expect(agreementOfOneRater([2, 0, 1, 0, 0, 0])).toBeCloseTo((2 / 3) * (1 / 2), 12);
  });

  it('is 1 where all agree and 0 where no two do', () => {
    expect(agreementOfOneRater([0, 0, 9, 0, 0, 0])).toBe(1);
    expect(agreementOfOneRater([1, 1, 1, 1, 0, 0])).toBe(0);
  });

  it('stays within 0 and 1', () => {
    const votes = fc.array(fc.integer({ min: 0, max: 12 }), { minLength: 6, maxLength: 6 });
    fc.assert(
      fc.property(
        votes.filter((counts) => counts.reduce((a, b) => a + b) > 1),
        (counts) => {
          const agreement = agreementOfOneRater(counts);
          expect(agreement).toBeGreaterThanOrEqual(0);
          expect(agreement).toBeLessThanOrEqual(1 + 1e-12);
        },
      ),
    );
  });
});

describe('listenerFigures', () => {
  /** The model hears anger, then sadness; people heard anger (3 of 4), then neutral and sadness alike. */
  const clips = [
    { label: 0, probabilities: Float32Array.of(0.5, 0.5, 0, 0, 0, 0), votes: [3, 1, 0, 0, 0, 0] },
    { label: 1, probabilities: Float32Array.of(0, 0, 0, 0, 0.25, 0.75), votes: [0, 0, 0, 0, 2, 2] },
  ];
  const figures = listenerFigures(clips);

  it('counts a tie by its share', () => {
    expect(figures).toMatchObject({ clips: 2, tied: 1, agreement: (1 + 0.5) / 2 });
  });

  it('gives the mean divergence from the votes to the prediction, in nats', () => {
    const first = 0.75 * Math.log(0.75 / 0.5) + 0.25 * Math.log(0.25 / 0.5);
    const second = 0.5 * Math.log(0.5 / 0.25) + 0.5 * Math.log(0.5 / 0.75);
    expect(figures?.klDivergence).toBeCloseTo((first + second) / 2, 9);
  });

  it('gives that of the mean vote for comparison', () => {
    // Mean vote: 0.375, 0.125, 0, 0, 0.25, 0.25.
    const first = 0.75 * Math.log(0.75 / 0.375) + 0.25 * Math.log(0.25 / 0.125);
    const second = 0.5 * Math.log(0.5 / 0.25) + 0.5 * Math.log(0.5 / 0.25);
    expect(figures?.klDivergenceOfMeanVote).toBeCloseTo((first + second) / 2, 9);
  });

  it('holds model, plurality and one listener against the intended emotion', () => {
    expect(figures?.intended).toEqual({
      model: { accuracy: 0.5, uar: 0.5 },
      plurality: { accuracy: 0.5, uar: 0.5 },
      rater: { accuracy: 0.375, uar: 0.375 },
    });
  });

  it('averages over the emotions where they have different numbers of clips', () => {
    const third = { label: 0, probabilities: Float32Array.of(1, 0, 0, 0, 0, 0), votes: [0, 4, 0, 0, 0, 0] };
    const { model, plurality, rater } = listenerFigures([...clips, third])?.intended ?? {};
    expect(model?.uar).toBeCloseTo((1 + 0) / 2, 12);
    expect(model?.accuracy).toBeCloseTo(2 / 3, 12);
    expect(plurality?.uar).toBeCloseTo((1 / 2 + 0) / 2, 12);
    expect(rater?.uar).toBeCloseTo((0.75 / 2 + 0) / 2, 12);
  });

  it('is null where nobody listened', () => {
    expect(listenerFigures([])).toBeNull();
  });
});
