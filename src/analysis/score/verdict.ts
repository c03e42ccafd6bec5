// One word for how the call went, from the levels behind the score.

import { CALM_LEVEL, NOTICEABLE_CHANGE } from './constants.ts';
import type { Levels } from './score.ts';

export const VERDICTS = [
  'not-enough-speech',
  'no-escalation',
  'de-escalated',
  'eased',
  'unresolved',
  'escalated',
] as const;
export type Verdict = (typeof VERDICTS)[number];

/** @param levels null before the opening is complete */
export function verdictOf(levels: Levels | null): Verdict {
  if (levels === null) return 'not-enough-speech';
  const { arrival, now } = levels;
  const worst = Math.max(arrival, levels.peak);
  // A calm call is not praised as a rescue.
  if (worst < CALM_LEVEL) return 'no-escalation';
  if (now < CALM_LEVEL) return 'de-escalated';
  if (now - arrival >= NOTICEABLE_CHANGE) return 'escalated';
  if (worst - now >= NOTICEABLE_CHANGE) return 'eased';
  return 'unresolved';
}
