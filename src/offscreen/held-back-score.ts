// Hides the score of running calls, for teams that look at scores only when a call is over.

import { NO_TURNING_POINTS } from '../analysis/score/turning-points.ts';
import type { CallSnapshot, LiveSnapshot } from '../extension/messages/snapshot.ts';

/** The same snapshot without the score of running calls and without whatever would give the score away. */
export function withoutRunningScores(live: LiveSnapshot): LiveSnapshot {
  return { ...live, calls: live.calls.map((call) => (call.state === 'ended' ? call : withoutScore(call))) };
}

function withoutScore(call: CallSnapshot): CallSnapshot {
  return {
    ...call,
    score: null,
    interval: null,
    classicScore: null,
    verdict: 'not-enough-speech',
    reasons: [],
    turningPoints: NO_TURNING_POINTS,
    scoreOverTime: [],
    trend: 'steady',
    scoreHeldBack: true,
  };
}
