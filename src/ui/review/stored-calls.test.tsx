// @vitest-environment happy-dom

import { render } from 'preact';
import { act } from 'preact/test-utils';
import { afterEach, describe, expect, it } from 'vitest';
import { fixtureSummary } from '../../../tests/support/fixture-calls.ts';
import type { CallSummary } from '../../analysis/call/record.ts';
import { NO_FILTER, type ShelfFilter } from './shelf-filter.ts';
import { StoredCalls } from './stored-calls.tsx';

const NOW = new Date(2026, 5, 12, 15);
const base = fixtureSummary({ id: 'a', seed: 1, course: 'calm', seconds: 8, state: 'ended' });
/** The newest first, an hour apart. */
const calls = (count: number): CallSummary[] =>
  Array.from({ length: count }, (_, i) => ({
    ...base,
    id: `call-${i}`,
    startedAt: new Date(NOW.getTime() - (i + 1) * 3_600_000).toISOString(),
    console: i % 2 === 0 ? 'https://desk.example.com' : 'https://crm.example.net',
  }));

function show(stored: readonly CallSummary[], opened: string | null, firstFilter: ShelfFilter = NO_FILTER) {
  act(() =>
    render(
      <StoredCalls
        calls={stored}
        firstFilter={firstFilter}
        opened={opened === null ? [] : [opened]}
        now={NOW}
        onOpen={() => {}}
        isTogether={false}
        onTogether={() => {}}
      />,
      document.body,
    ),
  );
}

const rows = () => [...document.querySelectorAll<HTMLElement>('[data-testid="stored-call"]')];
const part = (testId: string) => document.querySelector<HTMLElement>(`[data-testid="${testId}"]`);
const nameOf = (row: number) => rows()[row]?.querySelector('button');

function change(testId: string, value: string) {
  act(() => {
    const field = part(testId) as HTMLInputElement;
    field.value = value;
    field.dispatchEvent(new Event('input', { bubbles: true }));
    field.dispatchEvent(new Event('change', { bubbles: true }));
  });
}

afterEach(() => render(null, document.body));

describe('the list of stored calls', () => {
  it('shows fifty rows, and fifty more a press, until all are there', () => {
    show(calls(120), null);
    expect(rows()).toHaveLength(50);
    expect(part('calls-count')?.textContent).toBe('120 calls');
    act(() => part('older-calls')?.click());
    expect(rows()).toHaveLength(100);
    expect(part('older-calls')?.textContent).toBe('Show 20 older calls');
    act(() => part('older-calls')?.click());
    expect(rows()).toHaveLength(120);
    expect(part('older-calls')).toBeNull();
  });

  it('searches all calls, not those that are shown, and begins anew with each filter', () => {
    const stored = calls(120).map((call, i) => (i === 119 ? { ...call, callReference: 'CASE-77' } : call));
    show(stored, null);
    act(() => part('older-calls')?.click());
    change('filter-text', 'case-77');
    expect(rows()).toHaveLength(1);
    expect(rows()[0]?.textContent).toContain('Case CASE-77');
    expect(part('calls-count')?.textContent).toBe('1 of 120 calls');
    change('filter-text', 'nobody');
    expect(part('calls-count')?.textContent).toBe('No call fits.');
    act(() => part('filter-clear')?.click());
    expect(rows()).toHaveLength(50);
    expect(document.activeElement).toBe(part('filter-text'));
  });

  it('is narrowed by console and by days', () => {
    show(calls(40), null);
    change('filter-console', 'https://crm.example.net');
    expect(part('calls-count')?.textContent).toBe('20 of 40 calls');
    change('filter-console', '');
    change('filter-from', '2026-06-12');
    expect(part('calls-count')?.textContent).toBe('15 of 40 calls');
    change('filter-to', '2026-06-11');
    expect(part('calls-count')?.textContent).toBe('No call fits.');
  });

  it('begins with the filter that it is given', () => {
    show(calls(40), null, { ...NO_FILTER, from: '2026-06-11', to: '2026-06-11' });
    expect(part('calls-count')?.textContent).toBe('24 of 40 calls');
  });

  it('says so where there is none yet', () => {
    show([], null);
    expect(document.body.textContent).toContain('None yet.');
    expect(part('filter-text')).toBeNull();
  });
});

describe('after the open call was deleted, the keyboard goes on', () => {
  it.each([
    ['at the call that took its place', 1, 1],
    ['at the last call, where the last one was deleted', 2, 1],
  ])('%s', (_, deleted, focused) => {
    const stored = calls(3);
    show(stored, `call-${deleted}`);
    const left = stored.filter(({ id }) => id !== `call-${deleted}`);
    show(left, null);
    expect(document.activeElement).toBe(nameOf(focused));
  });

  it('nowhere else where a recording is open, which is none of the list', () => {
    show(calls(3), 'a-recording');
    show(calls(4), 'a-recording');
    expect(document.activeElement).toBe(document.body);
  });

  it('where it is, if it is anywhere', () => {
    const stored = calls(3);
    show(stored, 'call-1');
    part('filter-text')?.focus();
    show(stored.slice(2), null);
    expect(document.activeElement).toBe(part('filter-text'));
  });
});
