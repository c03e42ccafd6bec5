import { describe, expect, it } from 'vitest';
import { fixtureSummary } from '../../../tests/support/fixture-calls.ts';
import type { Gap } from '../../analysis/call/record.ts';
import { gapAt, gapKeys, gapOver, gapsOf, gapWords } from './gaps.ts';

const summary = fixtureSummary({ id: 'a', seed: 3, course: 'calm', seconds: 60, state: 'ended' });
const gap = (start: number, end: number, cause: Gap['cause'] = 'hold'): Gap => ({ start, end, cause });
const gaps = (...all: Gap[]) => gapsOf({ ...summary, gaps: all, windows: [], scoreOverTime: [] });

describe('the gaps of a call', () => {
  it('come in the order of time, joined where they have one cause, and end with the call', () => {
    const late = [gap(12, 13, 'late'), gap(10, 11, 'late'), gap(11, 12, 'late')];
    expect(gaps(gap(50, 70), ...late, gap(13, 14, 'lost'), gap(61, 62))).toEqual([
      gap(10, 13, 'late'),
      gap(13, 14, 'lost'),
      gap(50, 60),
    ]);
  });

  it('are none in a recording', () => {
    const { gaps: _, console: __, ...analysis } = summary;
    expect(gapsOf({ ...analysis, windows: [] })).toEqual([]);
  });

  it('hold a moment or a stretch', () => {
    const all = [gap(10, 18)];
    expect([9.9, 10, 17.9, 18].map((time) => gapAt(all, time)?.cause ?? null)).toEqual([
      null,
      'hold',
      'hold',
      null,
    ]);
    expect([gapOver(all, 0, 10), gapOver(all, 10, 20), gapOver(all, 14, 24)]).toEqual([null, all[0], null]);
  });
});

describe('gaps in words', () => {
  it.each([
    [[gap(80, 125)], ['The customer was on hold from 1:20 to 2:05.']],
    [[gap(10.2, 10.7, 'lost')], ['Sound is missing at 0:10.']],
    [
      [gap(10, 20), gap(40, 70), gap(80, 81, 'interrupted')],
      ['The customer was on hold twice, for 40 s in all.', 'The analysis was interrupted from 1:20 to 1:21.'],
    ],
    [
      [gap(1, 2, 'late'), gap(5, 6, 'late'), gap(9, 10, 'late')],
      ['The machine was too busy to analyse the call 3 times, for 3 s in all.'],
    ],
    [[], []],
  ])('say when, or how often', (all, sentences) => {
    expect(gapWords(all)).toEqual(sentences);
  });

  it('say what the shading means', () => {
    expect(gapKeys([gap(80, 125)])).toEqual([{ cause: 'hold', words: 'On hold from 1:20 to 2:05' }]);
  });
});
