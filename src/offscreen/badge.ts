// The toolbar badge: the running score, rounded, or a sign for what is missing.

import type { LiveSnapshot } from '../extension/messages/snapshot.ts';
import type { Badge } from '../extension/messages/to-background.ts';

/** The badge for a snapshot. Its text changes only with whole points, so that the toolbar stays calm. */
export function badgeOf({ engine, calls }: LiveSnapshot): Badge {
  if (engine.kind === 'failed') return { text: '!', title: `Evenkeel: ${engine.problem}` };
  const [call] = calls;
  if (call === undefined || call.state === 'ended') return { text: '', title: 'Evenkeel' };
  if (call.state === 'awaiting-consent') {
    return { text: '?', title: 'Evenkeel: a call is waiting for your answer in the live panel' };
  }
  if (call.scoreHeldBack) {
    return { text: '…', title: 'Evenkeel: listening. The score is shown when the call is over' };
  }
  if (call.score === null) return { text: '…', title: 'Evenkeel: listening, not enough speech yet' };
  const rounded = Math.round(call.score);
  return { text: String(rounded), title: `Evenkeel: score ${rounded} of 10` };
}
