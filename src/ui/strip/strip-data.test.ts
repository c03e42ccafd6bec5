import { describe, expect, it } from 'vitest';
import { fixtureWindows } from '../../../tests/support/fixture-calls.ts';
import type { AnalysedWindow } from '../../analysis/call/record.ts';
import type { Probabilities } from '../../analysis/emotion/emotions.ts';
import { STRIP_WINDOWS } from '../../extension/messages/snapshot.ts';
import { dominantRuns } from './dominant-runs.ts';
import { HALF_SECONDS, onHalfSeconds, slotsOf, smoothed, stackLines, valenceLines } from './strip-data.ts';
import { stripRows, stripSentence } from './strip-summary.ts';

const only = (emotion: keyof Probabilities): Probabilities => ({
  anger: 0,
  disgust: 0,
  fear: 0,
  happy: 0,
  neutral: 0,
  sadness: 0,
  [emotion]: 1,
});
const window = (start: number, emotion: keyof Probabilities | null): AnalysedWindow => ({
  start,
  speech: emotion ? 1 : 0,
  probabilities: emotion && only(emotion),
  distress: emotion && 0,
});
const windows = (count: number, emotion: keyof Probabilities | null, from = 0) =>
  Array.from({ length: count }, (_, index) => window(from + index, emotion));

describe('slotsOf', () => {
  it('puts the newest window last, and leaves what was before the call empty', () => {
    const slots = slotsOf([window(0, 'anger'), window(1, 'happy')]);
    expect(slots).toHaveLength(STRIP_WINDOWS);
    expect(slots.at(-1)).toEqual(only('happy'));
    expect(slots.at(-2)).toEqual(only('anger'));
    expect(slots.at(-3)).toBeNull();
  });

  it('leaves a gap where a hold was, also when the windows after it start between two seconds', () => {
    const slots = slotsOf([window(0, 'anger'), window(5.4, 'happy'), window(6.4, 'happy')]);
    expect(slots.map((slot) => slot !== null).slice(-8)).toEqual([
      false,
      true,
      false,
      false,
      false,
      false,
      true,
      true,
    ]);
  });

  it('drops what is older than two minutes', () => {
    expect(slotsOf([window(0, 'anger'), window(500, 'happy')]).filter((slot) => slot !== null)).toHaveLength(
      1,
    );
  });
});

describe('onHalfSeconds', () => {
  it('keeps the width of a lone second and the gaps around it', () => {
    expect(onHalfSeconds([null, 4, null])).toEqual([null, null, 4, 4, 4, null, null]);
  });

  it('meets in the middle between two seconds', () => {
    expect(onHalfSeconds([2, 4])).toEqual([2, 2, 3, 4, 4]);
  });

  it('has a time for every point', () => {
    expect(onHalfSeconds(slotsOf([]).map(() => 0))).toHaveLength(HALF_SECONDS.length);
    expect(HALF_SECONDS[0]).toBe(-120);
    expect(HALF_SECONDS.at(-1)).toBe(0);
  });
});

describe('stackLines', () => {
  it('rises to 1 wherever there is speech, and never falls from one emotion to the next', () => {
    const lines = stackLines(slotsOf(fixtureWindows({ seed: 1, course: 'worried', seconds: 90 })));
    for (const [index] of HALF_SECONDS.entries()) {
      const column = lines.map((line) => line[index] ?? null);
      if (column.includes(null)) {
        expect(column.every((value) => value === null)).toBe(true);
        continue;
      }
      expect(column).toEqual(column.toSorted((a, b) => (a ?? 0) - (b ?? 0)));
      expect(column.at(-1)).toBeCloseTo(1, 9);
    }
  });
});

describe('valence', () => {
  it('is above the middle when happy or neutral, below it otherwise', () => {
    const { above, below } = valenceLines(slotsOf([window(0, 'happy'), window(1, null), window(2, 'fear')]));
    expect(above.slice(-6)).toEqual([1, 1, null, 0, 0, 0]);
    expect(below.slice(-6)).toEqual([0, 0, null, -1, -1, -1]);
  });

  it('is smoothed over speech alone', () => {
    expect(smoothed([1, null, 0, 0.5])).toEqual([1, null, 0.5, 0.5]);
  });
});

describe('dominantRuns', () => {
  it('marks leads that are long enough, in the middle of their area', () => {
    const runs = dominantRuns(slotsOf([...windows(12, 'anger'), ...windows(4, 'happy', 12)]), new Set());
    expect(runs).toEqual([{ emotion: 'anger', middle: STRIP_WINDOWS - 10, height: 0.5, thickness: 1 }]);
  });

  it('leaves the place of a line free', () => {
    const slots = slotsOf(windows(40, 'anger'));
    const middlesWith = (...cuts: number[]) => dominantRuns(slots, new Set(cuts)).map(({ middle }) => middle);
    expect(middlesWith()).toEqual([100]);
    expect(middlesWith(100)).toEqual([90, 110]);
    expect(middlesWith(115)).toEqual([97.5]);
  });
});

describe('in words', () => {
  it('says what was, and what is now when that differs', () => {
    expect(stripSentence(windows(40, 'anger'), [])).toBe(
      'In the last two minutes the customer sounded mostly angry.',
    );
    expect(stripSentence([...windows(60, 'anger'), ...windows(16, 'neutral', 60)], [])).toBe(
      'In the last two minutes the customer sounded mostly angry; lately neutral.',
    );
    expect(stripSentence([...windows(60, 'anger'), ...windows(20, null, 60)], [])).toContain(
      'lately they didn’t speak',
    );
    expect(stripSentence([], [])).toBe('No speech from the customer in the last two minutes.');
  });

  it('lists stretches of ten seconds, newest first, none from before the call', () => {
    const rows = stripRows([...windows(10, 'anger'), ...windows(10, null, 10)], []);
    expect(rows.map(({ time, emotion }) => [time, emotion])).toEqual([
      [22, null],
      [12, 'anger'],
      [2, null],
    ]);
  });

  it('say how the call turned', () => {
    const call = [...windows(30, 'anger'), ...windows(30, 'neutral', 30)];
    const marks = [
      { kind: 'worst', time: 32, slot: 90 },
      { kind: 'calm', time: 43, slot: 101 },
    ] as const;
    expect(stripSentence(call, marks)).toMatch(/; lately neutral\. Worst at 0:32, calm again at 0:43\.$/);
    expect(stripSentence(call, marks.slice(1))).toMatch(/ Calm again at 0:43\.$/);
    const turned = stripRows(call, marks).filter(({ turns }) => turns.length > 0);
    expect(turned.map(({ time, turns }) => [time, turns])).toEqual([
      [52, ['calm']],
      [32, ['worst']],
    ]);
  });
});
