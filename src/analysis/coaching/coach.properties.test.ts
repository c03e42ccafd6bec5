import fc from 'fast-check';
import { afterAll, expect, it } from 'vitest';
import { coach } from '../../../tests/support/coach-course.ts';
import { EMOTIONS } from '../emotion/emotions.ts';
import {
  COOL_DOWN_SECONDS,
  MAX_SHOWN_SECONDS,
  MIN_SHOWN_SECONDS,
  SAME_KIND_COOL_DOWN_SECONDS,
} from './constants.ts';
import type { CoachWindow } from './evidence.ts';
import { NUDGE_KINDS, type NudgeKind } from './nudge.ts';

// Stretches rather than single windows: of windows drawn one by one almost none would raise anything.
const emotion = fc.constantFrom(...EMOTIONS);
const stretch = fc.record({
  seconds: fc.integer({ min: 1, max: 70 }),
  leading: fc.option(emotion, { nil: null, freq: 3 }),
  // What is left is shared evenly.
  sure: fc.double({ min: 0.1, max: 1, noNaN: true }),
  // Not bound to the probabilities: the rules must hold whatever the panel names.
  reading: fc.option(fc.constantFrom(...EMOTIONS, 'not-sure' as const), { nil: null, freq: 2 }),
  gapSeconds: fc.oneof(
    { weight: 6, arbitrary: fc.constant(0) },
    { arbitrary: fc.double({ min: 0, max: 90, noNaN: true }), weight: 1 },
  ),
});

const calls = fc
  .tuple(fc.array(stretch, { minLength: 1, maxLength: 14 }), fc.integer({ min: 0, max: 60 }))
  .map(([stretches, scoredFrom]) => {
    let seconds = 2;
    let heard = 0;
    return stretches.flatMap(({ seconds: length, leading, sure, reading, gapSeconds }) => {
      seconds += gapSeconds;
      return Array.from({ length }, (): CoachWindow => {
        seconds++;
        if (leading === null) return { seconds, speech: null, reading: null, scored: heard > scoredFrom };
        heard++;
        const rest = (1 - sure) / (EMOTIONS.length - 1);
        const of = (name: (typeof EMOTIONS)[number]) => (name === leading ? sure : rest);
        const probabilities = {
          anger: of('anger'),
          disgust: of('disgust'),
          fear: of('fear'),
          happy: of('happy'),
          neutral: of('neutral'),
          sadness: of('sadness'),
        };
        const distress = ['happy', 'neutral'].includes(leading) ? 1 - sure : sure;
        return {
          seconds,
          speech: { probabilities, distress },
          reading: reading ?? leading,
          scored: heard > scoredFrom,
        };
      });
    });
  });

const wantedKinds = fc.subarray([...NUDGE_KINDS]).map((kinds) => new Set<NudgeKind>(kinds));
const RUNS = { numRuns: 300 };

const raisedKinds = new Set<NudgeKind>();
afterAll(() => {
  // The rules below are about something only if the drawn calls raise every kind.
  expect(raisedKinds).toEqual(new Set(NUDGE_KINDS));
});

it('shows at most one nudge at a time, with a pause after each and a longer one before the same kind', () => {
  fc.assert(
    fc.property(calls, (windows) => {
      const { shown } = coach(windows);
      for (const [index, nudge] of shown.entries()) {
        raisedKinds.add(nudge.kind);
        for (const before of shown.slice(0, index)) {
          expect(before.until).not.toBeNull();
          const pause = nudge.since - (before.until ?? 0);
          expect(pause).toBeGreaterThanOrEqual(
            before.kind === nudge.kind ? SAME_KIND_COOL_DOWN_SECONDS : COOL_DOWN_SECONDS,
          );
        }
      }
    }),
    RUNS,
  );
});

it('leaves a nudge as it is for its minimum, and takes it away by its maximum', () => {
  fc.assert(
    fc.property(calls, (windows) => {
      for (const { since, until } of coach(windows).shown) {
        const last = windows.at(-1)?.seconds ?? 0;
        if (until === null) expect(last - since).toBeLessThan(MAX_SHOWN_SECONDS);
        else expect(until - since).toBeGreaterThanOrEqual(MIN_SHOWN_SECONDS);
        // It goes with the first window at or after its maximum.
        const seenAfter = windows.filter(({ seconds }) => seconds - since >= MAX_SHOWN_SECONDS);
        if (seenAfter[0]) expect(until ?? Infinity).toBeLessThanOrEqual(seenAfter[0].seconds);
      }
    }),
    RUNS,
  );
});

it('raises nothing while the reading is not sure, without a score, or from silence, but for a long silence', () => {
  fc.assert(
    fc.property(calls, (windows) => {
      for (const { kind, since } of coach(windows).shown) {
        const raisedBy = windows.find(({ seconds }) => seconds === since);
        expect(raisedBy?.reading).not.toBe('not-sure');
        if (kind === 'long-silence') {
          expect(raisedBy?.speech).toBeNull();
          expect(windows.some(({ speech, seconds }) => speech !== null && seconds < since)).toBe(true);
        } else {
          expect(raisedBy?.speech).not.toBeNull();
          expect(raisedBy?.scored).toBe(true);
        }
      }
    }),
    RUNS,
  );
});

it('raises only what is wanted', () => {
  fc.assert(
    fc.property(calls, wantedKinds, (windows, wanted) => {
      for (const { kind } of coach(windows, wanted).shown) expect(wanted.has(kind)).toBe(true);
    }),
    RUNS,
  );
});

it('is the same for the same windows, and knows nothing of windows to come', () => {
  fc.assert(
    fc.property(calls, fc.nat(), (windows, cut) => {
      const { states } = coach(windows);
      expect(coach(windows).states).toEqual(states);
      const length = cut % (windows.length + 1);
      expect(coach(windows.slice(0, length)).states).toEqual(states.slice(0, length));
    }),
    { numRuns: 60 },
  );
});
