// The figures of the planted-call bench.

import { EMOTIONS, type Emotion, type Probabilities } from '../../src/analysis/emotion/emotions.ts';
import { CALL_ADJUSTMENT } from '../../src/analysis/score/constants.ts';
import { actorOf, ageGroupOf } from '../data/actors.ts';
import { COURSES, type Course } from './courses.ts';
import type { JudgedCall } from './judge.ts';
import { quickScores } from './quick-score.ts';

/** How well scores put calls in the right order. */
export interface OrderFigures {
  /** Rank correlation with the true scores, -1 to 1. */
  readonly spearman: number;
  /** Share of the pairs of calls whose true scores are at least two points apart that are ordered right. */
  readonly pairwiseOrder: number;
}

/** Mean of score minus true score, in points, and the number of calls. */
export interface Bias {
  readonly calls: number;
  readonly bias: number;
}

export interface ScoreFigures extends OrderFigures {
  readonly calls: number;
  /** Mean over the courses of the rank correlation among the calls of one course. */
  readonly withinCourses: number;
  /** In points. */
  readonly meanAbsoluteError: number;
  /** Share of the calls whose true score lies in the 80 % interval. */
  readonly coverage80: number;
  /** Share of the resolving calls whose recovery is told within ten seconds of the truth. */
  readonly recoveryWithin10s: number;
  /** Most that one flipped window moves the score of a call's first sixty windows with speech, in points. */
  readonly oneFlipMax: number;
  /** Means of each course: what the score says and what is true, in points. */
  readonly courses: Readonly<Record<Course, { readonly score: number; readonly oracle: number }>>;
  readonly groups: {
    readonly sex: Readonly<Record<string, Bias>>;
    readonly age: Readonly<Record<string, Bias>>;
  };
  /** The same score without the customer's own baseline. */
  readonly withoutBaseline: OrderFigures & { readonly meanAbsoluteError: number };
  /** The original report's rule on the same calls. */
  readonly classic: OrderFigures;
}

/** A call whose score there is, and whose true score there is. */
interface Scored {
  readonly judged: JudgedCall;
  readonly score: number;
  readonly oracle: number;
}

const NOTABLE_POINTS = 2;
const RECOVERY_TOLERANCE_SECONDS = 10;
const FLIPPED_WINDOWS = 60;

/** Figures of calls that were judged; those too short for a score are left out. */
export function figuresOf(judged: readonly JudgedCall[]): ScoreFigures {
  const scored = judged.flatMap((call): Scored[] => {
    const { score } = call.assessment;
    const oracle = call.truth.score;
    return score === null || oracle === null ? [] : [{ judged: call, score, oracle }];
  });
  const scores = scored.map((call) => call.score);
  const oracle = scored.map((call) => call.oracle);
  return {
    calls: scored.length,
    ...orderFigures(scores, oracle),
    withinCourses: withinCourses(scored),
    meanAbsoluteError: meanAbsoluteError(scores, oracle),
    coverage80: mean(scored.map((call) => Number(isCovered(call)))),
    recoveryWithin10s: recoveryShare(judged),
    oneFlipMax: Math.max(...scored.map(({ judged: call }) => largestFlip(call))),
    courses: Object.fromEntries(
      COURSES.map((course) => {
        const own = scored.filter(({ judged: { call } }) => call.course === course);
        return [
          course,
          { score: mean(own.map((call) => call.score)), oracle: mean(own.map((call) => call.oracle)) },
        ];
      }),
    ) as unknown as ScoreFigures['courses'],
    groups: {
      sex: biasBy(scored, (actor) => actorOf(actor).sex),
      age: biasBy(scored, (actor) => ageGroupOf(actorOf(actor))),
    },
    withoutBaseline: withoutBaseline(scored),
    classic: orderFigures(
      scored.map(({ judged: call }) => call.assessment.classicScore ?? 0),
      oracle,
    ),
  };
}

/** Calls shorter than the first are short, those longer than the last are long. */
const LENGTHS_MINUTES = [5, 10] as const;

/** Difference between the mean errors of short, middling and long calls, in points: what length alone does. */
export function lengthDrift(judged: readonly JudgedCall[]): number {
  const groups = new Map<number, number[]>();
  for (const { call, assessment, truth } of judged) {
    if (assessment.score === null || truth.score === null) continue;
    const group = LENGTHS_MINUTES.filter((minutes) => call.minutes >= minutes).length;
    groups.set(group, [...(groups.get(group) ?? []), assessment.score - truth.score]);
  }
  const means = [...groups.values()].map(mean);
  return Math.max(...means) - Math.min(...means);
}

