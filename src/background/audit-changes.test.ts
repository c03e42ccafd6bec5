import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { globSync } from 'tinyglobby';
import { beforeEach, expect, it, vi } from 'vitest';
import { fakeBrowser } from 'wxt/testing/fake-browser';
import type { AuditEvent } from '../extension/audit/audit-entry.ts';

vi.stubGlobal('chrome', fakeBrowser);
const { auditChanges } = await import('./audit-changes.ts');
const { appliedPolicy, nudgeSettings, retentionDays } = await import('../extension/settings/settings.ts');
const { DEFAULT_NUDGE_SETTINGS } = await import('../extension/settings/nudge-settings.ts');

const SOURCE = fileURLToPath(new URL('..', import.meta.url));

/** Names of all that any file keeps in the browser's local storage. */
const stored = globSync('**/*.{ts,tsx}', { cwd: SOURCE, absolute: true, ignore: '**/*.test.*' }).flatMap(
  (file) => [...readFileSync(file, 'utf8').matchAll(/'local:(\w+)'/g)].map(([, name = '']) => name),
);

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

it('writes down a change of every setting', async () => {
  // Its own note of the policy is no setting.
  const settings = stored.filter((name) => `local:${name}` !== appliedPolicy.key);
  expect(settings).toContain('sites');
  start();
  for (const name of settings) await fakeBrowser.storage.local.set({ [name]: 'changed' });
  await vi.waitFor(() =>
    expect(events).toEqual(
      settings.map((name) => ({ what: 'setting-changed', detail: `${name}: "changed"` })),
    ),
  );
});

it('writes down which setting has become what, and nothing that is no setting', async () => {
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
