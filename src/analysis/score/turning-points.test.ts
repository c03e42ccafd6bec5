import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { CALM_LEVEL, RELAPSE } from './constants.ts';
import { INITIAL_TURNING_STATE, type TurningPoints, turningStep } from './turning-points.ts';

/** One level a second, the first at 12 s. */
const FIRST = 12;
const pointsOf = (levels: readonly number[]): TurningPoints =>
  levels.reduce((state, level, i) => turningStep(state, level, FIRST + i), INITIAL_TURNING_STATE);

describe('turning points', () => {
  it('are none in a calm call', () => {
    expect(pointsOf([0.1, 0.34, 0.2])).toMatchObject({ escalation: null, worst: null, recovery: null });
  });

  it('name the last calm moment, the worst one and the recovery', () => {
    expect(pointsOf([0.1, 0.2, 0.5, 0.9, 0.6, 0.3, 0.1])).toMatchObject({
      escalation: FIRST + 1,
      worst: { time: FIRST + 3, level: 0.9 },
      recovery: { time: FIRST + 5, after: 2 },
    });
  });

  it('know no beginning where the customer arrived distressed', () => {
    expect(pointsOf([0.8, 0.7, 0.2])).toMatchObject({
      escalation: null,
      worst: { time: FIRST },
      recovery: {},
    });
  });

  it('take a recovery back after a relapse, not after a touch of the border or a misheard sentence', () => {
    expect(pointsOf([0.9, 0.3, 0.4, 0.3])).toMatchObject({ recovery: { time: FIRST + 1 } });
    const relapse = Array<number>(RELAPSE.windows).fill(RELAPSE.level);
    expect(pointsOf([0.9, 0.3, ...relapse.slice(1), 0.3])).toMatchObject({ recovery: { time: FIRST + 1 } });
    expect(pointsOf([0.9, 0.3, ...relapse])).toMatchObject({ recovery: null });
    expect(pointsOf([0.9, 0.3, ...relapse, 0.3])).toMatchObject({ recovery: { time: FIRST + 8, after: 8 } });
  });

  it('stand in order, over any levels', () => {
    fc.assert(
      fc.property(fc.array(fc.double({ min: 0, max: 1, noNaN: true })), (levels) => {
        const { escalation, worst, recovery } = pointsOf(levels);
        const highest = Math.max(0, ...levels);
        if (highest < CALM_LEVEL) expect(worst).toBeNull();
        else expect(worst?.level).toBe(highest);
        if (escalation !== null) expect(escalation).toBeLessThan(worst?.time ?? 0);
        if (recovery !== null) {
          expect(recovery.time).toBe((worst?.time ?? 0) + recovery.after);
          expect(recovery.after).toBeGreaterThan(0);
        }
      }),
    );
  });
});