export function orderFigures(scores: readonly number[], truths: readonly number[]): OrderFigures {
  let [pairs, right] = [0, 0];
  for (let i = 0; i < scores.length; i++) {
    for (let j = 0; j < i; j++) {
      const apart = (truths[i] ?? 0) - (truths[j] ?? 0);
      if (Math.abs(apart) < NOTABLE_POINTS) continue;
      pairs++;
      if (((scores[i] ?? 0) - (scores[j] ?? 0)) * apart > 0) right++;
    }
  }
  return { spearman: correlation(ranksOf(scores), ranksOf(truths)), pairwiseOrder: right / pairs };
}

export function meanAbsoluteError(scores: readonly number[], truths: readonly number[]): number {
  return mean(scores.map((score, i) => Math.abs(score - (truths[i] ?? 0))));
}

/** Ranks from 1; equal values share the mean of theirs. */
function ranksOf(values: readonly number[]): number[] {
  return values.map((value) => {
    const below = values.filter((other) => other < value).length;
    const equal = values.filter((other) => other === value).length;
    return below + (equal + 1) / 2;
  });
}

/** Pearson's. */
export function correlation(a: readonly number[], b: readonly number[]): number {
  const [meanA, meanB] = [mean(a), mean(b)];
  const sum = (of: (i: number) => number) => a.reduce((total, _, i) => total + of(i), 0);
  const covariance = sum((i) => ((a[i] ?? 0) - meanA) * ((b[i] ?? 0) - meanB));
  const [varianceA, varianceB] = [
    sum((i) => ((a[i] ?? 0) - meanA) ** 2),
    sum((i) => ((b[i] ?? 0) - meanB) ** 2),
  ];
  return covariance / Math.sqrt(varianceA * varianceB);
}

function withinCourses(scored: readonly Scored[]): number {
  const own = COURSES.map((course) => scored.filter(({ judged: { call } }) => call.course === course));
  return mean(
    own
      .filter((calls) => calls.length > 2)
      .map(
        (calls) =>
          orderFigures(
            calls.map(({ score }) => score),
            calls.map(({ oracle }) => oracle),
          ).spearman,
      ),
  );
}

function withoutBaseline(scored: readonly Scored[]): ScoreFigures['withoutBaseline'] {
  const constants = { ...CALL_ADJUSTMENT, baselineShare: 0 };
  const scores = scored.map(({ judged: { windows } }) => {
    const speech = windows.flatMap(({ probabilities }) => probabilities ?? []);
    return quickScores(speech, constants).at(-1) ?? Number.NaN;
  });
  const truths = scored.map(({ oracle }) => oracle);
  return { ...orderFigures(scores, truths), meanAbsoluteError: meanAbsoluteError(scores, truths) };
}

function isCovered({ judged, oracle }: Scored): boolean {
  const { interval } = judged.assessment;
  return interval !== null && oracle >= interval[0] && oracle <= interval[1];
}

function recoveryShare(judged: readonly JudgedCall[]): number {
  const recovered = judged.filter(({ call, truth }) => call.course === 'resolve' && truth.recovery !== null);
  const near = recovered.filter(({ assessment, truth }) => {
    const told = assessment.turningPoints.recovery?.time ?? Number.POSITIVE_INFINITY;
    return Math.abs(told - (truth.recovery ?? 0)) <= RECOVERY_TOLERANCE_SECONDS;
  });
  return near.length / recovered.length;
}

/** Each of the first sixty windows is heard as the other end of the scale, as sure as the model gets. */
function largestFlip({ windows }: JudgedCall): number {
  const speech = windows
    .filter((window) => window.probabilities !== null)
    .slice(0, FLIPPED_WINDOWS)
    .map(({ probabilities, distress }) => ({
      probabilities: probabilities as Probabilities,
      flipped: (distress ?? 0) < 0.5 ? surely('anger') : surely('neutral'),
    }));
  if (speech.length < FLIPPED_WINDOWS) return 0;
  const heard = speech.map(({ probabilities }) => probabilities);
  const scoreAfter = (course: readonly Probabilities[]) => quickScores(course).at(-1) ?? 0;
  const score = scoreAfter(heard);
  return Math.max(...speech.map(({ flipped }, i) => Math.abs(scoreAfter(heard.with(i, flipped)) - score)));
}

function surely(emotion: Emotion): Probabilities {
  return Object.fromEntries(EMOTIONS.map((other) => [other, other === emotion ? 0.95 : 0.01])) as Record<
    Emotion,
    number
  >;
}

function biasBy(scored: readonly Scored[], groupOf: (actor: number) => string): Record<string, Bias> {
  const groups = new Map<string, number[]>();
  for (const { judged, score, oracle } of scored) {
    const group = groupOf(judged.call.actor);
    groups.set(group, [...(groups.get(group) ?? []), score - oracle]);
  }
  return Object.fromEntries(
    [...groups].sort().map(([group, errors]) => [group, { calls: errors.length, bias: mean(errors) }]),
  );
}

function mean(values: readonly number[]): number {
  return values.reduce((sum, value) => sum + value, 0) / values.length;
}
