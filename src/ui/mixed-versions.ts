// Calls that were scored by different versions of the score, where they stand together.

import type { CallSummary } from '../analysis/call/record.ts';

/** A sentence about calls with scores of several versions; null where there is one version at most. */
export function mixedVersionsCaution(
  calls: readonly Pick<CallSummary, 'score' | 'scoreVersion'>[],
): string | null {
  const scored = calls.filter(({ score }) => score !== null);
  const versions = [...new Set(scored.map(({ scoreVersion }) => scoreVersion))].toSorted((a, b) => a - b);
  if (versions.length < 2) return null;
  return `These calls were scored by different versions of the score (${versions.join(' and ')}), for different models: part of a difference may come from that.`;
}
