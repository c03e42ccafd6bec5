import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { EMOTIONS, type Probabilities } from '../emotion/emotions.ts';
import { LiveScore } from './live-score.ts';
import type { HeardWindow } from './record.ts';

const probabilities = fc
  .tuple(...EMOTIONS.map(() => fc.double({ min: 0.01, max: 1, noNaN: true })))
  .map((weights) => {
    const total = weights.reduce((sum, weight) => sum + weight, 0);
    return Object.fromEntries(
      EMOTIONS.map((emotion, i) => [emotion, (weights[i] ?? 0) / total]),
    ) as unknown as Probabilities;
  });

/** Windows one a second; null is a second of silence, or of the agent, who is silence on the customer's channel. */
function windowsOf(course: readonly (Probabilities | null)[]): HeardWindow[] {
  return course.map((heard, start) => ({
    start,
    speech: heard === null ? 0 : 0.8,
    probabilities: heard,
  }));
}

function assess(course: readonly (Probabilities | null)[]) {
  const score = new LiveScore();
  for (const window of windowsOf(course)) score.push(window);
  return score.assess();
}

describe('the score of a call', () => {
  it('is not changed by silence or by what the agent says, wherever it falls', () => {
    fc.assert(
      fc.property(
        fc.array(probabilities, { minLength: 9, maxLength: 30 }),
        fc.array(fc.nat(29), { maxLength: 20 }),
        (speech, pauses) => {
          const withPauses = speech.flatMap((heard, i) => [
            ...pauses.filter((at) => at === i).map(() => null),
            heard,
          ]);
          const [plain, paused] = [assess(speech), assess([...withPauses, null])];
          expect(paused.score).toBe(plain.score);
          expect(paused.interval).toEqual(plain.interval);
          expect(paused.verdict).toBe(plain.verdict);
          expect(paused.turningPoints.worst?.level).toBe(plain.turningPoints.worst?.level);
        },
      ),
      { numRuns: 20 },
    );
  });

  it('names its turning points at the end of the windows that showed them, and rests its reasons on them', () => {
    const angry = { anger: 0.9, disgust: 0.02, fear: 0.02, happy: 0.02, neutral: 0.02, sadness: 0.02 };
    const calm = { ...angry, anger: 0.02, neutral: 0.9 };
    const { turningPoints, reasons, verdict } = assess([
      ...Array<Probabilities>(20).fill(angry),
      ...Array<null>(40).fill(null),
      ...Array<Probabilities>(30).fill(calm),
    ]);
    expect(verdict).toBe('de-escalated');
    expect(turningPoints.escalation).toBeNull();
    // The opening's ninth window, of seconds 8 to 11.
    expect(turningPoints.worst?.time).toBe(11);
    // Six calm windows bring the level of nine below calm.
    expect(turningPoints.recovery).toEqual({ time: 68, after: 57 });
    expect(reasons.map(({ text }) => text)).toEqual([
      'Sounds calm since 1:08',
      'Arrived very distressed, calm since 1:08',
      'Did not get worse than on arrival',
      'Most of the call was calm',
    ]);
  });

  it('does not rise by more than half a point in a call that stays as it is, however the voice sounds', () => {
    fc.assert(
      fc.property(probabilities, (window) => {
        const scores = windowsOf(Array<Probabilities>(120).fill(window));
        const live = new LiveScore();
        const course = scores.flatMap((heard) => live.push(heard).point?.score ?? []);
        expect((course.at(-1) ?? 0) - (course[0] ?? 0)).toBeLessThanOrEqual(0.5);
      }),
      { numRuns: 30 },
    );
  });

  it('has neither score nor interval nor turning points before there is enough speech', () => {
    const { score, interval, turningPoints, verdict } = assess([null, null]);
    expect({ score, interval, verdict }).toEqual({
      score: null,
      interval: null,
      verdict: 'not-enough-speech',
    });
    expect(turningPoints).toEqual({ escalation: null, worst: null, recovery: null });
  });
});
