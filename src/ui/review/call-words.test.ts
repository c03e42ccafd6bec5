import { expect, it } from 'vitest';
import { fixtureSnapshot, fixtureWindows } from '../../../tests/support/fixture-calls.ts';
import type { Gap } from '../../analysis/call/record.ts';
import { callSlots, speechSlots } from './call-data.ts';
import { callWords } from './call-words.ts';
import { voicesOfLevels, voicesOfWindows } from './voices.ts';

function sentencesOf(course: 'resolved' | 'calm', seconds: number, gaps: readonly Gap[] = []): string[] {
  const options = { id: 'a', seed: 3, course, seconds } as const;
  const call = { ...fixtureSnapshot(options), speechSeconds: 61 };
  const windows = fixtureWindows(options);
  const voices = voicesOfWindows(speechSlots(windows, seconds), gaps);
  return callWords(call, callSlots(windows, seconds), { gaps, voices });
}

it('says how the customer sounded, how it turned, and the score', () => {
  expect(sentencesOf('resolved', 150)).toEqual([
    expect.stringMatching(
      /^In 2 min 30 s the customer spoke for 1 min 1 s and sounded mostly angry, neutral in the end\.$/,
    ),
    expect.stringMatching(/^Worst at \d:\d\d, calm again at \d:\d\d\.$/),
    expect.stringMatching(
      /^Score 9\.\d of 10, likely .* to .*: de-escalated, distressed before, calm now\.$/,
    ),
  ]);
});

it('says that nothing turned, and that there is no score', () => {
  const [heard, scored] = sentencesOf('calm', 8);
  expect(heard).toMatch(/sounded mostly (neutral|happy)/);
  expect(sentencesOf('calm', 60)[1]).toBe('The call did not turn.');
  expect(scored).toBe('Not enough speech: too little was heard for a score.');
});

it('says what was not heard, and who else spoke, before how it turned', () => {
  const [, missing] = sentencesOf('calm', 60, [{ start: 10, end: 20, cause: 'hold' }]);
  expect(missing).toBe('The customer was on hold from 0:10 to 0:20.');
  const options = { id: 'a', seed: 3, course: 'calm', seconds: 60 } as const;
  const slots = callSlots(fixtureWindows(options), 60);
  const levels = { customer: Array(120).fill(-90), other: [...Array(60).fill(-20), ...Array(60).fill(-90)] };
  const background = { gaps: [], voices: voicesOfLevels(levels, slots) };
  expect(callWords({ ...fixtureSnapshot(options), speechSeconds: 0 }, slots, background)[1]).toBe(
    'The other side spoke for 30 s; 50\u00a0% was silence.',
  );
});
