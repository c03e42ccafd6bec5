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

  it('is what it would be had the first windows been heard at once as they are read later', () => {
    fc.assert(
      fc.property(
        fc.array(fc.option(probabilities), { minLength: 12, maxLength: 40 }),
        fc.array(probabilities, { minLength: 9, maxLength: 9 }),
        fc.nat(8),
        (course, now, before) => {
          const windows = windowsOf(course);
          const known = windows.slice(before);
          const first = known.filter(({ probabilities: heard }) => heard !== null).slice(0, 9);
          const reread = first.map(({ start }, i) => ({ start, probabilities: now[i] as Probabilities }));

          const live = new LiveScore(3);
          for (const window of windows.slice(0, before)) live.push(window);
          live.beginVoice();
          const scored = known.map((window) => live.push(window));
          const again = new Map(live.knowVoice(reread).map((one) => [one.window.start, one]));

          const atOnce = new LiveScore(3);
          const expected = windows.map((window) => {
            const better = reread.find(({ start }) => start === window.start);
            return atOnce.push({ ...window, ...better });
          });
          expect(live.assess()).toEqual(atOnce.assess());
          expect(live.trend).toBe(atOnce.trend);
          expect(live.speechSeconds).toBeCloseTo(atOnce.speechSeconds, 10);
          expect(scored.map((one) => again.get(one.window.start) ?? one)).toEqual(expected.slice(before));
        },
      ),
      { numRuns: 20 },
    );
  });

  it('is of the version for models with context where the first speech was read in context', () => {
    const [speech] = windowsOf([
      { anger: 0.1, disgust: 0.1, fear: 0.1, happy: 0.1, neutral: 0.5, sadness: 0.1 },
    ]);
    const [silence] = windowsOf([null]);
    if (speech === undefined || silence === undefined) throw new Error('There are two windows.');
    const inContext = new LiveScore();
    inContext.push(silence);
    inContext.beginVoice();
    inContext.push(speech);
    expect(inContext.version).toBe(3);
    // Nothing is corrected that the context has taken away.
    expect(inContext.push(speech).window.distress).toBeCloseTo(0.1 + 0.08 + 0.08 + 0.07, 10);
    const plain = new LiveScore();
    plain.push(speech);
    plain.beginVoice();
    expect(plain.version).toBe(2);
  });
});
