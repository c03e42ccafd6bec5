import { describe, expect, it } from 'vitest';
import { MAX_WINDOWS_BEHIND, mayBeClassified, standingOf, type WindowStanding } from './window-standing.ts';

const inHand = (...standings: WindowStanding[]) => standings.map((standing) => ({ standing }));

describe('how a window stands', () => {
  it.each([
    { hand: inHand(), expected: 'counted' },
    { hand: inHand('counted', 'counted'), expected: 'counted' },
    { hand: inHand('counted', 'cold', 'excused'), expected: 'excused' },
    // Everything of the outage is back: what comes now counts again.
    { hand: inHand('excused', 'counted'), expected: 'counted' },
  ] as const)('with a warm engine and $hand in hand: $expected', ({ hand, expected }) => {
    expect(standingOf(true, hand)).toBe(expected);
  });

  it('is cold while the engine loads, and so is all that is in hand', () => {
    const hand = inHand('counted', 'excused');
    expect(standingOf(false, hand)).toBe('cold');
    expect(hand).toEqual(inHand('cold', 'cold'));
  });
});

it('leaves a window to the speech gate only when enough of those in hand count as behind', () => {
  const late = inHand(...Array<WindowStanding>(MAX_WINDOWS_BEHIND).fill('counted'));
  expect(mayBeClassified('counted', late)).toBe(false);
  expect(mayBeClassified('counted', [...late.slice(1), ...inHand('cold', 'excused')])).toBe(true);
  expect(mayBeClassified('excused', late)).toBe(true);
  expect(mayBeClassified('cold', late)).toBe(true);
});
