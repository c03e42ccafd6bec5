// Figures of a classifier over labelled clips. All are fractions of 1, but log loss (nats).

/** Bins of equal width that the expected calibration error sorts confidences into. */
const CALIBRATION_BINS = 15;
/** Keeps a log loss finite where a probability has been rounded to 0. */
const LEAST_PROBABILITY = 1e-12;

export interface Figures {
  /** Unweighted average recall: the mean of the classes' recalls. */
  readonly uar: number;
  readonly accuracy: number;
  /** Mean of the classes' F1. */
  readonly macroF1: number;
  /** Mean of the classes' precisions; a class that was never predicted counts as 0. */
  readonly precision: number;
  /** Mean of the classes' recalls, as `uar`. */
  readonly recall: number;
  /** Mean negative log-likelihood of the true class, in nats. */
  readonly logLoss: number;
  /** Expected calibration error of the top class (Guo et al. 2017), 15 bins of equal width. */
  readonly ece: number;
}

export interface ClassFigures {
  readonly precision: number;
  readonly recall: number;
  readonly f1: number;
  /** Clips of that class. */
  readonly clips: number;
}

/** What was predicted for some clips. */
export interface Predictions {
  /** Class number of each clip. */
  readonly labels: Int32Array;
  /** clips × classes, row-major, each row summing to 1. */
  readonly probabilities: Float32Array;
  readonly classes: number;
}

/** Softmax of rows of logits at a temperature. */
export function softmaxRows(logits: Float32Array, classes: number, temperature: number): Float32Array {
  const probabilities = new Float32Array(logits.length);
  for (let start = 0; start < logits.length; start += classes) {
    const row = logits.subarray(start, start + classes);
    const highest = row.reduce((most, logit) => Math.max(most, logit), Number.NEGATIVE_INFINITY);
    const weights = Array.from(row, (logit) => Math.exp((logit - highest) / temperature));
    const sum = weights.reduce((total, weight) => total + weight, 0);
    weights.forEach((weight, i) => {
      probabilities[start + i] = weight / sum;
    });
  }
  return probabilities;
}

/** Counts of clips: row is the true class, column the predicted one. */
export function confusionOf({ labels, probabilities, classes }: Predictions): number[][] {
  const counts = Array.from({ length: classes }, () => new Array<number>(classes).fill(0));
  labels.forEach((label, clip) => {
    const row = counts[label];
    const predicted = topClass(probabilities.subarray(clip * classes, (clip + 1) * classes));
    if (row !== undefined) row[predicted] = (row[predicted] ?? 0) + 1;
  });
  return counts;
}

/** Precision, recall and F1 of each class; 0 where a class was never predicted or has no clips. */
export function classFigures(confusion: readonly (readonly number[])[]): ClassFigures[] {
  return confusion.map((row, k) => {
    const hits = row[k] ?? 0;
    const clips = row.reduce((sum, count) => sum + count, 0);
    const predicted = confusion.reduce((sum, other) => sum + (other[k] ?? 0), 0);
    const precision = predicted === 0 ? 0 : hits / predicted;
    const recall = clips === 0 ? 0 : hits / clips;
    const f1 = precision + recall === 0 ? 0 : (2 * precision * recall) / (precision + recall);
    return { precision, recall, f1, clips };
  });
}

/**
 * All figures of some predictions. Classes that have no clips are left out of the averages.
 * @throws Error when there are no predictions.
 */
export function figuresOf(predictions: Predictions): Figures {
  const { labels, probabilities, classes } = predictions;
  if (labels.length === 0) throw new Error('There are no predictions to measure.');
  const confusion = confusionOf(predictions);
  const present = classFigures(confusion).filter((figures) => figures.clips > 0);
  const average = (pick: (figures: ClassFigures) => number) =>
    present.reduce((sum, figures) => sum + pick(figures), 0) / present.length;
  const hits = confusion.reduce((sum, row, k) => sum + (row[k] ?? 0), 0);
  const logLoss =
    labels.reduce((sum, label, clip) => {
      const probability = probabilities[clip * classes + label] ?? 0;
      return sum - Math.log(Math.max(probability, LEAST_PROBABILITY));
    }, 0) / labels.length;
  return {
    uar: average((figures) => figures.recall),
    accuracy: hits / labels.length,
    macroF1: average((figures) => figures.f1),
    precision: average((figures) => figures.precision),
    recall: average((figures) => figures.recall),
    logLoss,
    ece: expectedCalibrationError(predictions),
  };
}

/** Mean and standard deviation (of the sample) of figures over folds. */
export function meanAndSd(folds: readonly Figures[]): { mean: Figures; sd: Figures } {
  const keys = ['uar', 'accuracy', 'macroF1', 'precision', 'recall', 'logLoss', 'ece'] as const;
  const mean: Record<string, number> = {};
  const sd: Record<string, number> = {};
  for (const key of keys) {
    const average = folds.reduce((sum, figures) => sum + figures[key], 0) / folds.length;
    const squares = folds.reduce((sum, figures) => sum + (figures[key] - average) ** 2, 0);
    mean[key] = average;
    sd[key] = folds.length > 1 ? Math.sqrt(squares / (folds.length - 1)) : 0;
  }
  return { mean: mean as unknown as Figures, sd: sd as unknown as Figures };
}

function expectedCalibrationError({ labels, probabilities, classes }: Predictions): number {
  const confidenceSum = new Float64Array(CALIBRATION_BINS);
  const hits = new Float64Array(CALIBRATION_BINS);
  labels.forEach((label, clip) => {
    const row = probabilities.subarray(clip * classes, (clip + 1) * classes);
    const top = topClass(row);
    const confidence = row[top] ?? 0;
    const bin = Math.min(CALIBRATION_BINS - 1, Math.floor(confidence * CALIBRATION_BINS));
    confidenceSum[bin] = (confidenceSum[bin] ?? 0) + confidence;
    hits[bin] = (hits[bin] ?? 0) + (top === label ? 1 : 0);
  });
  // |hits - confidence| summed over bins is each bin's gap times its share of the clips.
  return hits.reduce((sum, hit, bin) => sum + Math.abs(hit - (confidenceSum[bin] ?? 0)), 0) / labels.length;
}

function topClass(row: Float32Array): number {
  return row.reduce((best, value, k) => (value > (row[best] ?? 0) ? k : best), 0);
}
