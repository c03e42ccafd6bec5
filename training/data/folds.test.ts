import { describe, expect, it } from 'vitest';
import { ACTORS, AGE_GROUPS, actorOf, ageGroupOf } from './actors.ts';
import type { Clip } from './corpus.ts';
import { FOLDS, rowsOfActors } from './folds.ts';

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

  it('each belong to one age group', () => {
    const names: readonly string[] = AGE_GROUPS.map((group) => group.name);
    for (const actor of ACTORS) expect(names).toContain(ageGroupOf(actor));
    expect(ageGroupOf(actorOf(1001))).toBe('50-and-over');
  });

  it('that do not exist are refused by number', () => {
    expect(() => actorOf(1092)).toThrow('no actor 1092');
  });
});
