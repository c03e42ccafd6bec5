import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { AnalysedWindow } from '../../analysis/call/record.ts';
import { NO_TURNING_POINTS, type TurningPoints } from '../../analysis/score/turning-points.ts';
import { STRIP_WINDOWS } from '../../extension/messages/snapshot.ts';
import { marksInView, placeMarks, type StripMark } from './strip-marks.ts';

/** Windows that end at 3, 4, ... and at last at `end` seconds. */
const until = (end: number): AnalysedWindow[] =>
  Array.from({ length: end - 2 }, (_, start) => ({
    start,
    speech: 0,
    probabilities: null,
    distress: null,
  })).slice(-STRIP_WINDOWS);

const turned = (worst: number | null, calm: number | null = null): TurningPoints => ({
  ...NO_TURNING_POINTS,
  worst: worst === null ? null : { time: worst, level: 0.8 },
  recovery: calm === null ? null : { time: calm, after: calm - (worst ?? 0) },
});

const worst = (slot: number): StripMark => ({ kind: 'worst', time: slot, slot });
const calm = (slot: number): StripMark => ({ kind: 'calm', time: slot, slot });

describe('marksInView', () => {
  it('places a moment at the end of the second that showed it', () => {
    expect(marksInView(turned(150, 200), until(200), false)).toEqual([
      { kind: 'worst', time: 150, slot: 70 },
      { kind: 'calm', time: 200, slot: 120 },
    ]);
  });

  it('forgets what has left the two minutes', () => {
    const kinds = (end: number) => marksInView(turned(100, 130), until(end), false).map(({ kind }) => kind);
    expect(kinds(219)).toEqual(['worst', 'calm']);
    expect(kinds(220)).toEqual(['calm']);
    expect(kinds(250)).toEqual([]);
  });

  it('waits ten seconds for a worse moment, unless the call is over', () => {
    expect(marksInView(turned(100), until(109), false)).toEqual([]);
    expect(marksInView(turned(100), until(110), false)).toHaveLength(1);
    expect(marksInView(turned(100), until(100), true)).toHaveLength(1);
  });

  it('marks nothing in a calm call, nor before the first window', () => {
    expect(marksInView(NO_TURNING_POINTS, until(200), true)).toEqual([]);
    expect(marksInView(turned(10, 20), [], true)).toEqual([]);
  });
});

describe('placeMarks', () => {
  // 18 rem are the panel at 320 px: a word takes 18.3 slots, a shape 5.
  const sidesOf = (...marks: StripMark[]) => placeMarks(marks, 18).map(({ kind, word }) => [kind, word]);

  it('lets the words part: the worst moment’s before its line, the recovery’s after it', () => {
    expect(sidesOf(worst(60), calm(70))).toEqual([
      ['worst', 'left'],
      ['calm', 'right'],
    ]);
  });

  it('puts a word on the other side at the ends of the strip', () => {
    expect(sidesOf(worst(4), calm(115))).toEqual([
      ['worst', 'right'],
      ['calm', 'left'],
    ]);
  });

  it('leaves a shape alone where its word has no room on either side', () => {
    expect(sidesOf(worst(105), calm(115))).toEqual([
      ['worst', 'left'],
      ['calm', null],
    ]);
    expect(sidesOf(worst(4), calm(20))).toEqual([
      ['worst', null],
      ['calm', 'right'],
    ]);
  });

  it('keeps the later of two that would touch', () => {
    expect(sidesOf(worst(60), calm(64))).toEqual([['calm', 'right']]);
  });

  it('places nothing before the width is known', () => {
    expect(placeMarks([worst(60)], 0)).toEqual([]);
  });

  it('never lets words and shapes meet or leave the strip, at any width', () => {
    const slot = fc.double({ min: 0, max: STRIP_WINDOWS, noNaN: true });
    fc.assert(
      fc.property(slot, slot, fc.double({ min: 8, max: 80, noNaN: true }), (a, b, widthRem) => {
        const remOf = (slots: number) => (slots / STRIP_WINDOWS) * widthRem;
        const marks = placeMarks([worst(Math.min(a, b)), calm(Math.max(a, b))], widthRem);
        const taken = marks.map(({ slot, word }) => ({
          from: remOf(slot) - (word === 'left' ? 2.75 : 0.3125),
          to: remOf(slot) + (word === 'right' ? 2.75 : 0.3125),
        }));
        for (const [index, { from, to }] of taken.entries()) {
          // A shape on the very edge may stand over it by its half.
          expect(from).toBeGreaterThan(-0.313);
          expect(to).toBeLessThan(widthRem + 0.313);
          expect(from).toBeGreaterThan(taken[index - 1]?.to ?? Number.NEGATIVE_INFINITY);
        }
      }),
    );
  });
});
