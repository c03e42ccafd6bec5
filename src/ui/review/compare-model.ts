// Two calls side by side: what differs, in figures and in a sentence that claims no more than the intervals bear.

import type uPlot from 'uplot';
import type { Analysis, Gap, ScorePoint } from '../../analysis/call/record.ts';
import { HOP_SECONDS } from '../../analysis/call/timing.ts';
import { TERMS } from '../../analysis/score/score.ts';
import { clockOf, pointsFigure, scoreFigure } from '../format.ts';
import { TERM_QUESTIONS, VERDICT_WORDS } from '../words.ts';
import { gapAt } from './gaps.ts';

export type ComparedCall = Pick<
  Analysis,
  | 'score'
  | 'interval'
  | 'verdict'
  | 'reasons'
  | 'seconds'
  | 'speechSeconds'
  | 'turningPoints'
  | 'model'
  | 'scoreVersion'
>;

export interface ComparisonRow {
  readonly name: string;
  readonly a: string;
  readonly b: string;
  /** What B has more than A, with its sign; empty where there is nothing to subtract. */
  readonly difference: string;
}

export interface ComparedCalls {
  /** Whether the scores can be told apart. */
  readonly sentence: string;
  /** Why the two may differ by more than the calls did; often none. */
  readonly cautions: readonly string[];
  readonly rows: readonly ComparisonRow[];
}

export function compareCalls(a: ComparedCall, b: ComparedCall): ComparedCalls {
  return { sentence: sentenceOf(a, b), cautions: cautionsOf(a, b), rows: rowsOf(a, b) };
}

function sentenceOf(a: ComparedCall, b: ComparedCall): string {
  if (a.score === null || b.score === null || a.interval === null || b.interval === null) {
    const which = a.score === null ? (b.score === null ? 'Both calls have' : 'Call A has') : 'Call B has';
    return `${which} too little speech for a score: the two can’t be compared by it.`;
  }
  const ends = `A ${rangeOf(a.interval)}, B ${rangeOf(b.interval)}`;
  if (a.interval[0] <= b.interval[1] && b.interval[0] <= a.interval[1]) {
    return `The intervals overlap (${ends}): the scores can’t be told apart.`;
  }
  const [higher, by] = a.score > b.score ? ['A', a.score - b.score] : ['B', b.score - a.score];
  return `The intervals lie apart (${ends}): call ${higher} scored higher, by ${pointsFigure(by)} points.`;
}

function cautionsOf(a: ComparedCall, b: ComparedCall): string[] {
  const cautions: string[] = [];
  if (a.model !== b.model) {
    cautions.push(
      `Different models heard them (A: ${a.model}, B: ${b.model}): part of a difference may come from that.`,
    );
  }
  if (a.scoreVersion !== b.scoreVersion) {
    cautions.push(
      `They were scored by different versions of the score (A: ${a.scoreVersion}, B: ${b.scoreVersion}), which don’t compare.`,
    );
  }
  return cautions;
}

function rowsOf(a: ComparedCall, b: ComparedCall): ComparisonRow[] {
  const row = <T>(
    name: string,
    of: (call: ComparedCall) => T | null,
    words: (value: T) => string,
    difference: (a: T, b: T) => string = () => '',
  ): ComparisonRow => {
    const [inA, inB] = [of(a), of(b)];
    return {
      name,
      a: inA === null ? '–' : words(inA),
      b: inB === null ? '–' : words(inB),
      difference: inA === null || inB === null ? '' : difference(inA, inB),
    };
  };
  const points = (inA: number, inB: number) => signed(inB - inA, pointsFigure);
  const time = (inA: number, inB: number) => signed(inB - inA, clockOf);
  return [
    row('Score', ({ score }) => score, scoreFigure, points),
    row('Likely', ({ interval }) => interval, rangeOf),
    row(
      'Verdict',
      ({ verdict }) => verdict,
      (verdict) => VERDICT_WORDS[verdict].title,
    ),
    ...TERMS.map((term) =>
      row(
        TERM_QUESTIONS[term],
        ({ reasons }) => reasons.find((reason) => reason.term === term)?.points ?? null,
        (value) => `+${pointsFigure(value)}`,
        points,
      ),
    ),
    row('Length', ({ seconds }) => seconds, clockOf, time),
    row('The customer spoke for', ({ speechSeconds }) => speechSeconds, clockOf, time),
    row('Worst at', ({ turningPoints }) => turningPoints.worst?.time ?? null, clockOf, time),
    row('Calm again at', ({ turningPoints }) => turningPoints.recovery?.time ?? null, clockOf, time),
    row(
      'From the worst to calm',
      ({ turningPoints }) => turningPoints.recovery?.after ?? null,
      clockOf,
      time,
    ),
  ];
}

const rangeOf = ([low, high]: readonly [number, number]) => `${scoreFigure(low)} to ${scoreFigure(high)}`;

/** With a true minus; without a sign where the figure reads as nothing. */
function signed(difference: number, figure: (size: number) => string): string {
  const size = figure(Math.abs(difference));
  if (size === figure(0)) return size;
  return `${difference > 0 ? '+' : '−'}${size}`;
}

/**
 * The scores of both calls, second by second, on one time axis: for each the interval's ends and the score. Null before
 * a call's first score, and after its end.
 *
 * @param seconds length of the longer call
 */
export function scoresTogether(
  calls: readonly {
    readonly scoreOverTime: readonly ScorePoint[];
    readonly seconds: number;
    readonly gaps: readonly Gap[];
  }[],
  seconds: number,
): uPlot.AlignedData {
  const times = Array.from({ length: Math.floor(seconds / HOP_SECONDS) + 1 }, (_, i) => i * HOP_SECONDS);
  const lines = calls.flatMap((call) => {
    let next = 0;
    const points = times.map((time) => {
      while ((call.scoreOverTime[next]?.time ?? Number.POSITIVE_INFINITY) <= time) next++;
      const isOver = time > call.seconds + HOP_SECONDS / 2;
      return isOver || gapAt(call.gaps, time) ? null : (call.scoreOverTime[next - 1] ?? null);
    });
    return [
      points.map((point) => point?.interval[1] ?? null),
      points.map((point) => point?.interval[0] ?? null),
      points.map((point) => point?.score ?? null),
    ];
  });
  return [times, ...lines];
}
