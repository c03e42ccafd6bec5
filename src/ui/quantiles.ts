// What describes a handful of figures: their middle, their quarters, and how sure the middle is.

/** Fewest figures for a comparison or a distribution: among fewer, a single call decides. */
export const LEAST_FIGURES = 5;

/**
 * The quantile of some figures, interpolated between neighbours (type 7 of Hyndman and Fan, "Sample quantiles in
 * statistical packages", 1996).
 *
 * @param figures at least one, in any order
 * @param share 0 for the smallest, 0.5 for the middle, 1 for the largest
 */
export function quantile(figures: readonly number[], share: number): number {
  const sorted = [...figures].sort((a, b) => a - b);
  const position = (sorted.length - 1) * share;
  const [low = Number.NaN, high = low] = sorted.slice(Math.floor(position), Math.floor(position) + 2);
  return low + (high - low) * (position % 1);
}

/** The middle one of some figures. */
export function median(figures: readonly number[]): number {
  return quantile(figures, 0.5);
}

/**
 * Whether two medians differ by more than chance makes them differ: where the notches of two box plots don't overlap,
 * with a confidence of about 95 % (McGill, Tukey and Larsen, "Variations of box plots", 1978).
 */
export function mediansDiffer(a: readonly number[], b: readonly number[]): boolean {
  return Math.abs(median(a) - median(b)) > notch(a) + notch(b);
}

function notch(figures: readonly number[]): number {
  return (1.57 * (quantile(figures, 0.75) - quantile(figures, 0.25))) / Math.sqrt(figures.length);
}
