// What a nudge is: plain data. Its words are the panel's affair.

/** Every kind of nudge. Where several could be raised at once, the first one here is: the most urgent first. */
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
