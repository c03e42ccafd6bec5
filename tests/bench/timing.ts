// What a bench says of the times that it took.

export interface Timing {
  readonly medianMs: number;
  readonly p95Ms: number;
}

export const timingOf = (values: readonly number[]): Timing => ({
  medianMs: quantile(values, 0.5),
  p95Ms: quantile(values, 0.95),
});

function quantile(values: readonly number[], share: number): number {
  const sorted = values.toSorted((a, b) => a - b);
  return sorted[Math.min(sorted.length - 1, Math.floor(share * sorted.length))] ?? Number.NaN;
}
