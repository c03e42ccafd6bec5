// What the score of one more window costs, interval and reasons included, late in a long call.

import { LiveScore } from '../../src/analysis/call/live-score.ts';
import { fixtureWindows } from '../support/fixture-calls.ts';
import { type Timing, timingOf } from './timing.ts';

const CALL_SECONDS = 3600;
const WARM_UP_WINDOWS = 300;

/** Times every window with speech of an hour's call. */
export function benchScore(): Timing {
  const score = new LiveScore();
  const times: number[] = [];
  for (const window of fixtureWindows({ seed: 1, course: 'flared', seconds: CALL_SECONDS })) {
    const before = performance.now();
    score.push(window);
    score.assess();
    if (window.probabilities !== null) times.push(performance.now() - before);
  }
  return timingOf(times.slice(WARM_UP_WINDOWS));
}
