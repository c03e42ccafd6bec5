// Every state of panel, popup and the extension's pages, by name.

import type { ChannelCue } from '../../src/audio/channel-guess.ts';
import type { CustomerChannel } from '../../src/audio/customer-channel.ts';
import { encodeWav } from '../../src/audio/wav.ts';
import { RefusedMessage } from '../../src/call/call-desk.ts';
import { withoutRunningScores } from '../../src/call/held-back-score.ts';
import type { CallRecord, CallSummary } from '../../src/call/record.ts';
import type { QueuedRecording, RecordingState } from '../../src/call/recording-queue.ts';
import type { DeskSnapshot } from '../../src/call/snapshot.ts';
import { WINDOW_SECONDS } from '../../src/call/timing.ts';
import type { SiteAccess } from '../../src/consoles/site-access.ts';
import { chosenPatterns, type SiteChoice } from '../../src/consoles/site-choice.ts';
import type { DiagnosisFacts, FrameFacts, TrackFacts } from '../../src/diagnostics/facts.ts';
import type { ModelName } from '../../src/emotion/catalogue.ts';
import { EngineCrash } from '../../src/emotion/engine-crash.ts';
import {
  DEFAULT_NUDGE_SETTINGS,
  type NudgeSettings,
  withNudgeChoice,
} from '../../src/settings/nudge-settings.ts';
import type { ConsentMode, Policy } from '../../src/settings/policy.ts';
import type { CatalogueState } from '../../src/ui/options/options-view.ts';
import type { PastCalls } from '../../src/ui/popup/popup-view.ts';
import type { SiteState } from '../../src/ui/popup/site.ts';
import type { TabAudioState } from '../../src/ui/popup/tab-audio.tsx';
import type { Listening } from '../../src/ui/review/channel-player.ts';
import type { RefusedFile, Shelf } from '../../src/ui/review/review-view.ts';
import {
  type Course,
  fixtureLevels,
  fixtureSnapshot,
  fixtureSummary,
  fixtureWindows,
  type SnapshotOptions,
} from './fixture-calls.ts';
import { fixtureCatalogue } from './fixture-catalogue.ts';

/** The gallery's clock. */
export const NOW = new Date('2026-06-12T14:05:00.000Z');

const READY = { kind: 'ready', name: 'default', model: '1.0.0', change: null } as const;
const PROBLEM =
  'The model file is damaged: its checksum is not the one in emotion.json. Reinstall Evenkeel, or ask your administrator to.';

const OUTAGE =
  'The analysis stopped and is starting again by itself; the call goes on. If this happens often, close other tabs, or choose a smaller model on the settings page.';

const MODEL_FAILED = {
  kind: 'failed',
  name: 'cnn-lstm',
  problem: 'Evenkeel’s file /models/architectures/cnn-lstm.onnx can’t be read. Reinstall Evenkeel.',
} as const;

const desk = (...calls: SnapshotOptions[]): DeskSnapshot => ({
  engine: READY,
  calls: calls.map(fixtureSnapshot),
});

export interface PanelScene {
  readonly surface: 'panel';
  readonly desk: DeskSnapshot | null;
  readonly rememberedConsoles?: readonly string[];
  /** "remember" when left out. */
  readonly consentMode?: ConsentMode;
  /** Those of somebody who never changed any, when left out. */
  readonly nudges?: NudgeSettings;
}

const LATE_START = '2026-06-12T14:03:00.000Z';

/** Two texts of somebody's own, one as long as a text may be, and one kind switched off. */
const OWN_NUDGES = withNudgeChoice(
  withNudgeChoice(
    withNudgeChoice(DEFAULT_NUDGE_SETTINGS, 'rising-distress', {
      text: 'The conversation is getting heated. Slowing down, and repeating the last point in other words, tends to be welcome.',
    }),
    'recovery',
    { text: 'Calmer now: time to confirm the next step.' },
  ),
  'long-silence',
  { shown: false },
);

