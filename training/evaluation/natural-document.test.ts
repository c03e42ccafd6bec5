import { describe, expect, it } from 'vitest';
import { EMOTIONS, type Emotion, type Probabilities } from '../../src/analysis/emotion/emotions.ts';
import { naturalSetFigures, parseNaturalDocument, sharesOf } from './natural-document.ts';

const heard = (top: Emotion, most = 0.75): Probabilities =>
  Object.fromEntries(EMOTIONS.map((emotion) => [emotion, emotion === top ? most : (1 - most) / 5])) as Record<
    Emotion,
    number
  >;

describe('figures on people who simply talk', () => {
  it('count windows by what is on top of them', () => {
    const shares = sharesOf([heard('anger'), heard('sadness'), heard('neutral'), heard('neutral', 0.4)]);
    expect(shares).toMatchObject({ windows: 4, distressed: 0.5, anger: 0.25, neutral: 0.5, notSure: 0.25 });
    // Anger 0.75, and 0.05 of disgust, fear and sadness each.
    expect(sharesOf([heard('anger')]).meanDistress).toBeCloseTo(0.75 + 0.05 * (0.8 + 0.8 + 0.7), 6);
    expect(() => sharesOf([])).toThrow('no windows');
  });

  it('tell of the worst speaker, of men and women, and of the calls, and are read back', () => {
    const calm = { score: 7.5, verdict: 'no-escalation' } as const;
    const figures = naturalSetFigures('readers', [
      { speaker: '1', sex: 'female', probabilities: [heard('neutral'), heard('anger')], call: calm },
      {
        speaker: '2',
        sex: 'male',
        probabilities: [heard('neutral')],
        call: { score: 6, verdict: 'escalated' },
      },
      {
        speaker: '3',
        sex: null,
        probabilities: [heard('happy')],
        call: { score: null, verdict: 'not-enough-speech' },
      },
    ]);
    expect(figures).toMatchObject({ speakers: 3, windows: 4, distressed: 0.25, worstSpeaker: 0.5 });
    expect(figures.groups.sex).toMatchObject({ female: { distressed: 0.5 }, male: { distressed: 0 } });
    expect(figures.calls).toEqual({
      count: 3,
      medianScore: 6.75,
      lowestScore: 6,
      verdicts: { 'no-escalation': 1, escalated: 1, 'not-enough-speech': 1 },
    });
    const condition = { cold: { sets: [{ ...figures, calls: null }] }, inCall: { sets: [figures] } };
    const document = { schemaVersion: 1, model: '3.0.0', conditions: { clean: condition, phone: condition } };
    expect(parseNaturalDocument(document)).toEqual(document);
    expect(() => parseNaturalDocument({ ...document, model: 3 })).toThrow('natural.json does not fit: model');
  });
});
