// Every state of the panel, by name.

import type { LiveSnapshot } from '../../../src/extension/messages/snapshot.ts';
import type { NudgeSettings } from '../../../src/extension/settings/nudge-settings.ts';
import type { ConsentMode } from '../../../src/extension/settings/policy.ts';
import { withoutRunningScores } from '../../../src/offscreen/held-back-score.ts';
import { fixtureSnapshot } from '../../support/fixture-calls.ts';
import { LATE_START, live, MODEL_FAILED, OUTAGE, OWN_NUDGES, PROBLEM, READY } from './common.ts';

export interface PanelScene {
  readonly surface: 'panel';
  readonly live: LiveSnapshot | null;
  readonly rememberedConsoles?: readonly string[];
  /** "remember" when left out. */
  readonly consentMode?: ConsentMode;
  /** Those of somebody who never changed any, when left out. */
  readonly nudges?: NudgeSettings;
}

export const PANEL_SCENES = {
  connecting: () => ({ surface: 'panel', live: null }),
  loading: () => ({ surface: 'panel', live: { engine: { kind: 'loading' }, calls: [] } }),
  failed: () => ({ surface: 'panel', live: { engine: { kind: 'failed', problem: PROBLEM }, calls: [] } }),
  waiting: () => ({ surface: 'panel', live: live() }),
  consent: () => ({
    surface: 'panel',
    live: live({ id: 'a', seed: 1, course: 'calm', seconds: 0, state: 'awaiting-consent' }),
  }),
  'consent-ask': () => ({
    surface: 'panel',
    live: live({
      id: 'a',
      seed: 1,
      course: 'calm',
      seconds: 0,
      state: 'awaiting-consent',
      language: 'de-DE',
    }),
    consentMode: 'ask',
  }),
  'consent-announced': () => ({
    surface: 'panel',
    live: live(
      { id: 'b', seed: 2, course: 'calm', seconds: 0, state: 'awaiting-consent', startedAt: LATE_START },
      { id: 'a', seed: 1, course: 'resolved', seconds: 180 },
    ),
    consentMode: 'announced',
  }),
  announced: () => ({
    surface: 'panel',
    live: live({ id: 'a', seed: 8, course: 'resolved', seconds: 247 }),
    consentMode: 'announced',
  }),
  'consent-second-line': () => ({
    surface: 'panel',
    live: live(
      { id: 'b', seed: 2, course: 'calm', seconds: 0, state: 'awaiting-consent', startedAt: LATE_START },
      { id: 'a', seed: 1, course: 'resolved', seconds: 180 },
    ),
  }),
  starting: () => ({ surface: 'panel', live: live({ id: 'a', seed: 1, course: 'escalating', seconds: 2 }) }),
  'starting-loading': () => ({
    surface: 'panel',
    live: {
      engine: { kind: 'loading' },
      calls: [fixtureSnapshot({ id: 'a', seed: 1, course: 'escalating', seconds: 2 })],
    },
  }),
  'held-back': () => ({
    surface: 'panel',
    live: withoutRunningScores(live({ id: 'a', seed: 12, course: 'escalating', seconds: 110 })),
  }),
  opening: () => ({ surface: 'panel', live: live({ id: 'a', seed: 1, course: 'resolved', seconds: 7 }) }),
  angry: () => ({ surface: 'panel', live: live({ id: 'a', seed: 12, course: 'escalating', seconds: 140 }) }),
  resolved: () => ({
    surface: 'panel',
    live: live({ id: 'a', seed: 8, course: 'resolved', seconds: 247 }),
    rememberedConsoles: ['https://desk.example.com'],
  }),
  neutral: () => ({ surface: 'panel', live: live({ id: 'a', seed: 5, course: 'calm', seconds: 75 }) }),
  disgusted: () => ({
    surface: 'panel',
    live: live({ id: 'a', seed: 6, course: 'disgusted', seconds: 100 }),
  }),
  afraid: () => ({ surface: 'panel', live: live({ id: 'a', seed: 3, course: 'frightened', seconds: 62 }) }),
  sad: () => ({ surface: 'panel', live: live({ id: 'a', seed: 4, course: 'sad', seconds: 100 }) }),
  'not-sure': () => ({
    surface: 'panel',
    live: live({ id: 'a', seed: 6, course: 'unclear', seconds: 130, windowsLate: 3 }),
  }),
  'missing-sound': () => ({
    surface: 'panel',
    live: {
      engine: { ...READY, outage: OUTAGE },
      calls: [
        {
          ...fixtureSnapshot({ id: 'a', seed: 6, course: 'calm', seconds: 130, windowsLate: 3 }),
          missing: { lost: 12, interrupted: 4 },
        },
      ],
    },
  }),
  recovered: () => ({
    surface: 'panel',
    live: live({ id: 'a', seed: 15, course: 'flared', seconds: 150 }),
  }),
  'recovered-just-now': () => ({
    surface: 'panel',
    live: live({ id: 'a', seed: 15, course: 'flared', seconds: 60 }),
  }),
  silence: () => ({
    surface: 'panel',
    live: live({ id: 'a', seed: 8, course: 'resolved', seconds: 150, silentAtEnd: 9 }),
  }),
  'not-speech': () => ({
    surface: 'panel',
    live: live({ id: 'a', seed: 8, course: 'resolved', seconds: 150, silentAtEnd: 9, tonal: true }),
  }),
  'tab-audio': () => ({
    surface: 'panel',
    live: live({ id: 'a', seed: 8, course: 'resolved', seconds: 150, source: 'tab' }),
  }),
  'tab-audio-awaiting-consent': () => ({
    surface: 'panel',
    live: live({ id: 'a', seed: 1, course: 'calm', seconds: 0, state: 'awaiting-consent', source: 'tab' }),
  }),
  'nudge-anger': () => ({
    surface: 'panel',
    live: live({ id: 'a', seed: 12, course: 'escalating', seconds: 110, nudge: 'sustained-anger' }),
  }),
  'nudge-fear': () => ({
    surface: 'panel',
    live: live({ id: 'a', seed: 3, course: 'frightened', seconds: 62, nudge: 'sustained-fear' }),
  }),
  'nudge-sadness': () => ({
    surface: 'panel',
    live: live({ id: 'a', seed: 4, course: 'sad', seconds: 100, nudge: 'sustained-sadness' }),
  }),
  'nudge-rising': () => ({
    surface: 'panel',
    live: live({ id: 'a', seed: 12, course: 'escalating', seconds: 70, nudge: 'rising-distress' }),
    nudges: OWN_NUDGES,
  }),
  'nudge-recovery': () => ({
    surface: 'panel',
    live: live({ id: 'a', seed: 8, course: 'resolved', seconds: 247, nudge: 'recovery' }),
    rememberedConsoles: ['https://desk.example.com'],
  }),
  'nudge-silence': () => ({
    surface: 'panel',
    live: live({
      id: 'a',
      seed: 8,
      course: 'resolved',
      seconds: 150,
      silentAtEnd: 44,
      nudge: 'long-silence',
    }),
  }),
  held: () => ({
    surface: 'panel',
    live: live({ id: 'a', seed: 8, course: 'resolved', seconds: 150, silentAtEnd: 4, state: 'held' }),
  }),
  ended: () => ({
    surface: 'panel',
    live: live({
      id: 'a',
      seed: 8,
      course: 'resolved',
      seconds: 300,
      state: 'ended',
      callReference: '5008c00001XyZab',
    }),
  }),
  'ended-too-short': () => ({
    surface: 'panel',
    live: live({ id: 'a', seed: 1, course: 'calm', seconds: 8, state: 'ended' }),
  }),
  'model-failed': () => ({
    surface: 'panel',
    live: {
      engine: { ...READY, change: MODEL_FAILED },
      calls: [fixtureSnapshot({ id: 'a', seed: 8, course: 'resolved', seconds: 140 })],
    },
  }),
  'failed-in-call': () => ({
    surface: 'panel',
    live: {
      engine: READY,
      problem: 'The call can’t be saved: the disk is full. Free some space.',
      calls: [fixtureSnapshot({ id: 'a', seed: 8, course: 'resolved', seconds: 140 })],
    },
  }),
  'several-calls': () => ({
    surface: 'panel',
    live: live(
      { id: 'c', seed: 3, course: 'worried', seconds: 41, startedAt: LATE_START },
      {
        id: 'b',
        seed: 2,
        course: 'calm',
        seconds: 0,
        state: 'awaiting-consent',
        console: 'https://crm.example.net',
      },
      {
        id: 'a',
        seed: 1,
        course: 'resolved',
        seconds: 180,
        state: 'held',
        console: 'https://a-rather-long-name-of-a-console.contact-centre.example.org',
      },
    ),
  }),
} as const satisfies Record<string, () => PanelScene>;
