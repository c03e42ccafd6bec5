import { describe, expect, it } from 'vitest';
import { parseClipId } from './corpus.ts';
import { FOLDS } from './folds.ts';
import { SENTENCES, sentencesLeftOut } from './sentences.ts';
import { readVoiceVotes } from './votes.ts';

describe('sentences', () => {
  it('are those that clips are named by', () => {
    const spoken = new Set([...readVoiceVotes().keys()].map((id) => parseClipId(id)?.sentence));
    expect([...spoken].sort()).toEqual([...SENTENCES].sort());
  });

  it('are each left out by one fold', () => {
    const leftOut = FOLDS.map(sentencesLeftOut);
    expect(leftOut.map((sentences) => sentences.length)).toEqual([3, 3, 2, 2, 2]);
    expect(leftOut.flat().sort()).toEqual([...SENTENCES].sort());
  });
});
