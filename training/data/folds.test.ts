import { existsSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { ACTORS, AGE_GROUPS, actorOf, ageGroupOf } from './actors.ts';
import type { Clip } from './corpus.ts';
import { FOLDS, rowsOfActors } from './folds.ts';

/** The data set's own tables, in a packed copy beside the checkout. */
const META = new URL('../../../shared/crema-d/meta/', import.meta.url);

describe('folds', () => {
  it.each(FOLDS)('lets no actor of test fold $number reach training or development', (fold) => {
    const seen = new Set([...fold.train, ...fold.development]);
    expect(fold.test.filter((actor) => seen.has(actor))).toEqual([]);
    expect(fold.development.filter((actor) => fold.train.includes(actor))).toEqual([]);
  });

  it.each(FOLDS)('uses every actor once in fold $number', ({ train, development, test }) => {
    const all = [...train, ...development, ...test].sort((a, b) => a - b);
    expect(all).toEqual(Array.from({ length: 91 }, (_, i) => 1001 + i));
  });

  it('tests every actor once over the five folds', () => {
    expect(FOLDS.flatMap((fold) => fold.test)).toEqual(Array.from({ length: 91 }, (_, i) => 1001 + i));
    expect(FOLDS.map((fold) => fold.test.length)).toEqual([18, 18, 18, 18, 19]);
  });

  it.each(FOLDS)('sets a fifth of the women and of the men aside for development in fold $number', (fold) => {
    for (const sex of ['female', 'male'] as const) {
      const count = (actors: readonly number[]) => actors.filter((id) => actorOf(id).sex === sex).length;
      const share = count(fold.development) / (count(fold.development) + count(fold.train));
      expect(Math.abs(share - 0.2)).toBeLessThan(0.015);
    }
  });

  const published = new URL('folds.json', META);
  it.skipIf(!existsSync(published))('tests the actors that the published folds test', () => {
    const { folds } = JSON.parse(readFileSync(published, 'utf8'));
    expect(FOLDS.map((fold) => fold.test)).toEqual(folds);
  });

  it('finds the rows of actors', () => {
    const clips = [1001, 1002, 1001, 1003].map((actor) => ({ actor }) as Clip);
    expect([...rowsOfActors(clips, [1001, 1003])]).toEqual([0, 2, 3]);
  });
});

describe('actors', () => {
  it('are the 91 of CREMA-D: 48 men and 43 women of 20 to 74 years', () => {
    expect(ACTORS).toHaveLength(91);
    expect(ACTORS.filter((actor) => actor.sex === 'male')).toHaveLength(48);
    expect(Math.min(...ACTORS.map((actor) => actor.ageYears))).toBe(20);
    expect(Math.max(...ACTORS.map((actor) => actor.ageYears))).toBe(74);
  });

  it('are 61 caucasian, 22 african american, 7 asian and one of unknown race; ten are hispanic', () => {
    const count = (race: string) => ACTORS.filter((actor) => actor.race === race).length;
    expect(['caucasian', 'african-american', 'asian', 'unknown'].map(count)).toEqual([61, 22, 7, 1]);
    expect(ACTORS.filter((actor) => actor.ethnicity === 'hispanic')).toHaveLength(10);
  });

  const demographics = new URL('VideoDemographics.csv', META);
  it.skipIf(!existsSync(demographics))('are as the data set describes them', () => {
    const lines = readFileSync(demographics, 'utf8').trim().split(/\r?\n/).slice(1);
    const described = lines.map((line) => {
      const [id, age, sex, race, ethnicity] = line
        .split(',')
        .map((cell) => cell.replaceAll('"', '').toLowerCase().replaceAll(' ', '-'));
      return { id: Number(id), sex, ageYears: Number(age), race, ethnicity };
    });
    expect(ACTORS).toEqual(described);
  });

  it('each belong to one age group', () => {
    const names: readonly string[] = AGE_GROUPS.map((group) => group.name);
    for (const actor of ACTORS) expect(names).toContain(ageGroupOf(actor));
    expect(ageGroupOf(actorOf(1001))).toBe('50-and-over');
  });

  it('that do not exist are refused by number', () => {
    expect(() => actorOf(1092)).toThrow('no actor 1092');
  });
});
