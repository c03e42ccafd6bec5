import { describe, expect, it } from 'vitest';
import { fixtureSummary } from '../../../tests/support/fixture-calls.ts';
import {
  consolesOf,
  filteredCalls,
  filterInAddress,
  isNoFilter,
  NO_FILTER,
  verdictNamed,
} from './shelf-filter.ts';

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
  it('goes by the console', () => {
    expect(ids({ console: 'https://desk.example.com' })).toEqual(['noted', 'calm']);
    expect(ids({ console: 'https://example.com' })).toEqual([]);
  });
  it.each([
    [{ from: '2026-06-12', to: '2026-06-12' }, ['billing', 'noted']],
    [{ from: '2026-05-03' }, ['billing', 'noted']],
    [{ to: '2026-05-02' }, ['calm']],
    [{ from: '2026-06-12', to: '2026-05-02' }, []],
    [{ from: '2026-05-02', console: 'https://desk.example.com', text: 'refund' }, ['noted']],
  ])('goes by the days, the last one included: %j', (filter, expected) => {
    expect(ids(filter)).toEqual(expected);
  });
});

it('knows whether there is a filter at all', () => {
  expect(isNoFilter({ ...NO_FILTER })).toBe(true);
  for (const filter of [
    { text: 'a' },
    { console: 'a' },
    { from: 'a' },
    { to: 'a' },
    { verdict: 'eased' as const },
  ]) {
    expect(isNoFilter({ ...NO_FILTER, ...filter })).toBe(false);
  }
});

it('lists each console once', () => {
  expect(consolesOf(calls)).toEqual(['https://billing.example.com', 'https://desk.example.com']);
});

it('takes only verdicts that there are', () => {
  expect(verdictNamed('eased')).toBe('eased');
  expect(verdictNamed('')).toBeNull();
});

it('begins with the days that the address names, where they are days', () => {
  expect(filterInAddress('?from=2026-06-12&to=2026-06-13')).toEqual({
    ...NO_FILTER,
    from: '2026-06-12',
    to: '2026-06-13',
  });
  expect(filterInAddress('?call=a&from=friday')).toEqual(NO_FILTER);
});
