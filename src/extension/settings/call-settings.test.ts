import { expect, it } from 'vitest';
import { fixtureSettings } from '../../../tests/support/fixture-settings.ts';
import { callSettingsOf } from './call-settings.ts';
import { DEFAULT_NUDGE_SETTINGS } from './nudge-settings.ts';

it('gives running calls the model, the wanted nudges and the time of the score', () => {
  const { kinds } = DEFAULT_NUDGE_SETTINGS;
  const nudges = { shown: true, kinds: { ...kinds, recovery: { shown: false, text: null } } };
  const settings = callSettingsOf(fixtureSettings({ score: 'after-call' }, nudges));
  expect(settings.model).toBe('default');
  expect(settings.nudges).not.toContain('recovery');
  expect(settings.nudges).toContain('sustained-anger');
  expect(settings.scoreTime).toBe('after-call');
});

it('wants no nudge at all where an administrator has switched nudges off', () => {
  expect(callSettingsOf(fixtureSettings({ nudges: false })).nudges).toEqual([]);
});
