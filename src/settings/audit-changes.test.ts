import { beforeEach, expect, it, vi } from 'vitest';
import { fakeBrowser } from 'wxt/testing/fake-browser';
import type { AuditEvent } from '../audit/audit-entry.ts';

vi.stubGlobal('chrome', fakeBrowser);
const { auditChanges } = await import('./audit-changes.ts');
const { appliedPolicy, nudgeSettings, retentionDays } = await import('./settings.ts');
const { DEFAULT_NUDGE_SETTINGS } = await import('./nudge-settings.ts');

let events: AuditEvent[];

/** A background that starts. */
function start(): void {
  auditChanges({
    note: (event) => void events.push(event),
    append: async (event) => {
      events.push(event);
      return { ...event, sequence: 1, at: '', previous: '', hash: '' };
    },
  });
}

beforeEach(() => {
  fakeBrowser.reset();
  events = [];
});

it('writes down which setting has become what, and nothing of how the extension keeps its books', async () => {
  start();
  await retentionDays.setValue(7);
  await nudgeSettings.setValue({ ...DEFAULT_NUDGE_SETTINGS, shown: false });
  await fakeBrowser.storage.local.set({ other: 1 });
  await vi.waitFor(() =>
    expect(events).toEqual([
      { what: 'setting-changed', detail: 'retentionDays: 7' },
      { what: 'setting-changed', detail: 'nudges' },
    ]),
  );
});

it('writes down a policy when it comes into force, once, also one that came before the background did', async () => {
  await fakeBrowser.storage.managed.set({ retentionDays: 7 });
  start();
  const first = { what: 'policy-applied', detail: 'retentionDays: 7' };
  await vi.waitFor(async () => expect(await appliedPolicy.getValue()).toBe(first.detail));
  expect(events).toEqual([first]);
  start();
  await fakeBrowser.storage.managed.set({ exportAllowed: false });
  await vi.waitFor(() => expect(events.at(-1)?.detail).toBe('retentionDays: 7; exportAllowed: false'));
  expect(events.filter(({ detail }) => detail === first.detail)).toEqual([first]);
});
