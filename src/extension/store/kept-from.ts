// The moment from which on things are kept.

const MS_PER_DAY = 86_400_000;

/** The moment `days` before now, in ISO 8601, UTC. What is older is past its retention. */
export function keptFrom(days: number, nowMs: number): string {
  return new Date(nowMs - days * MS_PER_DAY).toISOString();
}
