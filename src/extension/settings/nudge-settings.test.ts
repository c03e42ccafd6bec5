import { describe, expect, it } from 'vitest';
import { NUDGE_KINDS } from '../../analysis/coaching/nudge.ts';
import {
  DEFAULT_NUDGE_SETTINGS,
  NUDGE_TEXT_MAX,
  parseNudgeSettings,
  wantedNudges,
  withNudgeChoice,
} from './nudge-settings.ts';

/** As version 1 stores it. */
const STORED = {
  shown: true,
  kinds: {
    'sustained-anger': { shown: true, text: 'Anger has lasted.' },
    'sustained-fear': { shown: true, text: null },
    'rising-distress': { shown: true, text: null },
    'sustained-sadness': { shown: false, text: null },
    recovery: { shown: true, text: null },
    'long-silence': { shown: true, text: null },
  },
};
const withRecovery = (recovery: unknown) => ({ ...STORED, kinds: { ...STORED.kinds, recovery } });

describe('stored settings', () => {
  it('are read as they were stored', () => {
    expect(parseNudgeSettings(STORED)).toEqual(STORED);
  });

  it.each([undefined, null, 'on', [], {}, { shown: 'yes', kinds: [] }])(
    'count as never chosen where they are broken: %j',
    (stored) => {
      expect(parseNudgeSettings(stored)).toEqual(DEFAULT_NUDGE_SETTINGS);
    },
  );

  it.each<[string, unknown]>([
    ['is missing, as before there was this kind', undefined],
    ['is broken', 7],
    ['has an empty text', { shown: false, text: ' ' }],
    ['has a text that is too long', { shown: false, text: 'a'.repeat(NUDGE_TEXT_MAX + 1) }],
  ])('lose one kind only where that one %s', (_, recovery) => {
    const read = parseNudgeSettings(withRecovery(recovery));
    expect(read).toEqual(withRecovery({ shown: true, text: null }));
  });

  it('lose what this version does not know', () => {
    expect(parseNudgeSettings({ ...STORED, kinds: { ...STORED.kinds, boredom: { shown: true } } })).toEqual(
      STORED,
    );
  });
});

it('wants what is switched on, and nothing when nudges are off', () => {
  expect(wantedNudges(DEFAULT_NUDGE_SETTINGS)).toEqual([...NUDGE_KINDS]);
  expect(wantedNudges(withNudgeChoice(DEFAULT_NUDGE_SETTINGS, 'recovery', { shown: false }))).toEqual(
    NUDGE_KINDS.filter((kind) => kind !== 'recovery'),
  );
  expect(wantedNudges({ ...DEFAULT_NUDGE_SETTINGS, shown: false })).toEqual([]);
});
