// What is gained by saying "not sure": how often a model is right when it answers only above a confidence
// (El-Yaniv and Wiener, "On the Foundations of Noise-free Selective Classification", JMLR 2010).

import { figuresOf, type Predictions, predictionsAt, topClass } from './metrics.ts';

/** Shares of the clips that the curve has points for. */
const COVERAGES = Array.from({ length: 20 }, (_, i) => (i + 1) / 20);

/** Answering the most confident clips and no others. */
export interface CoveragePoint {
  /** Share of the clips that are answered. */
  readonly coverage: number;
  /** Least confidence (probability of the top class) among them. */
  readonly confidence: number;
  /** Share of the answers that are right. */
  readonly accuracy: number;
  /** Unweighted average recall over the classes that are among the answered clips. */
  readonly uar: number;
}

/** Points for every twentieth of the clips, ascending; the last is of all of them. */
export function riskCoverage(predictions: Predictions): CoveragePoint[] {
  const confidences = confidencesOf(predictions);
  const order = Array.from(confidences.keys()).sort(
    (a, b) => (confidences[b] ?? 0) - (confidences[a] ?? 0) || a - b,
  );
  return COVERAGES.map((wanted) => {
    const answered = order.slice(0, Math.max(1, Math.round(wanted * order.length)));
    const { accuracy, uar } = figuresOf(predictionsAt(predictions, answered));
    const confidence = confidences[answered.at(-1) ?? 0] ?? 0;
    return { coverage: answered.length / order.length, confidence, accuracy, uar };
  });
}

/** A threshold of confidence and what it does. */
export interface ThresholdFigures {
  /** Below this confidence the answer is "not sure". */
  readonly below: number;
  /** Share of the clips that are answered. */
  readonly coverage: number;
  /** Of the answered clips; null when there are none. */
  readonly accuracy: number | null;
  /** Of the answered clips; null when there are none. */
  readonly uar: number | null;
  /** How often the first guess would have been right on the others; null when there are none. */
  readonly accuracyWithheld: number | null;
}

/** What answering only from a confidence on gives. */
export function answeringFrom(predictions: Predictions, below: number): ThresholdFigures {
  const confidences = confidencesOf(predictions);
  const rows = [...confidences.keys()];
  const isAnswered = (row: number) => (confidences[row] ?? 0) >= below;
  const answered = rows.filter(isAnswered);
  const withheld = rows.filter((row) => !isAnswered(row));
  const figuresAt = (chosen: readonly number[]) =>
    chosen.length === 0 ? null : figuresOf(predictionsAt(predictions, chosen));
  const figures = figuresAt(answered);
  return {
    below,
    coverage: answered.length / rows.length,
    accuracy: figures?.accuracy ?? null,
    uar: figures?.uar ?? null,
    accuracyWithheld: figuresAt(withheld)?.accuracy ?? null,
  };
}

/** Probability of the top class of each clip. */
function confidencesOf({ labels, probabilities, classes }: Predictions): number[] {
  return Array.from(labels, (_, clip) => {
    const row = probabilities.subarray(clip * classes, (clip + 1) * classes);
    return row[topClass(row)] ?? 0;
  });
}
