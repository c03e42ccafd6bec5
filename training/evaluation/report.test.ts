import { describe, expect, it } from 'vitest';
import { EMOTIONS } from '../../src/analysis/emotion/emotions.ts';
import { ACTORS } from '../data/actors.ts';
import { type Clip, parseClipId } from '../data/corpus.ts';
import { readVoiceVotes } from '../data/votes.ts';
import { seededRandom } from '../shared/random.ts';
import { metricsDocumentOf, parseMetricsDocument } from './metrics-document.ts';
import { classTable, conditionResult, confusionTable, figuresTable } from './report.ts';

/** Every clip of CREMA-D by name alone. */
const clips: readonly Clip[] = [...readVoiceVotes().keys()].flatMap((id) => {
  const parsed = parseClipId(id);
  return parsed === undefined ? [] : [{ id, path: '', ...parsed, label: EMOTIONS.indexOf(parsed.emotion) }];
});

/** Predictions that give the true emotion this probability, and the others alike. */
function predicted(probabilityOf: (clip: Clip) => number, chosen = clips) {
  const rows = chosen.flatMap((clip) => {
    const own = probabilityOf(clip);
    return EMOTIONS.map((_, k) => (k === clip.label ? own : (1 - own) / 5));
  });
  return { clips: chosen, probabilities: Float32Array.from(rows) };
}

describe('conditionResult', () => {
  it('finds a random guess at chance, in every group', () => {
    const random = seededRandom('guess');
    const probabilities = Float32Array.from({ length: clips.length * 6 }, () => random());
    for (let start = 0; start < probabilities.length; start += 6) {
      const row = probabilities.subarray(start, start + 6);
      const sum = row.reduce((total, value) => total + value, 0);
      row.forEach((value, k) => {
        row[k] = value / sum;
      });
    }
    const result = conditionResult('clean', [{ clips, probabilities }]);
    expect(result.mean.uar).toBeCloseTo(1 / 6, 1);
    const [low, high] = result.uarInterval ?? [0, 0];
    expect(low).toBeLessThan(1 / 6);
    expect(high).toBeGreaterThan(1 / 6);
    for (const { uar } of Object.values(result.groups.sex)) expect(Math.abs(uar - 1 / 6)).toBeLessThan(0.03);
  });

  it('groups by sex, age, race and ethnicity, each clip once in each', () => {
    const { groups } = conditionResult('clean', [predicted(() => 0.9)]);
    expect(Object.keys(groups.race)).toEqual(['african-american', 'asian', 'caucasian', 'unknown']);
    expect(Object.keys(groups.ethnicity)).toEqual(['hispanic', 'not-hispanic']);
    for (const grouping of Object.values(groups)) {
      const figures = Object.values(grouping);
      expect(figures.reduce((sum, group) => sum + group.clips, 0)).toBe(clips.length);
      expect(figures.reduce((sum, group) => sum + group.actors, 0)).toBe(ACTORS.length);
    }
    expect(groups.sex.female).toMatchObject({ actors: 43, uar: 1, uarInterval: [1, 1] });
    expect(groups.race.unknown).toMatchObject({ actors: 1, uarInterval: null });
  });

  it('reports the threshold of "not sure"', () => {
    // Women at 0.9, men at 0.4: right all the same, but below 0.45.
    const women = new Set(ACTORS.filter((actor) => actor.sex === 'female').map((actor) => actor.id));
    const isWoman = (clip: Clip) => women.has(clip.actor);
    const { notSure } = conditionResult('clean', [predicted((clip) => (isWoman(clip) ? 0.9 : 0.4))]);
    expect(notSure).toEqual({
      below: 0.45,
      coverage: clips.filter(isWoman).length / clips.length,
      accuracy: 1,
      uar: 1,
      accuracyWithheld: 1,
    });
  });

  it('knows how people do on the same clips', () => {
    const { listeners } = conditionResult('clean', [predicted(() => 1)]);
    expect(listeners).toMatchObject({ clips: 7442, tied: 644 });
    expect(listeners?.intended.model.accuracy).toBe(1);
    expect(listeners?.intended.plurality.accuracy).toBeCloseTo(0.4462, 4);
    expect(listeners?.intended.rater.accuracy).toBeCloseTo(0.3968, 4);
    expect(listeners?.agreement).toBeCloseTo(0.4462, 4);
  });

  it('keeps folds apart for mean and deviation, and names its protocol', () => {
    const half = Math.floor(clips.length / 2);
    const folds = [predicted(() => 0.9, clips.slice(0, half)), predicted(() => 0, clips.slice(half))];
    const result = conditionResult('phone', folds, 'random-80-20');
    expect(result.protocol).toBe('random-80-20');
    expect(result.mean.accuracy).toBe(0.5);
    expect(result.sd.accuracy).toBeCloseTo(Math.SQRT1_2, 12);
    expect(conditionResult('phone', folds).protocol).toBe('speaker-disjoint-5fold');
  });
});

describe('the metrics document', () => {
  const result = conditionResult('opus', [predicted(() => 0.9)]);

  it('holds all that was measured', () => {
    const facts = { architecture: 'test', parameters: 1, sizeBytes: 2, results: [result] };
    const written = JSON.parse(metricsDocumentOf(facts));
    const read = parseMetricsDocument(written, 'test.json');
    expect(read.results[0]?.listeners).toEqual(result.listeners);
    expect(read.results[0]?.riskCoverage).toEqual(result.riskCoverage);
    expect(read.results[0]?.groups.race?.asian?.uarInterval).toEqual([1, 1]);
  });

  it('is refused with the field that does not fit', () => {
    expect(() => parseMetricsDocument({ schemaVersion: 1 }, 'broken.json')).toThrow(
      /broken\.json.*architecture/,
    );
  });
});

describe('tables', () => {
  const { mean, confusion, perClass } = conditionResult('clean', [predicted(() => 0.9)]);

  it('have a column for every figure', () => {
    const [head, row] = figuresTable([{ name: 'clean', figures: mean }]).split('\n');
    expect(head?.split(/\s+/).filter(Boolean)).toEqual([
      ...['uar', 'accuracy', 'macroF1', 'precision', 'recall', 'logLoss', 'brier', 'ece'],
    ]);
    expect(row).toContain('0.105');
  });

  it('line up', () => {
    for (const table of [classTable(perClass), confusionTable(confusion)]) {
      const lines = table.split('\n');
      expect(lines).toHaveLength(7);
      expect(new Set(lines.map((line) => line.length)).size).toBe(1);
    }
    expect(classTable(perClass)).toContain('neutral');
  });
});
