import { describe, expect, it } from 'vitest';
import { fixtureSettings } from '../../../tests/support/fixture-settings.ts';
import { effectiveSettings, withNudges } from './effective-settings.ts';
import { DEFAULT_NUDGE_SETTINGS } from './nudge-settings.ts';
import { NO_POLICY } from './policy.ts';

const CONSOLE = 'https://desk.example.com';

describe('what holds', () => {
  it('is what the user has chosen where no administrator has set anything', () => {
    const nudges = { ...DEFAULT_NUDGE_SETTINGS, shown: false };
    const settings = effectiveSettings(
      { consent: 'ask', rememberedConsoles: [CONSOLE], retentionDays: 90, nudges, model: 'cnn' },
      NO_POLICY,
    );
    expect(settings).toEqual({
      consent: { value: 'ask', chosen: 'ask', isLocked: false },
      rememberedConsoles: [CONSOLE],
      retentionDays: { value: 90, chosen: 90, isLocked: false },
      nudges: { value: nudges, chosen: nudges, isLocked: false },
      score: 'during-call',
      model: 'cnn',
      exportAllowed: true,
      supervisorView: true,
      delivery: null,
    });
  });

  it('is what an administrator has set, and the user’s choice is kept for later', () => {
    const settings = effectiveSettings(
      { consent: 'ask', rememberedConsoles: [], retentionDays: 365, nudges: undefined, model: undefined },
      {
        ...NO_POLICY,
        consent: 'announced',
        retentionDays: 7,
        nudges: false,
        score: 'after-call',
        exportAllowed: false,
      },
    );
    expect(settings.retentionDays).toEqual({ value: 7, chosen: 365, isLocked: true });
    expect(settings.consent).toEqual({ value: 'announced', chosen: 'ask', isLocked: true });
    expect(settings.nudges.value.shown).toBe(false);
    expect(settings.nudges.chosen.shown).toBe(true);
    expect(settings).toMatchObject({ score: 'after-call', exportAllowed: false, supervisorView: true });
  });

  it('leaves kinds and texts of nudges to the user where only their being shown is set', () => {
    const locked = fixtureSettings({ nudges: true });
    const chosen = { ...DEFAULT_NUDGE_SETTINGS, shown: false, kinds: { ...DEFAULT_NUDGE_SETTINGS.kinds } };
    chosen.kinds.recovery = { shown: false, text: null };
    const { nudges } = withNudges(locked, chosen);
    expect(nudges.value.shown).toBe(true);
    expect(nudges.value.kinds.recovery.shown).toBe(false);
    expect(nudges.chosen).toEqual(chosen);
  });
});
