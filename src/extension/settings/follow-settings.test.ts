import { beforeEach, describe, expect, it, vi } from 'vitest';
import { fakeBrowser } from 'wxt/testing/fake-browser';
import type { EffectiveSettings } from './effective-settings.ts';

vi.stubGlobal('chrome', fakeBrowser);
const { followSettings } = await import('./follow-settings.ts');
const { retentionDays } = await import('./settings.ts');

const last = (seen: readonly EffectiveSettings[]) => seen.at(-1)?.retentionDays;

describe('what holds is told', () => {
  let seen: EffectiveSettings[];

  beforeEach(async () => {
    fakeBrowser.reset();
    seen = [];
    followSettings((settings) => seen.push(settings));
    await vi.waitFor(() => expect(seen).toHaveLength(1));
  });

  it('at once, and when the user chooses', async () => {
    expect(last(seen)).toEqual({ value: 30, chosen: 30, isLocked: false });
    await retentionDays.setValue(90);
    await vi.waitFor(() => expect(last(seen)).toEqual({ value: 90, chosen: 90, isLocked: false }));
  });

  it('when a policy comes, changes and goes, while pages are open', async () => {
    await fakeBrowser.storage.managed.set({ retentionDays: 7 });
    await vi.waitFor(() => expect(last(seen)).toEqual({ value: 7, chosen: 30, isLocked: true }));
    await fakeBrowser.storage.managed.set({ retentionDays: 365 });
    await vi.waitFor(() => expect(last(seen)).toEqual({ value: 365, chosen: 30, isLocked: true }));
    await fakeBrowser.storage.managed.clear();
    await vi.waitFor(() => expect(last(seen)).toEqual({ value: 30, chosen: 30, isLocked: false }));
  });
});
