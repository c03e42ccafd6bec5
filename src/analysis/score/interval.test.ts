import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { SCORE_CONSTANTS, type ScoreConstants } from './constants.ts';
import { distressOf, sampleDistress } from './distress.ts';
import { INITIAL_INTERVAL_STATE, intervalOf, intervalStep } from './interval.ts';
import { INITIAL_SCORE_STATE, scoreOf, scoreStep } from './score.ts';

const share = fc.double({ min: 0, max: 0.25, noNaN: true });
const window = fc.record({ anger: share, disgust: share, fear: share, sadness: share });
type Window = { anger: number; disgust: number; fear: number; sadness: number };

const INTERVAL_MARGIN = SCORE_CONSTANTS[2].intervalMargin;

function analyse(windows: readonly Window[], change: Partial<ScoreConstants> = {}) {
  const constants = { ...SCORE_CONSTANTS[2], ...change };
  const state = windows.reduce(
    (before, window) => intervalStep(before, window, constants),
    INITIAL_INTERVAL_STATE,
  );
  const score =
    scoreOf(
      windows
        .map((window) => distressOf(window))
        .reduce((before, d) => scoreStep(before, d), INITIAL_SCORE_STATE),
    )?.score ?? null;
  return { score, interval: score === null ? null : intervalOf(state, score, constants) };
}

describe('the interval', () => {
  it('holds the score, stays on the scale and is the same for the same windows', () => {
    fc.assert(
      fc.property(fc.array(window, { minLength: 9, maxLength: 40 }), (windows) => {
        const { score, interval } = analyse(windows);
        if (score === null || interval === null) throw new Error('nine windows give a score');
        expect(interval[0]).toBeLessThanOrEqual(score);
        expect(interval[1]).toBeGreaterThanOrEqual(score);
        expect(interval[0]).toBeGreaterThanOrEqual(1);
        expect(interval[1]).toBeLessThanOrEqual(10);
        expect(analyse(windows).interval).toEqual(interval);
      }),
      { numRuns: 30 },
    );
  });

  it('is absent without a score', () => {
    expect(analyse([{ anger: 0.2, disgust: 0, fear: 0, sadness: 0 }]).interval).toBeNull();
  });

  it('is as narrow as its margin where the model is certain and wide where it is not', () => {
    const certain = Array<Window>(30).fill({ anger: 1, disgust: 0, fear: 0, sadness: 0 });
    const unsure = Array<Window>(30).fill({ anger: 0.3, disgust: 0.1, fear: 0.1, sadness: 0.1 });
    const [low, high] = analyse(certain).interval ?? [0, 10];
    expect(high - low).toBeCloseTo(2 * INTERVAL_MARGIN);
    const [unsureLow, unsureHigh] = analyse(unsure).interval ?? [0, 0];
    expect(unsureHigh - unsureLow).toBeGreaterThan(2 * INTERVAL_MARGIN + 0.5);
  });

  it('covers the true score about as often as it claims, without its margin, when the probabilities are right', () => {
    // Truths are drawn the way overlapping windows err: three neighbours share one draw.
    const calls = 150;
    let seed = 7;
    const random = () => {
      seed = (Math.imul(seed, 1664525) + 1013904223) >>> 0;
      return seed / 2 ** 32;
    };
    let covered = 0;
    for (let call = 0; call < calls; call++) {
      const windows: Window[] = [];
      const truth: number[] = [];
      for (let block = 0; block < 20; block++) {
        const anger = random() * 0.6;
        const probabilities = { anger, disgust: random() * 0.2, fear: 0.05, sadness: 0.1 };
        const u = random();
        for (let repeat = 0; repeat < 3; repeat++) {
          windows.push(probabilities);
          truth.push(sampleDistress(probabilities, u));
        }
      }
      const { interval } = analyse(windows, { voiceError: 0, intervalMargin: 0 });
      const oracle = scoreOf(truth.reduce((before, d) => scoreStep(before, d), INITIAL_SCORE_STATE))?.score;
      if (interval === null || oracle === undefined) throw new Error('sixty windows give a score');
      if (oracle >= interval[0] && oracle <= interval[1]) covered++;
    }
    expect(covered / calls).toBeGreaterThan(0.7);
    expect(covered / calls).toBeLessThan(0.92);
  });
});
