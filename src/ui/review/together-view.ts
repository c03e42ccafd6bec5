// Which calls of the shelf are looked at together: those of a range of days, stored or imported, each once.

import type { AnalysedWindow, Analysis, CallRecord, CallSummary } from '../../analysis/call/record.ts';
import { isScoreVersion } from '../../analysis/score/constants.ts';
import { dayRange } from '../days.ts';
import { mixedVersionsCaution } from '../mixed-versions.ts';
import type { ImportedCall } from './review-view.ts';

export interface TogetherCall extends Pick<Analysis, 'score' | 'verdict' | 'seconds'> {
  readonly id: string;
  /** Null where they lie in the store. */
  readonly windows: readonly AnalysedWindow[] | null;
}

export interface CallsTogether {
  readonly calls: readonly TogetherCall[];
  /** Calls of these days that a version of the score has scored which is gone: they don't compare, and are left out. */
  readonly ofOtherVersions: number;
  /** A sentence where the others were scored by more than one version; null where by one. */
  readonly caution: string | null;
}

/**
 * @param from and `to`: days as date fields write them; empty for no limit. Analyses without a date count always.
 */
export function callsTogether(
  stored: readonly CallSummary[],
  imported: readonly ImportedCall[],
  from: string,
  to: string,
): CallsTogether {
  const [fromMs, untilMs] = dayRange(from, to);
  const isIn = (startedAt: string) => {
    const ms = Date.parse(startedAt);
    return ms >= fromMs && ms < untilMs;
  };
  const calls = new Map<string, TogetherCall & Pick<Analysis, 'scoreVersion'>>();
  for (const { id, startedAt, endedAt, score, verdict, seconds, scoreVersion } of stored) {
    if (endedAt === null || !isIn(startedAt)) continue;
    calls.set(id, { id, score, verdict, seconds, scoreVersion, windows: null });
  }
  for (const { id, record } of imported) {
    const { score, verdict, seconds, scoreVersion, windows } = record;
    const key = isCall(record) ? record.id : contentOf(record);
    if (calls.has(key) || (isCall(record) && !isIn(record.startedAt))) continue;
    calls.set(key, { id, score, verdict, seconds, scoreVersion, windows });
  }
  const all = [...calls.values()];
  const compared = all.filter(({ scoreVersion }) => isScoreVersion(scoreVersion));
  return {
    calls: compared,
    ofOtherVersions: all.length - compared.length,
    caution: mixedVersionsCaution(compared),
  };
}

/** What tells analyses apart, which have no id: no two recordings give the same probabilities all along. */
function contentOf({ seconds, windows }: Analysis): string {
  return JSON.stringify([seconds, windows]);
}

function isCall(record: CallRecord | Analysis): record is CallRecord {
  return 'startedAt' in record;
}
