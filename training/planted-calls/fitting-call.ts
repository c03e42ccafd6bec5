// A planted call as the fit takes it: what was heard, and what the score should be at some moments.

import type { HeardWindow } from '../../src/call/record.ts';
import { LEVEL_WINDOWS } from '../../src/score/constants.ts';
import type { FittingCall } from './fit.ts';
import { oracleScore, trueWindows } from './oracle.ts';
import type { PlantedCall } from './plan.ts';

/** Moments of a call, evenly over its windows with speech. */
const MOMENTS = 6;

/** @returns null when there is too little speech for a score, heard or true */
export function fittingCallOf(call: PlantedCall, windows: readonly HeardWindow[]): FittingCall | null {
  const speech = windows.flatMap(({ start, probabilities }) =>
    probabilities === null ? [] : [{ start, probabilities }],
  );
  const truths = trueWindows(call);
  const moments = Array.from({ length: MOMENTS }, (_, i) => {
    const count = Math.round(((i + 1) / MOMENTS) * speech.length);
    const isLast = i === MOMENTS - 1;
    // The resampler's delay moves windows by a few milliseconds.
    const until = isLast ? Number.POSITIVE_INFINITY : Math.round(speech[count - 1]?.start ?? 0);
    const oracle = oracleScore(
      truths.flatMap(({ start, distress }) => (start <= until ? (distress ?? []) : [])),
    );
    return { windows: count, oracle };
  }).flatMap(({ windows: count, oracle }) =>
    oracle === null || count < LEVEL_WINDOWS ? [] : [{ windows: count, oracle }],
  );
  if (moments.at(-1)?.windows !== speech.length) return null;
  return { actor: call.actor, probabilities: speech.map(({ probabilities }) => probabilities), moments };
}
