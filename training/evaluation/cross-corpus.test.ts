import { describe, expect, it } from 'vitest';
import { CLASSES } from '../shared/classes.ts';
import { distressAuc, parseCrossCorpus, readingOf } from './cross-corpus.ts';

/** One row of probabilities with most on a class. */
const row = (label: number, most = 0.9) =>
  Array.from({ length: CLASSES }, (_, k) => (k === label ? most : (1 - most) / (CLASSES - 1)));

describe('figures on another corpus', () => {
  it('order distressed clips before the others: all, none and half of the pairs', () => {
    const auc = (labels: number[], heard: number[]) =>
      distressAuc({
        labels: Int32Array.from(labels),
        probabilities: Float32Array.from(heard.flatMap((k) => row(k))),
      });
    expect(auc([0, 1, 4, 3], [0, 2, 4, 4])).toBe(1);
    expect(auc([0, 4], [4, 0])).toBe(0);
    expect(auc([0, 4], [4, 4])).toBe(0.5);
    expect(() => auc([0, 1], [0, 1])).toThrow('none that are not');
  });

  it('have a recall for each emotion, an interval over speakers, and are read back', () => {
    const clips = Array.from({ length: 60 }, (_, i) => ({
      id: String(i),
      actor: i % 6,
      label: Math.floor(i / 10),
    }));
    const probabilities = Float32Array.from(clips.flatMap(({ label }, i) => row(i % 10 === 0 ? 4 : label)));
    const cold = readingOf(clips, probabilities, 'test');
    expect(cold.perClass).toMatchObject({ anger: 0.9, neutral: 1 });
    expect(cold.uar).toBeCloseTo(0.9167, 3);
    expect(cold.uarInterval?.[0]).toBeLessThan(cold.uar);
    expect(cold.uarInterval?.[1]).toBeGreaterThan(cold.uar);
    const document = {
      schemaVersion: 1,
      model: '3.0.0',
      corpora: [
        {
          name: 'ravdess',
          part: 'reporting',
          clips: 60,
          speakers: 6,
          cold,
          inCall: null,
          inCallSteady: null,
        },
      ],
    };
    expect(parseCrossCorpus(document)).toEqual(document);
    expect(() => parseCrossCorpus({ ...document, corpora: [{}] })).toThrow(
      'cross-corpus.json does not fit: corpora.0',
    );
  });
});
