import { expect, it } from 'vitest';
import { fixtureSummary, fixtureWindows } from '../../../tests/support/fixture-calls.ts';
import { followedRecord, hasGoneOn } from './stored-record.ts';

const OPTIONS = { id: 'a', seed: 3, course: 'resolved', seconds: 60, state: 'ended' } as const;
const record = { ...fixtureSummary(OPTIONS), windows: fixtureWindows(OPTIONS), scoreOverTime: [] };

it('takes over what was changed elsewhere, and keeps its windows', () => {
  const changed = { ...fixtureSummary(OPTIONS), callReference: 'CASE-77' };
  const followed = followedRecord(record, [changed]);
  expect(followed?.callReference).toBe('CASE-77');
  expect(followed?.windows).toBe(record.windows);
});

it('never takes a figure that its windows don’t give', () => {
  const longer = { ...fixtureSummary(OPTIONS), seconds: 90, score: 1.5, callReference: 'CASE-77' };
  expect(followedRecord(record, [longer])).toEqual({ ...record, callReference: 'CASE-77' });
});

it('tells a call that went on or ended from one that was only annotated', () => {
  expect(hasGoneOn(record, fixtureSummary(OPTIONS))).toBe(false);
  expect(hasGoneOn(record, { ...record, seconds: 61 })).toBe(true);
  expect(hasGoneOn(record, { ...record, speechSeconds: record.speechSeconds + 1 })).toBe(true);
  expect(hasGoneOn(record, { ...record, endedAt: null })).toBe(true);
});

it('lets a call go that is no longer stored', () => {
  expect(followedRecord(record, [{ ...fixtureSummary(OPTIONS), id: 'b' }])).toBeNull();
  expect(followedRecord(null, [])).toBeNull();
});
