// What is measured of an architecture under one condition (an entry of models/metrics/<architecture>.json), and the
// tables of it that people read at the terminal.

import { NOT_SURE_BELOW } from '../../src/analysis/emotion/calibration.ts';
import { EMOTIONS, type Emotion } from '../../src/analysis/emotion/emotions.ts';
import type { Clip } from '../data/corpus.ts';
import { readVoiceVotes, type Votes } from '../data/votes.ts';
import { joinFloats } from '../shared/join-arrays.ts';
import type { Condition } from '../sound/conditions.ts';
import type { Interval } from './bootstrap.ts';
import { type Groups, groupsOf, uarInterval } from './groups.ts';
import { type ListenerFigures, listenerFigures } from './listeners.ts';
import {
  type ClassFigures,
  classFigures,
  confusionOf,
  type Figures,
  figuresOf,
  meanAndSd,
  type Predictions,
  type ReliabilityBin,
  reliabilityBins,
} from './metrics.ts';
import { answeringFrom, type CoveragePoint, riskCoverage, type ThresholdFigures } from './risk-coverage.ts';

/**
 * `speaker-disjoint-5fold` measures new voices; `-in-call` the same clips after thirty windows of the same voice, in the
 * mix of a usual call, and `-in-call-steady` after thirty of the clip's own emotion; `random-80-20` has the same actors on both sides and is only for
 * comparison with the original report.
 */
export const PROTOCOLS = [
  'speaker-disjoint-5fold',
  'speaker-disjoint-5fold-in-call',
  'speaker-disjoint-5fold-in-call-steady',
  'random-80-20',
] as const;
export type Protocol = (typeof PROTOCOLS)[number];

/** All but `folds`, `mean` and `sd` is over the test clips of all folds together. */
export interface ConditionResult {
  readonly protocol: Protocol;
  readonly condition: Condition;
  readonly folds: readonly Figures[];
  readonly mean: Figures;
  readonly sd: Figures;
  /** 95 % interval of the UAR, drawn over actors; null where there are fewer than five. */
  readonly uarInterval: Interval | null;
  /** Row: true emotion, column: predicted, in the order of EMOTIONS; fractions of the row. */
  readonly confusion: readonly (readonly number[])[];
  readonly perClass: Readonly<Record<Emotion, ClassFigures>>;
  readonly groups: Groups;
  readonly reliability: readonly ReliabilityBin[];
  readonly riskCoverage: readonly CoveragePoint[];
  /** What the panel's threshold of "not sure" does, clip by clip. */
  readonly notSure: ThresholdFigures;
  /** Beside people who heard the clips by voice alone; null when none of the clips has votes. */
  readonly listeners: ListenerFigures | null;
}

/** Calibrated predictions for the test clips of one fold. */
export interface FoldPredictions {
  readonly clips: readonly Clip[];
  /** clips × 6, row-major, each row summing to 1. */
  readonly probabilities: Float32Array;
}

/** Figures of each fold, with their mean and standard deviation. */
export function foldFigures(
  folds: readonly FoldPredictions[],
): Pick<ConditionResult, 'folds' | 'mean' | 'sd'> {
  const figures = folds.map((fold) => figuresOf(predictionsOf(fold)));
  return { folds: figures, ...meanAndSd(figures) };
}

/**
 * Puts the folds' predictions in one condition together.
 * @param votes of listeners, by clip id
 */
export function conditionResult(
  condition: Condition,
  folds: readonly FoldPredictions[],
  protocol: Protocol = 'speaker-disjoint-5fold',
  votes: ReadonlyMap<string, Votes> = readVoiceVotes(),
): ConditionResult {
  const clips = folds.flatMap((fold) => fold.clips);
  const all: FoldPredictions = { clips, probabilities: joinFloats(folds.map((fold) => fold.probabilities)) };
  const predictions = predictionsOf(all);
  const counts = confusionOf(predictions);
  const perClass = classFigures(counts);
  return {
    protocol,
    condition,
    ...foldFigures(folds),
    uarInterval: uarInterval(clips, predictions, [...clips.keys()], 'all'),
    confusion: counts.map((row) => {
      const total = row.reduce((sum, count) => sum + count, 0);
      return row.map((count) => count / Math.max(1, total));
    }),
    perClass: Object.fromEntries(
      EMOTIONS.map((emotion, k) => [emotion, perClass[k]]),
    ) as ConditionResult['perClass'],
    groups: groupsOf(clips, predictions),
    reliability: reliabilityBins(predictions),
    riskCoverage: riskCoverage(predictions),
    notSure: answeringFrom(predictions, NOT_SURE_BELOW),
    listeners: listenerFigures(heardClips(all, votes)),
  };
}

/** Predictions in the shape that metrics are made of. */
export function predictionsOf({ clips, probabilities }: FoldPredictions): Predictions {
  return { labels: Int32Array.from(clips, (clip) => clip.label), probabilities, classes: EMOTIONS.length };
}

function heardClips({ clips, probabilities }: FoldPredictions, votes: ReadonlyMap<string, Votes>) {
  const width = EMOTIONS.length;
  return clips.flatMap(({ id, label }, row) => {
    const own = votes.get(id);
    if (own === undefined) return [];
    return [{ label, votes: own, probabilities: probabilities.subarray(row * width, (row + 1) * width) }];
  });
}

/** Rows of figures as an aligned table, three decimals. */
export function figuresTable(rows: readonly { readonly name: string; readonly figures: Figures }[]): string {
  const width = Math.max(...rows.map(({ name }) => name.length));
  const columns = ['uar', 'accuracy', 'macroF1', 'precision', 'recall', 'logLoss', 'brier', 'ece'] as const;
  const head = [''.padEnd(width), ...columns.map(cell)].join(' ');
  const lines = rows.map(({ name, figures }) =>
    [name.padEnd(width), ...columns.map((column) => cell(figures[column].toFixed(3)))].join(' '),
  );
  return [head, ...lines].join('\n');
}

/** A result's folds by name, and their mean below them. */
export function foldsTable(
  { folds, mean }: Pick<ConditionResult, 'folds' | 'mean'>,
  names: readonly string[],
): string {
  const rows = folds.map((figures, i) => ({ name: names[i] ?? '', figures }));
  return figuresTable([...rows, { name: 'mean', figures: mean }]);
}

/** Precision, recall, F1 and number of clips of each emotion, aligned. */
export function classTable(perClass: ConditionResult['perClass']): string {
  const columns = ['precision', 'recall', 'f1'] as const;
  const head = [EMPTY_NAME, ...columns.map(cell), cell('clips')].join(' ');
  const lines = EMOTIONS.map((emotion) => {
    const figures = perClass[emotion];
    const numbers = columns.map((column) => cell(figures[column].toFixed(3)));
    return [emotion.padEnd(EMPTY_NAME.length), ...numbers, cell(String(figures.clips))].join(' ');
  });
  return [head, ...lines].join('\n');
}

/** Shares of each true emotion (row) that were taken for each emotion (column), aligned. */
export function confusionTable(confusion: ConditionResult['confusion']): string {
  const head = [EMPTY_NAME, ...EMOTIONS.map(cell)].join(' ');
  const lines = EMOTIONS.map((emotion, k) => {
    const shares = (confusion[k] ?? []).map((share) => cell(share.toFixed(3)));
    return [emotion.padEnd(EMPTY_NAME.length), ...shares].join(' ');
  });
  return [head, ...lines].join('\n');
}

const EMPTY_NAME = ' '.repeat(Math.max(...EMOTIONS.map((emotion) => emotion.length)));

function cell(text: string): string {
  return text.padStart(9);
}
