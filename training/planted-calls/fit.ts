// Fits CALL_ADJUSTMENT (src/analysis/score/constants.ts) on planted calls: one number after the other over a grid of
// round values, until no change makes the scores better.

import { EMOTIONS, type Probabilities } from '../../src/analysis/emotion/emotions.ts';
import { logOf } from '../../src/analysis/score/baseline.ts';
import { CALL_ADJUSTMENT, type CallAdjustment } from '../../src/analysis/score/constants.ts';
import { correlation, meanAbsoluteError, type OrderFigures, orderFigures } from './figures.ts';
import { quickScores } from './quick-score.ts';

/** A call to fit on. */
export interface FittingCall {
  readonly actor: number;
  /** Of the windows with speech, in order. */
  readonly probabilities: readonly Probabilities[];
  /** What the score should be at the end, 1 to 10. */
  readonly oracle: number;
}

/** The baseline's bound is set, and not fitted (src/analysis/score/constants.ts says why). */
type Fitted = Exclude<keyof CallAdjustment, 'usualLogs' | 'baselineBound'>;

/** Round values, so that the constants can be read. */
const GRID: Readonly<Record<Fitted, readonly number[]>> = {
  calmLogOdds: [0, 0.25, 0.5, 0.75, 1, 1.25, 1.5],
  sharpness: [1, 1.5, 2, 3, 4, 5, 6],
  baselineShare: [0, 0.1, 0.2, 0.3, 0.4, 0.5, 0.6, 0.7, 0.8],
  baselineWindows: [10, 20, 30, 40, 60, 80],
};
/** Corrects nothing. Every fit begins here, so that it does not depend on the constants that ship. */
const UNCORRECTED: CallAdjustment = { ...CALL_ADJUSTMENT, calmLogOdds: 0, sharpness: 1, baselineShare: 0 };
/** A hundredth of correlation counts as much as 0.03 points of error. */
const ORDER_WEIGHT = 3;
const LEAST_GAIN = 1e-3;

/** @param keys what may change; the rest stays as in `start` */
export function fitInCall(
  calls: readonly FittingCall[],
  keys: readonly Fitted[] = Object.keys(GRID) as Fitted[],
  start: CallAdjustment = UNCORRECTED,
): CallAdjustment {
  let best: CallAdjustment = { ...start, usualLogs: usualLogsOf(calls) };
  let least = lossOf(calls, best);
  for (let gained = Number.POSITIVE_INFINITY; gained >= LEAST_GAIN; ) {
    const before = least;
    for (const key of keys) {
      for (const value of GRID[key]) {
        const candidate = { ...best, [key]: value };
        const loss = lossOf(calls, candidate);
        if (loss < least - LEAST_GAIN) [best, least] = [candidate, loss];
      }
    }
    gained = before - least;
  }
  return best;
}

/** Measures constants on customers that they were not fitted on. */
export function crossValidate(
  calls: readonly FittingCall[],
  groups: number,
  keys?: readonly Fitted[],
  start?: CallAdjustment,
): FitFigures {
  const actors = [...new Set(calls.map(({ actor }) => actor))].sort((a, b) => a - b);
  const groupOf = ({ actor }: FittingCall) => actors.indexOf(actor) % groups;
  const parts = Array.from({ length: groups }, (_, group) => {
    const constants = fitInCall(
      calls.filter((call) => groupOf(call) !== group),
      keys,
      start,
    );
    return calls.filter((call) => groupOf(call) === group).map((call) => endOf(call, constants));
  });
  return figuresOfEnds(parts.flat());
}

export interface FitFigures extends OrderFigures {
  /** In points. */
  readonly meanAbsoluteError: number;
}

export function fitFigures(calls: readonly FittingCall[], constants: CallAdjustment): FitFigures {
  return figuresOfEnds(calls.map((call) => endOf(call, constants)));
}

function figuresOfEnds(ends: readonly End[]): FitFigures {
  const [scores, truths] = [ends.map(({ score }) => score), ends.map(({ oracle }) => oracle)];
  return { ...orderFigures(scores, truths), meanAbsoluteError: meanAbsoluteError(scores, truths) };
}

interface End {
  readonly score: number;
  readonly oracle: number;
}

function endOf({ probabilities, oracle }: FittingCall, constants: CallAdjustment): End {
  return { score: quickScores(probabilities, constants).at(-1) ?? Number.NaN, oracle };
}

/** Uses scores instead of ranks, because ranks jump. */
function lossOf(calls: readonly FittingCall[], constants: CallAdjustment): number {
  const ends = calls.map((call) => endOf(call, constants));
  const [scores, truths] = [ends.map(({ score }) => score), ends.map(({ oracle }) => oracle)];
  return meanAbsoluteError(scores, truths) + ORDER_WEIGHT * (1 - correlation(scores, truths));
}

/** Mean log probabilities over all windows, to two decimals. */
function usualLogsOf(calls: readonly FittingCall[]): CallAdjustment['usualLogs'] {
  const logs = calls.flatMap(({ probabilities }) => probabilities.map(logOf));
  return Object.fromEntries(
    EMOTIONS.map((emotion) => {
      const mean = logs.reduce((sum, log) => sum + log[emotion], 0) / logs.length;
      return [emotion, Number(mean.toFixed(2))];
    }),
  ) as CallAdjustment['usualLogs'];
}
