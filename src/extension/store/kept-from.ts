// How far back things are kept.

const MS_PER_DAY = 86_400_000;

/** What is from before this moment (ISO 8601, UTC) has been kept for so many days. */
export function keptFrom(days: number, nowMs: number): string {
  return new Date(nowMs - days * MS_PER_DAY).toISOString();
}
