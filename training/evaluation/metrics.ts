// Figures of a classifier over labelled clips. All are fractions of 1, but log loss (nats) and Brier score (0 to 2).

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
  /** Mean squared distance between the probabilities and the truth, summed over the classes (Brier 1950): 0 to 2. */
  readonly brier: number;
  /** Expected calibration error of the top class (Guo et al. 2017), 15 bins of equal width. */
  readonly ece: number;
}

const FIGURES = [
  'uar',
  'accuracy',
  'macroF1',
  'precision',
  'recall',
  'logLoss',
  'brier',
  'ece',
] as const satisfies readonly (keyof Figures)[];

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

/** The predictions of some clips, by their numbers. */
export function predictionsAt(predictions: Predictions, rows: readonly number[]): Predictions {
  const { labels, probabilities, classes } = predictions;
  const chosen = new Float32Array(rows.length * classes);
  rows.forEach((row, i) => {
    chosen.set(probabilities.subarray(row * classes, (row + 1) * classes), i * classes);
  });
  return { labels: Int32Array.from(rows, (row) => labels[row] ?? 0), probabilities: chosen, classes };
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
    brier: brierScore(predictions),
    ece: calibrationError(reliabilityBins(predictions), labels.length),
  };
}

/** Mean and standard deviation (of the sample) of figures over folds. */
export function meanAndSd(folds: readonly Figures[]): { mean: Figures; sd: Figures } {
  const mean: Record<string, number> = {};
  const sd: Record<string, number> = {};
  for (const key of FIGURES) {
    const average = folds.reduce((sum, figures) => sum + figures[key], 0) / folds.length;
    const squares = folds.reduce((sum, figures) => sum + (figures[key] - average) ** 2, 0);
    mean[key] = average;
    sd[key] = folds.length > 1 ? Math.sqrt(squares / (folds.length - 1)) : 0;
  }
  return { mean: mean as unknown as Figures, sd: sd as unknown as Figures };
}

/** Predictions whose confidence (probability of the top class) lies from `from` to `to`. */
export interface ReliabilityBin {
  readonly from: number;
  readonly to: number;
  readonly clips: number;
  /** Mean confidence; null when the bin is empty. */
  readonly confidence: number | null;
  /** Share that was right; null when the bin is empty. */
  readonly accuracy: number | null;
}

/** Confidences in 15 bins of equal width, with how often they were right (DeGroot and Fienberg 1983). */
export function reliabilityBins({ labels, probabilities, classes }: Predictions): ReliabilityBin[] {
  const clips = new Float64Array(CALIBRATION_BINS);
  const confidenceSum = new Float64Array(CALIBRATION_BINS);
  const hits = new Float64Array(CALIBRATION_BINS);
  labels.forEach((label, clip) => {
    const row = probabilities.subarray(clip * classes, (clip + 1) * classes);
    const top = topClass(row);
    const confidence = row[top] ?? 0;
    const bin = Math.min(CALIBRATION_BINS - 1, Math.floor(confidence * CALIBRATION_BINS));
    clips[bin] = (clips[bin] ?? 0) + 1;
    confidenceSum[bin] = (confidenceSum[bin] ?? 0) + confidence;
    hits[bin] = (hits[bin] ?? 0) + (top === label ? 1 : 0);
  });
  return Array.from(clips, (count, bin) => ({
    from: bin / CALIBRATION_BINS,
    to: (bin + 1) / CALIBRATION_BINS,
    clips: count,
    confidence: count === 0 ? null : (confidenceSum[bin] ?? 0) / count,
    accuracy: count === 0 ? null : (hits[bin] ?? 0) / count,
  }));
}

/** Number of the largest value; the first on a tie. */
export function topClass(row: Float32Array): number {
  return row.reduce((best, value, k) => (value > (row[best] ?? 0) ? k : best), 0);
}

/** Each bin's gap between confidence and accuracy, weighted by its share of the clips. */
function calibrationError(bins: readonly ReliabilityBin[], clips: number): number {
  return bins.reduce(
    (sum, bin) => sum + (bin.clips / clips) * Math.abs((bin.accuracy ?? 0) - (bin.confidence ?? 0)),
    0,
  );
}

function brierScore({ labels, probabilities, classes }: Predictions): number {
  const distances = probabilities.reduce((sum, probability, i) => {
    const truth = labels[Math.floor(i / classes)] === i % classes ? 1 : 0;
    return sum + (probability - truth) ** 2;
  }, 0);
  return distances / labels.length;
}
