import { expect, it } from 'vitest';
import { fixtureSnapshot } from '../../tests/support/fixture-calls.ts';
import type { CallState, LiveSnapshot } from '../extension/messages/snapshot.ts';
import { badgeOf } from './badge.ts';
import { withoutRunningScores } from './held-back-score.ts';

const liveOf = (state: CallState): LiveSnapshot => ({
  engine: { kind: 'ready', name: 'default', model: 'm', change: null },
  calls: [fixtureSnapshot({ id: 'a', seed: 15, course: 'flared', seconds: 150, state })],
});

it.each(['listening', 'held'] as const)(
  'a call that is %s tells neither its score nor what follows from it',
  (state) => {
    const live = liveOf(state);
    const [open] = live.calls;
    const [held] = withoutRunningScores(live).calls;
    expect(open?.score).not.toBeNull();
    expect(held).toMatchObject({
      score: null,
      interval: null,
      classicScore: null,
      reasons: [],
      scoreOverTime: [],
      turningPoints: { escalation: null, worst: null, recovery: null },
      scoreHeldBack: true,
    });
    expect(held?.reading).toEqual(open?.reading);
    expect(held?.windows).toEqual(open?.windows);
  },
);

it('a call that is over tells all', () => {
  const live = liveOf('ended');
  expect(withoutRunningScores(live)).toEqual(live);
});

it('the badge of such a call shows no figure', () => {
  expect(badgeOf(liveOf('listening')).text).toMatch(/\d/);
  expect(badgeOf(withoutRunningScores(liveOf('listening')))).toEqual({
    text: '…',
    title: 'Evenkeel: listening. The score is shown when the call is over',
  });
});
