// Every state of the popup, by name.

import type { CallSummary } from '../../../src/analysis/call/record.ts';
import type { LiveSnapshot } from '../../../src/extension/messages/snapshot.ts';
import { withoutRunningScores } from '../../../src/offscreen/held-back-score.ts';
import type { PastCalls } from '../../../src/ui/popup/popup-model.ts';
import type { SiteState } from '../../../src/ui/popup/site.ts';
import type { TabAudioState } from '../../../src/ui/popup/tab-audio.tsx';
import { fixtureSummary } from '../../support/fixture-calls.ts';
import { JUST_ENDED, live, NOTHING, NOW, PROBLEM, past } from './common.ts';

export interface PopupScene {
  readonly surface: 'popup';
  readonly live: LiveSnapshot | null;
  readonly past: PastCalls;
  /** The calls of two weeks, for their trend; none when left out. */
  readonly recent?: readonly CallSummary[];
  readonly site?: SiteState;
  /** True when left out. */
  readonly canReview?: boolean;
  /** The page in front can't be captured, when left out. */
  readonly tabAudio?: TabAudioState;
}

/** Calls on each of fourteen days, today first. */
const CALLS_A_DAY = [4, 6, 3, 5, 1, 0, 4, 5, 3, 4, 0, 2, 5, 4];
/** Scores in turn, and how much lower those of the week before are. */
const SCORES_IN_TURN = [9.1, 7.8, 8.6, 6.2, 9.4, 4.1, 7.7, 8.2];
const WEEK_BEFORE = 2.1;

/** The calls of two weeks, the newest first: one call again and again, with other dates and scores. */
function twoWeeks(): readonly CallSummary[] {
  const call = fixtureSummary({ id: 'week', seed: 1, course: 'calm', seconds: 30, state: 'ended' });
  return CALLS_A_DAY.flatMap((count, daysAgo) =>
    Array.from({ length: count }, (_, i) => ({
      ...call,
      id: `week-${daysAgo}-${i}`,
      score:
        (SCORES_IN_TURN[(3 * daysAgo + i) % SCORES_IN_TURN.length] ?? 0) - (daysAgo > 6 ? WEEK_BEFORE : 0),
      startedAt: new Date(NOW.getTime() - daysAgo * 86_400_000 - (i + 0.5) * 2_400_000).toISOString(),
    })),
  );
}

export const POPUP_SCENES = {
  'just-ended': () => ({
    surface: 'popup',
    live: live(JUST_ENDED),
    past: past(),
  }),
  running: () => ({
    surface: 'popup',
    live: live({ id: 'a', seed: 12, course: 'escalating', seconds: 110 }),
    past: past(),
  }),
  'held-back': () => ({
    surface: 'popup',
    live: withoutRunningScores(live({ id: 'a', seed: 12, course: 'escalating', seconds: 110 })),
    past: past(),
    canReview: false,
  }),
  'running-early': () => ({
    surface: 'popup',
    live: live({ id: 'a', seed: 1, course: 'calm', seconds: 7 }),
    past: NOTHING,
  }),
  'awaiting-consent': () => ({
    surface: 'popup',
    live: live({ id: 'a', seed: 1, course: 'calm', seconds: 0, state: 'awaiting-consent' }),
    past: past(),
  }),
  recovered: () => ({
    surface: 'popup',
    live: live({ id: 'a', seed: 15, course: 'flared', seconds: 150, state: 'ended' }),
    past: NOTHING,
  }),
  'past-only': () => ({ surface: 'popup', live: live(), past: past() }),
  empty: () => ({ surface: 'popup', live: live(), past: NOTHING }),
  'at-once': () => ({ surface: 'popup', live: null, past: { kind: 'loading' } }),
  'tab-offered': () => ({
    surface: 'popup',
    live: live(),
    past: past(),
    tabAudio: { kind: 'offered' },
  }),
  'tab-refused': () => ({
    surface: 'popup',
    live: live(),
    past: NOTHING,
    tabAudio: {
      kind: 'refused',
      problem:
        'The sound of this tab is being captured already. Stop that capture first, here or in the other extension.',
    },
  }),
  'tab-listening': () => ({
    surface: 'popup',
    live: live({ id: 'a', seed: 12, course: 'escalating', seconds: 110, source: 'tab' }),
    past: NOTHING,
    tabAudio: { kind: 'offered' },
  }),
  'site-off': () => ({
    surface: 'popup',
    live: live(),
    past: NOTHING,
    site: {
      kind: 'can-be-enabled',
      origin: 'https://agents.contact-centre.example.com',
      site: { kind: 'own', pattern: 'https://agents.contact-centre.example.com/*' },
      console: null,
    },
  }),
  'site-known': () => ({
    surface: 'popup',
    live: live(),
    past: NOTHING,
    site: {
      kind: 'can-be-enabled',
      origin: 'https://acme.my.connect.aws',
      site: { kind: 'console', id: 'amazon-connect' },
      console: 'Amazon Connect',
    },
  }),
  'site-not-allowed': () => ({
    surface: 'popup',
    live: live(),
    past: NOTHING,
    site: { kind: 'not-allowed', origin: 'https://agents.contact-centre.example.com' },
  }),
  'site-just-enabled': () => ({
    surface: 'popup',
    live: live(),
    past: NOTHING,
    site: { kind: 'just-enabled', origin: 'https://agents.contact-centre.example.com' },
  }),
  failed: () => ({
    surface: 'popup',
    live: { engine: { kind: 'failed', problem: PROBLEM }, calls: [] },
    past: past(),
  }),
  week: () => ({ surface: 'popup', live: live(JUST_ENDED), past: past(), recent: twoWeeks() }),
} as const satisfies Record<string, () => PopupScene>;
