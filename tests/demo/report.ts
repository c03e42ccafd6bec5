// A call as lines of text: one for every few seconds while it runs, and the score at its end.

import type { CallSnapshot } from '../../src/extension/messages/snapshot.ts';
import { VERDICT_WORDS } from '../../src/ui/words.ts';

const ARROWS = { rising: '↑', steady: '→', falling: '↓' } as const;

/** How the customer sounds at this moment of the call, on one line. */
export function liveLine(call: CallSnapshot): string {
  const { reading, score, interval, trend } = call;
  const emotion = reading
    ? `${reading.emotion.replace('-', ' ').padEnd(9)} ${String(Math.round(reading.confidence * 100)).padStart(3)} %`
    : 'silence'.padEnd(15);
  const judged =
    score === null || interval === null
      ? `score after ${call.openingWindows} windows of speech, ${call.speechWindows} so far`
      : `score ${score.toFixed(1)} ${ARROWS[trend]}  (${interval[0].toFixed(1)} to ${interval[1].toFixed(1)})`;
  return `  ${clock(call.seconds)}  ${emotion}  ${judged}`;
}

/** The outcome of a call that has ended, with its reasons. */
export function finalLines(call: CallSnapshot): string {
  const length = `${clock(call.seconds)} long, ${call.speechWindows} windows of speech`;
  if (call.score === null || call.interval === null)
    return `Final score: none, not enough speech (${length}).`;
  const range = call.interval.map((end) => end.toFixed(1)).join(' to ');
  return [
    `Final score: ${call.score.toFixed(1)} of 10 (${range}), ${VERDICT_WORDS[call.verdict].title.toLowerCase()} (${length}).`,
    ...call.reasons.map(({ points, text }) => `  ${points.toFixed(1).padStart(4)}  ${text}`),
  ].join('\n');
}

function clock(seconds: number): string {
  return `${Math.floor(seconds / 60)}:${String(Math.floor(seconds % 60)).padStart(2, '0')}`;
}
