// A nudge as plain data; the panel has its words.

/** Every kind of nudge, the most urgent first: of several that could be raised at once, the first one is. */
export const NUDGE_KINDS = [
  'sustained-anger',
  'sustained-fear',
  'rising-distress',
  'sustained-sadness',
  'recovery',
  'long-silence',
] as const;

export type NudgeKind = (typeof NUDGE_KINDS)[number];

export interface Nudge {
  readonly kind: NudgeKind;
  /** When it was raised, in seconds from the call's first sample. */
  readonly since: number;
}
