import { expect, it } from 'vitest';
import { fixtureSummary, fixtureWindows } from '../../../tests/gallery/fixture-calls.ts';
import { followedRecord } from './stored-record.ts';

const OPTIONS = { id: 'a', seed: 3, course: 'resolved', seconds: 60, state: 'ended' } as const;
const record = { ...fixtureSummary(OPTIONS), windows: fixtureWindows(OPTIONS), scoreOverTime: [] };

it('takes over what was changed elsewhere, and keeps its windows', () => {
  const changed = { ...fixtureSummary(OPTIONS), callReference: 'CASE-77' };
  const followed = followedRecord(record, [changed]);
  expect(followed?.callReference).toBe('CASE-77');
  expect(followed?.windows).toBe(record.windows);
});

it('lets a call go that is no longer stored', () => {
  expect(followedRecord(record, [{ ...fixtureSummary(OPTIONS), id: 'b' }])).toBeNull();
  expect(followedRecord(null, [])).toBeNull();
});
