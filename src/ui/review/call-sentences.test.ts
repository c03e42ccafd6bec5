import { expect, it } from 'vitest';
import { fixtureSnapshot, fixtureWindows } from '../../../tests/gallery/fixture-calls.ts';
import { callSlots } from './call-data.ts';
import { callSentences } from './call-sentences.ts';

function sentencesOf(course: 'resolved' | 'calm', seconds: number): string[] {
  const options = { id: 'a', seed: 3, course, seconds } as const;
  const call = { ...fixtureSnapshot(options), speechSeconds: 61 };
  return callSentences(call, callSlots(fixtureWindows(options), seconds));
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
