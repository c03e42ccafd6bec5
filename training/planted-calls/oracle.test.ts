import { describe, expect, it } from 'vitest';
import { oracleRecovery, oracleScore, type TrueWindow, trueWindows } from './oracle.ts';
import type { PlantedCall } from './plan.ts';

const CALM = 0.05;
const times = (count: number, value: number) => Array<number>(count).fill(value);
const ramp = (from: number, to: number, count: number) =>
  Array.from({ length: count }, (_, index) => from + ((to - from) * index) / (count - 1));

it.each([
  ['arrives at 0.9 and is calm after twelve windows', [...times(12, 0.9), ...times(48, CALM)], 9.3],
  ['calm throughout', times(60, CALM), 7.5],
  ['slow thaw from 0.8 to 0.3', ramp(0.8, 0.3, 60), 6.7],
  ['a spike of ten windows', [...times(25, CALM), ...times(10, 0.9), ...times(25, CALM)], 6.1],
  ['angry throughout', times(60, 0.8), 3.4],
  ['steady escalation', ramp(CALM, 1, 60), 2.0],
])("gives the design's worked value: %s", (_course, distress, score) => {
  expect(oracleScore(distress)).toBeCloseTo(score, 1);
});

it('has no score for fewer than nine windows', () => {
  expect(oracleScore(times(8, 1))).toBeNull();
  expect(oracleScore(times(9, 1))).not.toBeNull();
});

describe('the truth of a window', () => {
  const call = {
    seconds: 9,
    utterances: [
      { clip: { emotion: 'anger' }, start: 1, end: 3 },
      { clip: { emotion: 'neutral' }, start: 4, end: 6 },
    ],
  } as unknown as PlantedCall;

  it('is the mean over its speech, and nothing where it is silent', () => {
    const windows = trueWindows(call);
    expect(windows.map(({ speechSeconds }) => speechSeconds)).toEqual([2, 2, 2, 2, 2, 1, 0]);
    expect(windows.map(({ distress }) => distress)).toEqual([1, 1, 0.5, 0, 0, 0, null]);
  });
});

describe('the true recovery', () => {
  const windows = (distress: readonly (number | null)[]): TrueWindow[] =>
    distress.map((value, start) => ({ start, speechSeconds: value === null ? 0 : 3, distress: value }));

  it('is the end of the first window that is calm for good', () => {
    // Nine windows of 0.9: the level is below 0.35 with the sixth calm one after them.
    expect(oracleRecovery(windows([...times(9, 0.9), ...times(20, 0)]))).toBe(14 + 3);
    const relapsed = [...times(9, 0.9), ...times(20, 0), ...times(9, 0.9), ...times(20, 0)];
    expect(oracleRecovery(windows(relapsed))).toBe(29 + 14 + 3);
  });

  it('counts silence as time', () => {
    expect(oracleRecovery(windows([...times(9, 0.9), null, null, ...times(20, 0)]))).toBe(16 + 3);
  });

  it('is none where nothing escalated, or nothing got better', () => {
    expect(oracleRecovery(windows(times(30, 0.1)))).toBeNull();
    expect(oracleRecovery(windows(times(30, 0.9)))).toBeNull();
  });
});