export const PANEL_SCENES = {
  connecting: () => ({ surface: 'panel', desk: null }),
  loading: () => ({ surface: 'panel', desk: { engine: { kind: 'loading' }, calls: [] } }),
  failed: () => ({ surface: 'panel', desk: { engine: { kind: 'failed', problem: PROBLEM }, calls: [] } }),
  waiting: () => ({ surface: 'panel', desk: desk() }),
  consent: () => ({
    surface: 'panel',
    desk: desk({ id: 'a', seed: 1, course: 'calm', seconds: 0, state: 'awaiting-consent' }),
  }),
  'consent-ask': () => ({
    surface: 'panel',
    desk: desk({
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
    desk: desk(
      { id: 'b', seed: 2, course: 'calm', seconds: 0, state: 'awaiting-consent', startedAt: LATE_START },
      { id: 'a', seed: 1, course: 'resolved', seconds: 180 },
    ),
    consentMode: 'announced',
  }),
  announced: () => ({
    surface: 'panel',
    desk: desk({ id: 'a', seed: 8, course: 'resolved', seconds: 247 }),
    consentMode: 'announced',
  }),
  'consent-second-line': () => ({
    surface: 'panel',
    desk: desk(
      { id: 'b', seed: 2, course: 'calm', seconds: 0, state: 'awaiting-consent', startedAt: LATE_START },
      { id: 'a', seed: 1, course: 'resolved', seconds: 180 },
    ),
  }),
  starting: () => ({ surface: 'panel', desk: desk({ id: 'a', seed: 1, course: 'escalating', seconds: 2 }) }),
  'starting-loading': () => ({
    surface: 'panel',
    desk: {
      engine: { kind: 'loading' },
      calls: [fixtureSnapshot({ id: 'a', seed: 1, course: 'escalating', seconds: 2 })],
    },
  }),
  'held-back': () => ({
    surface: 'panel',
    desk: withoutRunningScores(desk({ id: 'a', seed: 12, course: 'escalating', seconds: 110 })),
  }),
  opening: () => ({ surface: 'panel', desk: desk({ id: 'a', seed: 1, course: 'resolved', seconds: 7 }) }),
  angry: () => ({ surface: 'panel', desk: desk({ id: 'a', seed: 12, course: 'escalating', seconds: 140 }) }),
  resolved: () => ({
    surface: 'panel',
    desk: desk({ id: 'a', seed: 8, course: 'resolved', seconds: 247 }),
    rememberedConsoles: ['https://desk.example.com'],
  }),
  neutral: () => ({ surface: 'panel', desk: desk({ id: 'a', seed: 5, course: 'calm', seconds: 75 }) }),
  disgusted: () => ({
    surface: 'panel',
    desk: desk({ id: 'a', seed: 6, course: 'disgusted', seconds: 100 }),
  }),
  afraid: () => ({ surface: 'panel', desk: desk({ id: 'a', seed: 3, course: 'frightened', seconds: 62 }) }),
  sad: () => ({ surface: 'panel', desk: desk({ id: 'a', seed: 4, course: 'sad', seconds: 100 }) }),
  'not-sure': () => ({
    surface: 'panel',
    desk: desk({ id: 'a', seed: 6, course: 'unclear', seconds: 130, windowsLate: 3 }),
  }),
  'missing-sound': () => ({
    surface: 'panel',
    desk: {
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
    desk: desk({ id: 'a', seed: 15, course: 'flared', seconds: 150 }),
  }),
  'recovered-just-now': () => ({
    surface: 'panel',
    desk: desk({ id: 'a', seed: 15, course: 'flared', seconds: 60 }),
  }),
  silence: () => ({
    surface: 'panel',
    desk: desk({ id: 'a', seed: 8, course: 'resolved', seconds: 150, silentAtEnd: 9 }),
  }),
  'not-speech': () => ({
    surface: 'panel',
    desk: desk({ id: 'a', seed: 8, course: 'resolved', seconds: 150, silentAtEnd: 9, tonal: true }),
  }),
  'tab-audio': () => ({
    surface: 'panel',
    desk: desk({ id: 'a', seed: 8, course: 'resolved', seconds: 150, source: 'tab' }),
  }),
  'tab-audio-awaiting-consent': () => ({
    surface: 'panel',
    desk: desk({ id: 'a', seed: 1, course: 'calm', seconds: 0, state: 'awaiting-consent', source: 'tab' }),
  }),
  'nudge-anger': () => ({
    surface: 'panel',
    desk: desk({ id: 'a', seed: 12, course: 'escalating', seconds: 110, nudge: 'sustained-anger' }),
  }),
  'nudge-fear': () => ({
    surface: 'panel',
    desk: desk({ id: 'a', seed: 3, course: 'frightened', seconds: 62, nudge: 'sustained-fear' }),
  }),
  'nudge-sadness': () => ({
    surface: 'panel',
    desk: desk({ id: 'a', seed: 4, course: 'sad', seconds: 100, nudge: 'sustained-sadness' }),
  }),
  'nudge-rising': () => ({
    surface: 'panel',
    desk: desk({ id: 'a', seed: 12, course: 'escalating', seconds: 70, nudge: 'rising-distress' }),
    nudges: OWN_NUDGES,
  }),
  'nudge-recovery': () => ({
    surface: 'panel',
    desk: desk({ id: 'a', seed: 8, course: 'resolved', seconds: 247, nudge: 'recovery' }),
    rememberedConsoles: ['https://desk.example.com'],
  }),
  'nudge-silence': () => ({
    surface: 'panel',
    desk: desk({
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
    desk: desk({ id: 'a', seed: 8, course: 'resolved', seconds: 150, silentAtEnd: 4, state: 'held' }),
  }),
  ended: () => ({
    surface: 'panel',
    desk: desk({
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
    desk: desk({ id: 'a', seed: 1, course: 'calm', seconds: 8, state: 'ended' }),
  }),
  'model-failed': () => ({
    surface: 'panel',
    desk: {
      engine: { ...READY, change: MODEL_FAILED },
      calls: [fixtureSnapshot({ id: 'a', seed: 8, course: 'resolved', seconds: 140 })],
    },
  }),
  'failed-in-call': () => ({
    surface: 'panel',
    desk: {
      engine: READY,
      problem: 'The call can’t be saved: the disk is full. Free some space.',
      calls: [fixtureSnapshot({ id: 'a', seed: 8, course: 'resolved', seconds: 140 })],
    },
  }),
  'several-calls': () => ({
    surface: 'panel',
    desk: desk(
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

export interface PopupScene {
  readonly surface: 'popup';
  readonly desk: DeskSnapshot | null;
  readonly past: PastCalls;
  /** The calls of two weeks, for their trend; none when left out. */
  readonly recent?: readonly CallSummary[];
  readonly site?: SiteState;
  /** True when left out. */
  readonly canReview?: boolean;
  /** The page in front can't be captured, when left out. */
  readonly tabAudio?: TabAudioState;
}

const PAST: readonly (readonly [Course, number, string, string?])[] = [
  ['resolved', 412, '2026-06-12T13:31:00.000Z', '5008c00001XyZab'],
  ['calm', 187, '2026-06-12T12:48:00.000Z'],
  ['escalating', 233, '2026-06-12T11:02:00.000Z'],
  ['worried', 540, '2026-06-12T09:37:00.000Z'],
  ['calm', 8, '2026-06-12T09:35:00.000Z'],
  ['resolved', 655, '2026-06-11T15:20:00.000Z'],
  ['disgusted', 141, '2026-06-11T13:05:00.000Z', 'parcel 77-1'],
  ['calm', 322, '2026-06-11T10:44:00.000Z'],
  ['sad', 286, '2026-06-10T14:12:00.000Z'],
  ['resolved', 498, '2026-06-10T09:03:00.000Z'],
];

/** The past calls, with what the generator needs to make their courses again. */
export const PAST_OPTIONS: readonly SnapshotOptions[] = PAST.map(
  ([course, seconds, startedAt, callReference], index) => ({
    id: `past-${index}`,
    seed: 20 + index,
    course,
    seconds,
    startedAt,
    ...(callReference === undefined ? {} : { callReference }),
    state: 'ended',
  }),
);

export const JUST_ENDED: SnapshotOptions = {
  id: 'just-ended',
  seed: 8,
  course: 'resolved',
  seconds: 300,
  state: 'ended',
};

let pastCalls: readonly CallSummary[] | null = null;
/** Made at their first use: ten calls with their intervals take a moment. */
function past(): PastCalls {
  pastCalls ??= PAST_OPTIONS.map(fixtureSummary);
  return { kind: 'ready', calls: pastCalls };
}
const NOTHING: PastCalls = { kind: 'ready', calls: [] };

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
    desk: desk(JUST_ENDED),
    past: past(),
  }),
  running: () => ({
    surface: 'popup',
    desk: desk({ id: 'a', seed: 12, course: 'escalating', seconds: 110 }),
    past: past(),
  }),
  'held-back': () => ({
    surface: 'popup',
    desk: withoutRunningScores(desk({ id: 'a', seed: 12, course: 'escalating', seconds: 110 })),
    past: past(),
    canReview: false,
  }),
  'running-early': () => ({
    surface: 'popup',
    desk: desk({ id: 'a', seed: 1, course: 'calm', seconds: 7 }),
    past: NOTHING,
  }),
  'awaiting-consent': () => ({
    surface: 'popup',
    desk: desk({ id: 'a', seed: 1, course: 'calm', seconds: 0, state: 'awaiting-consent' }),
    past: past(),
  }),
  recovered: () => ({
    surface: 'popup',
    desk: desk({ id: 'a', seed: 15, course: 'flared', seconds: 150, state: 'ended' }),
    past: NOTHING,
  }),
  'past-only': () => ({ surface: 'popup', desk: desk(), past: past() }),
  empty: () => ({ surface: 'popup', desk: desk(), past: NOTHING }),
  'at-once': () => ({ surface: 'popup', desk: null, past: { kind: 'loading' } }),
  'tab-offered': () => ({
    surface: 'popup',
    desk: desk(),
    past: past(),
    tabAudio: { kind: 'offered' },
  }),
  'tab-refused': () => ({
    surface: 'popup',
    desk: desk(),
    past: NOTHING,
    tabAudio: {
      kind: 'refused',
      problem:
        'The sound of this tab is being captured already. Stop that capture first, here or in the other extension.',
    },
  }),
  'tab-listening': () => ({
    surface: 'popup',
    desk: desk({ id: 'a', seed: 12, course: 'escalating', seconds: 110, source: 'tab' }),
    past: NOTHING,
    tabAudio: { kind: 'offered' },
  }),
  'site-off': () => ({
    surface: 'popup',
    desk: desk(),
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
    desk: desk(),
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
    desk: desk(),
    past: NOTHING,
    site: { kind: 'not-allowed', origin: 'https://agents.contact-centre.example.com' },
  }),
  'site-just-enabled': () => ({
    surface: 'popup',
    desk: desk(),
    past: NOTHING,
    site: { kind: 'just-enabled', origin: 'https://agents.contact-centre.example.com' },
  }),
  failed: () => ({
    surface: 'popup',
    desk: { engine: { kind: 'failed', problem: PROBLEM }, calls: [] },
    past: past(),
  }),
  week: () => ({ surface: 'popup', desk: desk(JUST_ENDED), past: past(), recent: twoWeeks() }),
} as const satisfies Record<string, () => PopupScene>;

export interface OptionsScene {
  /** Nobody has switched anything on, when left out. */
  readonly access?: SiteAccess;
  readonly surface: 'options';
  readonly desk: DeskSnapshot | null;
  readonly catalogue: CatalogueState;
  readonly chosen: ModelName;
  readonly nudges?: NudgeSettings;
  readonly casePattern?: string;
  /** What an administrator has set; nothing when left out. */
  readonly policy?: Partial<Policy>;
}

/** An organisation that leaves little to its agents. */
const EVERYTHING_SET: Partial<Policy> = {
  consoles: ['https://desk.example.com'],
  consent: 'announced',
  retentionDays: 7,
  supervisorView: false,
  nudges: false,
  score: 'after-call',
  exportAllowed: false,
  delivery: { endpoint: 'https://collector.example.com/v1/logs', headers: {} },
};

const EVERY_MODEL: CatalogueState = { kind: 'ready', models: fixtureCatalogue() };
const ONE_MODEL: CatalogueState = {
  kind: 'ready',
  models: fixtureCatalogue(['default'], ['clean', 'phone']),
};

/** What is chosen and granted, but for the patterns that the browser withholds. */
export function accessOf(
  choice: SiteChoice,
  allowed: readonly string[] | null = null,
  withheld: readonly string[] = [],
): SiteAccess {
  const inForce = chosenPatterns(choice, allowed).filter((pattern) => !withheld.includes(pattern));
  return { choice, allowed, inForce };
}

export const OPTIONS_SCENES = {
  consoles: () => ({
    surface: 'options',
    desk: desk(),
    catalogue: ONE_MODEL,
    chosen: 'default',
    access: accessOf(
      {
        consoles: ['amazon-connect', 'salesforce', 'zoom'],
        own: ['https://agents.a-rather-long-name.contact-centre.example.com/*'],
      },
      null,
      ['https://*.vf.force.com/*'],
    ),
  }),
  'consoles-by-policy': () => ({
    surface: 'options',
    desk: desk(),
    catalogue: ONE_MODEL,
    chosen: 'default',
    access: accessOf({ consoles: ['amazon-connect', 'zendesk'], own: [] }, [
      'https://acme.my.connect.aws',
      'https://phone.acme.example',
    ]),
  }),
  models: () => ({ surface: 'options', desk: desk(), catalogue: EVERY_MODEL, chosen: 'default' }),
  changing: () => ({
    surface: 'options',
    desk: { engine: { ...READY, change: { kind: 'loading', name: 'cnn-lstm' } }, calls: [] },
    catalogue: EVERY_MODEL,
    chosen: 'cnn-lstm',
  }),
  changed: () => ({
    surface: 'options',
    desk: { engine: { ...READY, name: 'cnn-lstm', model: 'cnn-lstm 1.0.0' }, calls: [] },
    catalogue: EVERY_MODEL,
    chosen: 'cnn-lstm',
  }),
  'change-failed': () => ({
    surface: 'options',
    desk: { engine: { ...READY, change: MODEL_FAILED }, calls: [] },
    catalogue: EVERY_MODEL,
    chosen: 'cnn-lstm',
  }),
  'one-model': () => ({
    surface: 'options',
    desk: desk(),
    catalogue: ONE_MODEL,
    chosen: 'default',
  }),
  nudges: () => ({
    surface: 'options',
    desk: desk(),
    catalogue: ONE_MODEL,
    chosen: 'default',
    nudges: OWN_NUDGES,
  }),
  'nudges-off': () => ({
    surface: 'options',
    desk: desk(),
    catalogue: ONE_MODEL,
    chosen: 'default',
    nudges: { ...OWN_NUDGES, shown: false },
  }),
  'case-pattern': () => ({
    surface: 'options',
    desk: desk(),
    catalogue: ONE_MODEL,
    chosen: 'default',
    casePattern: '/Case/([^/]+)/view',
  }),
  locked: () => ({
    surface: 'options',
    desk: desk(),
    catalogue: ONE_MODEL,
    chosen: 'default',
    policy: EVERYTHING_SET,
  }),
  'case-pattern-refused': () => ({
    surface: 'options',
    desk: desk(),
    catalogue: ONE_MODEL,
    chosen: 'default',
    casePattern: '/Case/([^/]+',
  }),
  starting: () => ({ surface: 'options', desk: null, catalogue: { kind: 'loading' }, chosen: 'default' }),
  failed: () => ({
    surface: 'options',
    desk: { engine: { kind: 'failed', problem: PROBLEM }, calls: [] },
    catalogue: EVERY_MODEL,
    chosen: 'default',
  }),
} as const satisfies Record<string, () => OptionsScene>;

export interface ReviewScene {
  readonly surface: 'review';
  readonly shelf: Shelf;
  readonly opened: string | null;
  readonly stored: CallRecord | null;
  readonly refused: readonly RefusedFile[];
  readonly listening?: Listening;
  readonly policy?: Partial<Policy>;
  /** Selectors of what is pressed one after the other to get there; the last one is only waited for. */
  readonly press?: readonly string[];
}

const REVIEWED = { id: 'reviewed', seed: 15, course: 'flared', seconds: 420, state: 'ended' } as const;

const NOTES = [
  { time: 131, author: 'Agent', text: 'Learned that the parcel was lost.' },
  { time: 262, author: 'Supervisor', text: 'A refund and a name to ask for: well done.' },
];

function reviewed(): CallRecord {
  return { ...fixtureSummary(REVIEWED), windows: fixtureWindows(REVIEWED), scoreOverTime: [] };
}

/** A call that was on hold, and whose sound was lost for a moment. */
function interrupted(): CallRecord {
  const gaps: CallRecord['gaps'] = [
    { start: 168, end: 214, cause: 'hold' },
    { start: 330, end: 337, cause: 'lost' },
  ];
  const call = reviewed();
  const windows = call.windows.filter(
    ({ start }) => !gaps.some((gap) => start + WINDOW_SECONDS > gap.start && start < gap.end),
  );
  return { ...call, windows, gaps };
}

/** A player complains of a file in which there is nothing. */
const SILENCE = encodeWav([new Float32Array(8000)], 8000);

const recording = (
  name: string,
  state: RecordingState,
  more: Partial<QueuedRecording> = {},
): QueuedRecording => ({
  id: name,
  file: new File([SILENCE], name),
  choice: 'guess',
  channels: null,
  taken: null,
  state,
  ...more,
});

const guessed = (customer: CustomerChannel, sure: boolean, ...cues: ChannelCue[]) => ({
  channels: 2,
  taken: { customer, guess: { customer, cues, sure } },
});

const analysed = (): RecordingState => ({
  kind: 'analysed',
  analysis: reviewed(),
  levels: fixtureLevels(REVIEWED),
});

function storedCalls(): readonly CallSummary[] {
  const calls = past();
  return calls.kind === 'ready' ? calls.calls : [];
}

const SHORT_COURSES = ['flared', 'resolved', 'calm', 'escalating', 'worried', 'resolved'] as const;

/** Short calls, which are made quickly. */
export const SHORT_OPTIONS: readonly SnapshotOptions[] = SHORT_COURSES.map((course, index) => ({
  id: `short-${index}`,
  seed: 15 + index,
  course,
  seconds: 120 + 10 * index,
  startedAt: `2026-06-1${2 - (index % 3)}T1${index}:20:00.000Z`,
  state: 'ended',
  ...(index === 1 ? { callReference: '5008c00001XyZab' } : {}),
}));

/** A call open that somebody exported, and a shelf of others. */
function reviewing(): ReviewScene {
  const [first, ...others] = SHORT_OPTIONS.map((options) => fixtureSummary(options));
  if (first === undefined) throw new Error('There are short calls.');
  const record = {
    ...first,
    windows: fixtureWindows(SHORT_OPTIONS[0] as SnapshotOptions),
    scoreOverTime: [],
  };
  return {
    surface: 'review',
    shelf: {
      recordings: [],
      imported: [{ id: 'imported', name: 'from an agent.json', record }],
      stored: others,
    },
    opened: 'imported',
    stored: null,
    refused: [],
  };
}

/** More calls than are listed at once, from two consoles. */
function manyCalls(): readonly CallSummary[] {
  const some = SHORT_OPTIONS.slice(0, 3).map(fixtureSummary);
  return Array.from({ length: 1234 }, (_, i) => ({
    ...(some[i % some.length] as CallSummary),
    id: `many-${i}`,
    startedAt: new Date(NOW.getTime() - (i + 1) * 1_700_000).toISOString(),
    console: i % 3 === 0 ? 'https://crm.example.net' : 'https://desk.example.com',
  }));
}

export const REVIEW_SCENES = {
  empty: () => ({
    surface: 'review',
    shelf: { recordings: [], imported: [], stored: [] },
    opened: null,
    stored: null,
    refused: [],
  }),
  busy: () => ({
    surface: 'review',
    shelf: {
      recordings: [
        recording(
          'complaint 14.wav',
          { kind: 'analysing', seconds: 212, total: 600, beganAt: Date.now() - 9000 },
          guessed('left', false, 'greeted'),
        ),
        recording('an-archive-that-names-its-calls-by-everything-it-knows_2026-06-12.mp3', {
          kind: 'waiting',
        }),
        recording('notes.mp3', {
          kind: 'failed',
          problem: 'This is no recording that can be read. WAV, MP3, M4A, Ogg, FLAC and WebM can be.',
        }),
        recording('yesterday.ogg', { kind: 'cancelled' }),
        recording('complaint 13.wav', { kind: 'failed', problem: new EngineCrash('out of memory').message }),
      ],
      imported: [],
      stored: storedCalls(),
    },
    opened: 'complaint 14.wav',
    stored: null,
    refused: [{ name: 'settings.json', problem: 'This file is not whole JSON. Export the call anew.' }],
  }),
  stored: () => ({
    surface: 'review',
    shelf: { recordings: [], imported: [], stored: storedCalls() },
    opened: 'reviewed',
    stored: {
      ...reviewed(),
      notes: NOTES,
      corrections: [{ start: 0, emotion: 'happy' }],
    },
    refused: [],
  }),
  call: () => ({
    surface: 'review',
    shelf: {
      recordings: [
        recording('complaint 14.wav', analysed(), guessed('right', true, 'telephone-band', 'greeted')),
      ],
      imported: [{ id: 'imported', name: 'from an agent.json', record: { ...reviewed(), notes: NOTES } }],
      stored: storedCalls(),
    },
    opened: 'imported',
    stored: null,
    refused: [],
  }),
  recording: () => ({
    surface: 'review',
    shelf: {
      recordings: [
        recording('complaint 14.wav', analysed(), guessed('right', true, 'telephone-band', 'greeted')),
        recording('complaint 15.wav', analysed(), guessed('left', false, 'greeted')),
        recording('complaint 16.wav', analysed(), guessed('right', false)),
        recording('mixed.mp3', analysed(), guessed('mix', true, 'same')),
        recording('half a call.wav', analysed(), guessed('left', true, 'silent')),
        recording('one channel.ogg', analysed(), { channels: 1 }),
      ],
      imported: [],
      stored: [],
    },
    opened: 'complaint 14.wav',
    stored: null,
    refused: [],
    listening: { id: 'complaint 14.wav', channel: 'left', kind: 'playing' },
  }),
  gaps: () => ({
    surface: 'review',
    shelf: { recordings: [], imported: [], stored: storedCalls() },
    opened: 'reviewed',
    stored: interrupted(),
    refused: [],
  }),
  'no-export': () => ({
    surface: 'review',
    shelf: { recordings: [], imported: [], stored: storedCalls() },
    opened: 'reviewed',
    stored: reviewed(),
    refused: [],
    policy: { exportAllowed: false },
  }),
  'switched-off': () => ({
    surface: 'review',
    shelf: { recordings: [], imported: [], stored: storedCalls() },
    opened: null,
    stored: null,
    refused: [],
    policy: EVERYTHING_SET,
  }),
  'many-calls': () => ({
    surface: 'review',
    shelf: { recordings: [], imported: [], stored: manyCalls() },
    opened: null,
    stored: null,
    refused: [],
  }),
  gone: () => ({
    surface: 'review',
    shelf: { recordings: [], imported: [], stored: manyCalls().slice(0, 3) },
    opened: 'deleted-meanwhile',
    stored: null,
    refused: [],
  }),
  choosing: () => ({
    ...reviewing(),
    press: ['[data-testid="compare"]', '[data-testid="choosing"]'],
  }),
  compare: () => ({
    ...reviewing(),
    press: ['[data-testid="compare"]', '[data-testid="stored-call"] button', '[data-testid="compared"]'],
  }),
  together: () => ({
    ...reviewing(),
    press: ['[data-testid="open-together"]', '[data-testid="together-ends"]'],
  }),
} as const satisfies Record<string, () => ReviewScene>;

export interface WelcomeScene {
  readonly surface: 'welcome';
  readonly access?: SiteAccess;
  /** What an administrator has set; nothing when left out. */
  readonly policy?: Partial<Policy>;
  /** Selectors of what is pressed one after the other to get there; the last one is only waited for. */
  readonly press?: readonly string[];
}

/** What is pressed to get past so many steps. */
const steps = (count: number) => [...Array(count).fill('[data-testid="next"]'), '.welcome'];

export const WELCOME_SCENES = {
  what: () => ({ surface: 'welcome' }),
  consoles: () => ({
    surface: 'welcome',
    access: accessOf({ consoles: ['genesys-cloud'], own: [] }),
    press: steps(1),
  }),
  customers: () => ({ surface: 'welcome', press: steps(2) }),
  'customers-by-policy': () => ({
    surface: 'welcome',
    policy: { consent: 'announced' },
    press: steps(2),
  }),
  ready: () => ({
    surface: 'welcome',
    access: accessOf({ consoles: ['genesys-cloud'], own: [] }),
    press: steps(3),
  }),
  'ready-without-console': () => ({ surface: 'welcome', press: steps(3) }),
} as const satisfies Record<string, () => WelcomeScene>;
export interface DiagnosticsScene {
  readonly surface: 'diagnostics';
  /** Null while everything is being asked. */
  readonly facts: DiagnosisFacts | null;
}

const IN_FORCE = { origin: 'https://desk.example.com', access: 'in-force', hints: [] } as const;
const NO_TRACKS = { tracks: [], tracksSeen: 0, childFrames: 0 };
const READ_TRACK = { held: false, read: true, soundHeard: true };
const oneTrack = (track: TrackFacts): readonly FrameFacts[] => [
  { tracks: [], tracksSeen: 0, childFrames: 1 },
  { tracks: [track], tracksSeen: 1, childFrames: 0 },
];
const talking = () => desk({ id: 'a', seed: 8, course: 'resolved', seconds: 60 });

export const DIAGNOSTICS_SCENES = {
  looking: () => ({ surface: 'diagnostics', facts: null }),
  well: () => ({
    surface: 'diagnostics',
    facts: { site: IN_FORCE, frames: oneTrack(READ_TRACK), desk: talking() },
  }),
  off: () => ({
    surface: 'diagnostics',
    facts: { site: { origin: null, access: 'off', hints: [] }, frames: [], desk: desk() },
  }),
  'late-install': () => ({
    surface: 'diagnostics',
    facts: { site: IN_FORCE, frames: [], desk: { engine: { kind: 'loading' }, calls: [] } },
  }),
  'closed-frames': () => ({
    surface: 'diagnostics',
    facts: { site: IN_FORCE, frames: [{ ...NO_TRACKS, childFrames: 2 }], desk: desk() },
  }),
  'no-track': () => ({
    surface: 'diagnostics',
    facts: {
      site: {
        ...IN_FORCE,
        hints: ['In a virtual desktop the WebRTC Media Helper keeps the sound outside of it.'],
      },
      frames: [NO_TRACKS],
      desk: desk(),
    },
  }),
  silent: () => ({
    surface: 'diagnostics',
    facts: { site: IN_FORCE, frames: oneTrack({ ...READ_TRACK, soundHeard: false }), desk: talking() },
  }),
  broken: () => ({
    surface: 'diagnostics',
    facts: {
      site: IN_FORCE,
      frames: oneTrack(READ_TRACK),
      desk: {
        ...talking(),
        engine: { kind: 'failed', problem: PROBLEM },
        problem: new RefusedMessage().message,
      },
    },
  }),
} as const satisfies Record<string, () => DiagnosticsScene>;

export const SCENE_NAMES = [
  ...Object.keys(PANEL_SCENES).map((name) => `panel/${name}`),
  ...Object.keys(POPUP_SCENES).map((name) => `popup/${name}`),
  ...Object.keys(OPTIONS_SCENES).map((name) => `options/${name}`),
  ...Object.keys(REVIEW_SCENES).map((name) => `review/${name}`),
  ...Object.keys(WELCOME_SCENES).map((name) => `welcome/${name}`),
  ...Object.keys(DIAGNOSTICS_SCENES).map((name) => `diagnostics/${name}`),
];
