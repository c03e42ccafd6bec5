// The metrics document of an architecture (models/metrics/<architecture>.json) and the table that people read.

import { EMOTIONS, type Emotion } from '../../src/emotion/emotions.ts';
import { actorOf, ageGroupOf } from '../data/actors.ts';
import type { Clip } from '../data/corpus.ts';
import type { Condition } from '../sound/conditions.ts';
import {
  type ClassFigures,
  classFigures,
  confusionOf,
  type Figures,
  figuresOf,
  meanAndSd,
  type Predictions,
} from './metrics.ts';

/** Figures of a group of speakers, over all folds' test clips together. */
export type GroupFigures = Pick<Figures, 'uar' | 'accuracy' | 'macroF1' | 'logLoss' | 'ece'> & {
  readonly clips: number;
  readonly actors: number;
};

export interface ConditionResult {
  readonly protocol: 'speaker-disjoint-5fold' | 'random-80-20';
  readonly condition: Condition;
  readonly folds: readonly Figures[];
  readonly mean: Figures;
  readonly sd: Figures;
  /** Row: true emotion, column: predicted, in the order of EMOTIONS; fractions of the row. All folds together. */
  readonly confusion: readonly (readonly number[])[];
  readonly perClass: Readonly<Record<Emotion, ClassFigures>>;
  readonly groups: {
    readonly sex: Readonly<Record<string, GroupFigures>>;
    readonly age: Readonly<Record<string, GroupFigures>>;
  };
}

/** Calibrated predictions for the test clips of one fold. */
export interface FoldPredictions {
  readonly clips: readonly Clip[];
  /** clips × 6, row-major, each row summing to 1. */
  readonly probabilities: Float32Array;
}

/** Puts the folds' predictions in one condition together. */
export function conditionResult(condition: Condition, folds: readonly FoldPredictions[]): ConditionResult {
  const figures = folds.map((fold) => figuresOf(predictionsOf(fold)));
  const all: FoldPredictions = {
    clips: folds.flatMap((fold) => fold.clips),
    probabilities: Float32Array.from(folds.flatMap((fold) => [...fold.probabilities])),
  };
  const counts = confusionOf(predictionsOf(all));
  const perClass = classFigures(counts);
  return {
    protocol: 'speaker-disjoint-5fold',
    condition,
    folds: figures,
    ...meanAndSd(figures),
    confusion: counts.map((row) => {
      const clips = row.reduce((sum, count) => sum + count, 0);
      return row.map((count) => count / Math.max(1, clips));
    }),
    perClass: Object.fromEntries(
      EMOTIONS.map((emotion, k) => [emotion, perClass[k]]),
    ) as ConditionResult['perClass'],
    groups: {
      sex: groupFigures(all, (clip) => actorOf(clip.actor).sex),
      age: groupFigures(all, (clip) => ageGroupOf(actorOf(clip.actor))),
    },
  };
}

/** Predictions in the shape that metrics are made of. */
export function predictionsOf({ clips, probabilities }: FoldPredictions): Predictions {
  return { labels: Int32Array.from(clips, (clip) => clip.label), probabilities, classes: EMOTIONS.length };
}

function groupFigures(all: FoldPredictions, groupOf: (clip: Clip) => string): Record<string, GroupFigures> {
  const names = [...new Set(all.clips.map(groupOf))].sort();
  return Object.fromEntries(
    names.map((name) => {
      const chosen = all.clips.flatMap((clip, i) => (groupOf(clip) === name ? [i] : []));
      const clips = chosen.flatMap((i) => all.clips[i] ?? []);
      const width = EMOTIONS.length;
      const probabilities = Float32Array.from(
        chosen.flatMap((i) => [...all.probabilities.subarray(i * width, (i + 1) * width)]),
      );
      const { uar, accuracy, macroF1, logLoss, ece } = figuresOf(predictionsOf({ clips, probabilities }));
      const actors = new Set(clips.map((clip) => clip.actor)).size;
      return [name, { clips: clips.length, actors, uar, accuracy, macroF1, logLoss, ece }];
    }),
  );
}

/** Rows of figures as an aligned table, three decimals. */
export function figuresTable(rows: readonly { readonly name: string; readonly figures: Figures }[]): string {
  const width = Math.max(...rows.map(({ name }) => name.length));
  const columns = ['uar', 'accuracy', 'macroF1', 'logLoss', 'ece'] as const;
  const head = [''.padEnd(width), ...columns.map((column) => column.padStart(9))].join(' ');
  const lines = rows.map(({ name, figures }) =>
    [name.padEnd(width), ...columns.map((column) => figures[column].toFixed(3).padStart(9))].join(' '),
  );
  return [head, ...lines].join('\n');
}
