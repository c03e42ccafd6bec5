// @vitest-environment happy-dom

import { render } from 'preact';
import { act } from 'preact/test-utils';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { fixtureSummary, fixtureWindows } from '../../../tests/support/fixture-calls.ts';
import type { CallSummary } from '../../analysis/call/record.ts';
import { DaysOverview } from './days-overview.tsx';

const NOW = new Date(2026, 5, 12, 15);
const OPTIONS = { seed: 3, course: 'resolved', seconds: 60, state: 'ended' } as const;
const base = fixtureSummary({ ...OPTIONS, id: 'a' });
const windows = fixtureWindows(OPTIONS);
/** The newest first, a day apart. */
const calls = (count: number): CallSummary[] =>
  Array.from({ length: count }, (_, i) => ({
    ...base,
    id: `call-${i}`,
    startedAt: new Date(NOW.getTime() - i * 86_400_000).toISOString(),
  }));

async function show(stored: readonly CallSummary[]) {
  const loadWindows = vi.fn(async (_id: string) => windows);
  await act(async () =>
    render(
      <DaysOverview stored={stored} imported={[]} now={NOW} loadWindows={loadWindows} onPrint={() => {}} />,
      document.body,
    ),
  );
  return loadWindows;
}

const text = (testId: string) => document.querySelector(`[data-testid="${testId}"]`)?.textContent ?? null;

afterEach(() => render(null, document.body));

describe('calls together', () => {
  it('shows nothing of fewer than five, and reads none of them', async () => {
    const loadWindows = await show(calls(4));
    expect(text('together-few')).toMatch(/^There are 4 calls in these days\. 5 with a score are the least/);
    expect(text('together-sentence')).toBeNull();
    expect(loadWindows).not.toHaveBeenCalled();
  });

  it('shows nothing where fewer than five have a score, and reads none of them', async () => {
    const loadWindows = await show(calls(8).map((call, i) => (i < 3 ? call : { ...call, score: null })));
    expect(text('together-few')).toMatch(/^There are 8 calls in these days, 3 of them with a score\. /);
    expect(document.querySelector('.histogram')).toBeNull();
    expect(loadWindows).not.toHaveBeenCalled();
  });

  it('names the calls that another version of the score has scored', async () => {
    await show(calls(6).map((call, i) => (i > 0 ? call : { ...call, scoreVersion: 0 })));
    expect(text('together-sentence')).toMatch(/^5 calls\. /);
    expect(text('together-left-out')).toMatch(/^1 call was scored by another version/);
  });

  it('is about the last thirty days at first, and about other ones when asked', async () => {
    await show(calls(40));
    expect(text('together-sentence')).toMatch(/^30 calls\. The middle score is /);
    await act(async () => {
      const from = document.querySelector<HTMLInputElement>('[data-testid="together-from"]');
      if (from === null) throw new Error('There is no field for the first day.');
      from.value = '2026-06-08';
      from.dispatchEvent(new Event('input', { bubbles: true }));
    });
    expect(text('together-sentence')).toMatch(/^5 calls\. /);
  });

  it('says how distress went from beginning to end', async () => {
    const loadWindows = await show(calls(6));
    await vi.waitFor(() => expect(text('together-ends')).toMatch(/It fell in 6 of 6 calls, rose in 0/));
    expect(loadWindows).toHaveBeenCalledTimes(6);
  });

  it('reads two hundred calls at most, and says so', async () => {
    const sameDay = calls(1000).map((call) => ({ ...call, startedAt: NOW.toISOString() }));
    const loadWindows = await show(sameDay);
    await vi.waitFor(() => expect(text('together-ends')).not.toBeNull());
    expect(loadWindows).toHaveBeenCalledTimes(200);
    expect(document.body.textContent).toContain('From 200 of the 1,000 calls');
  });
});
