import { describe, expect, it } from 'vitest';
import { fixtureSnapshot, fixtureSummary } from '../../../tests/support/fixture-calls.ts';
import type { CallState, LiveSnapshot } from '../../extension/messages/snapshot.ts';
import { LISTED_CALLS, makePopupModel, type PastCalls } from './popup-model.ts';

const stored = (...ids: string[]): PastCalls => ({
  kind: 'ready',
  calls: ids.map((id, index) => fixtureSummary({ id, seed: index, course: 'calm', seconds: 14 })),
});
const live = (...calls: [string, CallState][]): LiveSnapshot => ({
  engine: { kind: 'ready', name: 'default', model: 'm', change: null },
  calls: calls.map(([id, state]) => fixtureSnapshot({ id, seed: 1, course: 'calm', seconds: 14, state })),
});
const idsOf = (calls: readonly { id: string }[] | null) => calls?.map(({ id }) => id);

describe('makePopupModel', () => {
  it('is about the call that is running, and lists neither it nor others on the line', () => {
    const view = makePopupModel(live(['b', 'listening'], ['a', 'held']), stored('b', 'a', 'x', 'y'));
    expect(view.headline).toMatchObject({ id: 'b', state: 'listening' });
    expect(idsOf(view.earlier)).toEqual(['x', 'y']);
  });

  it('is about the call that has just ended, with the score that the panel showed', () => {
    const snapshot = live(['a', 'ended']);
    const view = makePopupModel(snapshot, stored('a', 'x'));
    expect(view.headline?.score).toBe(snapshot.calls[0]?.score);
    expect(idsOf(view.earlier)).toEqual(['x']);
  });

  it('is about the newest stored call when the analysis was started afresh', () => {
    expect(makePopupModel(live(), stored('x', 'y'))).toMatchObject({
      headline: { id: 'x', state: 'ended' },
      earlier: [{ id: 'y' }],
    });
  });

  it('shows something before anything is known', () => {
    expect(makePopupModel(null, { kind: 'loading' })).toEqual({
      headline: null,
      earlier: null,
      problem: null,
      listensToTab: false,
    });
  });

  it('lists ten calls at most', () => {
    const many = stored(...Array.from({ length: 14 }, (_, index) => `call-${index}`));
    expect(makePopupModel(live(), many).earlier).toHaveLength(LISTED_CALLS);
  });

  it('says what is wrong', () => {
    expect(makePopupModel(live(), { kind: 'failed', problem: 'No storage.' }).problem).toBe('No storage.');
  });
});
