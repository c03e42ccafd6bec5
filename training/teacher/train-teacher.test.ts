import { beforeAll, describe, expect, it } from 'vitest';
import { ACTORS } from '../data/actors.ts';
import type { Clip } from '../data/corpus.ts';
import { FOLDS } from '../data/folds.ts';
import type { Head } from '../head/head.ts';
import { startTensorFlow } from '../tensorflow/tensorflow.ts';
import { joinTables, softLabelsOf, TEACHERS } from './train-teacher.ts';

beforeAll(startTensorFlow);

/** One clip of every actor. */
const clips: readonly Clip[] = ACTORS.map(({ id }) => ({
  id: `${id}_DFA_ANG_XX`,
  path: '',
  actor: id,
  sentence: 'DFA',
  emotion: 'anger',
  label: 0,
}));
const table = { values: new Float32Array(clips.length), rows: clips.length, width: 1 };
const foldOfActor = (actor: number) => FOLDS.find((fold) => fold.test.includes(actor))?.number ?? 0;

/** A head that says nothing but who it is: the first logits are what it leaves out. */
function headSaying(leftOut: readonly number[]): Head {
  return {
    hiddenUnits: 1,
    featureMean: new Float32Array(1),
    featureScale: new Float32Array(1),
    hiddenWeights: new Int8Array(1),
    hiddenScales: new Float32Array(1),
    hiddenBias: new Float32Array(1),
    outputWeights: new Float32Array(6),
    outputBias: Float32Array.of(leftOut[0] ?? 0, leftOut[1] ?? 0, 0, 0, 0, 0),
  };
}

describe('softLabelsOf', () => {
  it('takes each label from a teacher that has heard neither the test actors nor the clip’s own group', () => {
    for (const fold of FOLDS) {
      const labels = softLabelsOf(clips, table, fold.number, headSaying);
      clips.forEach((clip, row) => {
        const own = labels.subarray(row * 6, (row + 1) * 6);
        const group = foldOfActor(clip.actor);
        if (group === fold.number) {
          expect([...own]).toEqual([0, 0, 0, 0, 0, 0]);
          return;
        }
        // Differences of logits are logarithms of ratios of probabilities.
        const leftOut = [0, 1].map((i) => Math.round(Math.log((own[i] ?? 0) / (own[5] ?? 1))));
        expect(leftOut).toEqual([fold.number, group].sort());
      });
    }
  });

  it('leaves out the clip’s own group alone for the model that ships', () => {
    const labels = softLabelsOf(clips, table, null, headSaying);
    clips.forEach((clip, row) => {
      const own = labels.subarray(row * 6, (row + 1) * 6);
      expect(Math.round(Math.log((own[0] ?? 0) / (own[5] ?? 1)))).toBe(foldOfActor(clip.actor));
      expect(own[1]).toBeCloseTo(own[5] ?? 0, 6);
    });
  });

  it('needs fifteen teachers', () => {
    expect(TEACHERS).toHaveLength(15);
    expect(new Set(TEACHERS.map((leftOut) => leftOut.join())).size).toBe(15);
  });
});

describe('joinTables', () => {
  it('puts rows side by side', () => {
    const a = { values: Float32Array.of(1, 2, 3, 4), rows: 2, width: 2 };
    const b = { values: Float32Array.of(9, 8), rows: 2, width: 1 };
    expect(joinTables([a, b])).toEqual({ values: Float32Array.of(1, 2, 9, 3, 4, 8), rows: 2, width: 3 });
  });
});
