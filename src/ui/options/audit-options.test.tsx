// @vitest-environment happy-dom

import { render } from 'preact';
import { act } from 'preact/test-utils';
import { afterEach, expect, it, vi } from 'vitest';
import type { AuditEntry, AuditEvent } from '../../extension/audit/audit-entry.ts';
import { AuditOptions, type AuditOptionsProps } from './audit-options.tsx';

const NOW = new Date('2026-06-12T14:05:00.000Z');

function entriesOf(...events: AuditEvent[]): AuditEntry[] {
  return events.map((event, i) => ({ ...event, sequence: i + 1, at: '2026-06-12T13:58:00.000Z' }));
}

async function show(entries: readonly AuditEntry[], over: Partial<AuditOptionsProps['log']> = {}) {
  const onSave = vi.fn<AuditOptionsProps['onSave']>();
  const log = {
    entries: async () => [...entries],
    latest: async () => [...entries].reverse(),
    follow: () => () => {},
    ...over,
  };
  await act(async () => render(<AuditOptions log={log} now={NOW} onSave={onSave} />, document.body));
  const text = (testId: string) => document.querySelector(`[data-testid="${testId}"]`)?.textContent;
  const press = (testId: string) =>
    act(async () => document.querySelector<HTMLElement>(`[data-testid="${testId}"]`)?.click());
  return { onSave, text, press };
}

afterEach(() => render(null, document.body));

const CAPTURED = {
  what: 'captured',
  call: 'a',
  console: 'https://desk.example.com',
  detail: 'asked',
} as const;

it('shows the newest entries in words', async () => {
  const { text } = await show(entriesOf(CAPTURED, { what: 'deleted', call: 'a' }));
  expect(text('audit-latest')).toMatch(
    /Call deleted.*Began to listen to a call · desk\.example\.com · asked$/,
  );
});

it('shows what is added while it is open', async () => {
  const entries = entriesOf(CAPTURED);
  let added = () => {};
  const { text } = await show(entries, {
    follow: (onEntry) => {
      added = onEntry;
      return () => {};
    },
  });
  entries.push(...entriesOf(CAPTURED, { what: 'deleted', call: 'a' }).slice(1));
  await act(async () => added());
  expect(text('audit-latest')).toMatch(/^.*Call deleted/);
});

it('saves all of it under the day, and says how many entries that is', async () => {
  const entries = entriesOf(CAPTURED, { what: 'deleted', call: 'a' });
  const { onSave, press, text } = await show(entries);
  await press('audit-csv');
  await press('audit-json');
  expect(onSave.mock.calls.map(([name, type]) => [name, type])).toEqual([
    ['evenkeel-audit-log-2026-06-12.csv', 'text/csv'],
    ['evenkeel-audit-log-2026-06-12.json', 'application/json'],
  ]);
  expect(JSON.parse(onSave.mock.calls[1]?.[2] ?? '').entries).toEqual(entries);
  expect(text('audit-status')).toBe('2 entries are saved.');
});

it('says that nothing has happened only when it knows', async () => {
  await show([], { latest: () => new Promise(() => {}) });
  expect(document.body.textContent).not.toContain('Nothing has happened yet');
  render(null, document.body);
  await show([]);
  expect(document.body.textContent).toContain('Nothing has happened yet');
});

it('says so when the log can’t be read', async () => {
  const { text } = await show([], { latest: () => Promise.reject(new Error('the disk is full')) });
  expect(text('audit-status')).toContain('the disk is full');
  expect(document.body.textContent).not.toContain('Nothing has happened yet');
});
