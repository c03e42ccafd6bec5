import fc from 'fast-check';
import { expect, it } from 'vitest';
import { FIRST_WAIT_MS, LONGEST_ASKED_MS, LONGEST_WAIT_MS, waitBeforeRetry } from './backoff.ts';

const random = fc.double({ min: 0, max: 1, maxExcluded: true, noNaN: true });
const failures = fc.integer({ min: 1, max: 5000 });

it('grows with every failure up to an hour, spread over half of it', () => {
  fc.assert(
    fc.property(failures, random, (count, spread) => {
      const wait = waitBeforeRetry(count, null, spread);
      const whole = Math.min(LONGEST_WAIT_MS, FIRST_WAIT_MS * 2 ** Math.min(count - 1, 60));
      expect(wait).toBeGreaterThanOrEqual(whole / 2);
      expect(wait).toBeLessThanOrEqual(whole);
    }),
  );
});

it('is never shorter than what the endpoint asked for, up to a day', () => {
  fc.assert(
    fc.property(
      failures,
      random,
      fc.integer({ min: 0, max: 10 * LONGEST_ASKED_MS }),
      (count, spread, asked) => {
        const wait = waitBeforeRetry(count, asked, spread);
        expect(wait).toBeGreaterThanOrEqual(Math.min(asked, LONGEST_ASKED_MS));
        expect(wait).toBeLessThanOrEqual(LONGEST_ASKED_MS + LONGEST_WAIT_MS);
      },
    ),
  );
});
