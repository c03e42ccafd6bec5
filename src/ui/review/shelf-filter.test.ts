import { describe, expect, it } from 'vitest';
import { fixtureSummary } from '../../../tests/gallery/fixture-calls.ts';
import { filteredCalls, NO_FILTER, verdictNamed } from './shelf-filter.ts';

const NOW = new Date('2026-06-12T15:00:00.000Z');
const base = fixtureSummary({ id: 'a', seed: 3, course: 'resolved', seconds: 90, state: 'ended' });
const calls = [
  { ...base, id: 'billing', console: 'https://billing.example.com', callReference: 'CASE-77' },
  { ...base, id: 'noted', notes: [{ time: 3, author: 'Agent', text: 'Wants a refund' }] },
  { ...base, id: 'calm', startedAt: '2026-05-02T09:00:00.000Z', verdict: 'no-escalation' as const },
];
const ids = (filter: Partial<typeof NO_FILTER>) =>
  filteredCalls(calls, { ...NO_FILTER, ...filter }, NOW).map(({ id }) => id);

describe('the filter of stored calls', () => {
  it('shows all without a filter', () => expect(ids({})).toEqual(['billing', 'noted', 'calm']));
  it.each([
    ['billing', ['billing']],
    ['case-77', ['billing']],
    ['REFUND', ['noted']],
    ['refund wants', ['noted']],
    ['2026-05-02', ['calm']],
    ['desk 2026-05', ['calm']],
    ['nothing of the kind', []],
  ])('finds "%s" in address, reference, date or notes', (text, expected) => {
    expect(ids({ text })).toEqual(expected);
  });
  it('goes by the verdict', () => expect(ids({ verdict: 'no-escalation' })).toEqual(['calm']));
});

it('takes only verdicts that there are', () => {
  expect(verdictNamed('eased')).toBe('eased');
  expect(verdictNamed('')).toBeNull();
});
