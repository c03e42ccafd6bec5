import { describe, expect, it } from 'vitest';
import { EMOTIONS } from '../../src/analysis/emotion/emotions.ts';
import { parseClipId } from './corpus.ts';
import { parseVotes, readVoiceVotes } from './votes.ts';

describe('voice votes', () => {
  const votes = readVoiceVotes();

  it('are there for every clip of CREMA-D, by 4 to 12 raters', () => {
    expect(votes.size).toBe(7442);
    for (const [clip, counts] of votes) {
      expect(parseClipId(clip)).toBeDefined();
      const raters = counts.reduce((sum, count) => sum + count, 0);
      expect(raters).toBeGreaterThanOrEqual(4);
      expect(raters).toBeLessThanOrEqual(12);
    }
  });

  it('stand in the order of the emotions', () => {
    expect(votes.get('1001_DFA_ANG_XX')?.[EMOTIONS.indexOf('anger')]).toBe(6);
    expect(votes.get('1001_DFA_FEA_XX')?.[EMOTIONS.indexOf('fear')]).toBe(5);
  });

  it('are refused with the line that does not fit', () => {
    const header = 'clip,anger,disgust,fear,happy,neutral,sadness';
    expect(() => parseVotes('clip,sadness\n')).toThrow('begins with "clip,sadness"');
    expect(() => parseVotes(`${header}\na,1,2,3,4,5\n`)).toThrow('"a,1,2,3,4,5"');
    expect(() => parseVotes(`${header}\na,1,2,3,4,5,x\n`)).toThrow('"a,1,2,3,4,5,x"');
    expect(() => parseVotes(`${header}\na,0,0,0,0,0,0\n`)).toThrow('"a,0,0,0,0,0,0"');
  });
});
