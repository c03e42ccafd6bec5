import { describe, expect, it } from 'vitest';
import { NUDGE_KINDS } from '../analysis/coaching/nudge.ts';
import { NUDGE_TEXT_MAX } from '../extension/settings/nudge-settings.ts';
import { NUDGE_WORDS } from './nudge-words.ts';

describe.each(NUDGE_KINDS)('the words for %s', (kind) => {
  const { title, when, text } = NUDGE_WORDS[kind];

  it('fit the room that a text may take, in two sentences at most', () => {
    expect(text.length).toBeLessThanOrEqual(NUDGE_TEXT_MAX);
    expect(text.match(/[.!?](\s|$)/g)?.length).toBeLessThanOrEqual(2);
    expect(text).toMatch(/\.$/);
  });

  it('are about the call, never about the agent', () => {
    expect(`${title} ${when} ${text}`).not.toMatch(/\b(you|your|agent|should|must|calm down)\b/i);
  });
});

it('calls no two nudges by the same title or text', () => {
  const words = Object.values(NUDGE_WORDS);
  expect(new Set(words.map(({ title }) => title)).size).toBe(words.length);
  expect(new Set(words.map(({ text }) => text)).size).toBe(words.length);
});
