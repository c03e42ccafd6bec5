// Every state of the review page, by name.

import type { ChannelCue } from '../../../src/analysis/audio/channel-guess.ts';
import type { CustomerChannel } from '../../../src/analysis/audio/customer-channel.ts';
import type { CallRecord, CallSummary } from '../../../src/analysis/call/record.ts';
import { WINDOW_SECONDS } from '../../../src/analysis/call/timing.ts';
import { EngineCrash } from '../../../src/extension/engine/engine-crash.ts';
import type { Policy } from '../../../src/extension/settings/policy.ts';
import type { Listening } from '../../../src/ui/review/channel-player.ts';
import type { QueuedRecording, RecordingState } from '../../../src/ui/review/recording-queue.ts';
import type { RefusedFile, Shelf } from '../../../src/ui/review/review-model.ts';
import { encodeWav } from '../../support/encode-wav.ts';
import {
  fixtureLevels,
  fixtureSummary,
  fixtureWindows,
  type SnapshotOptions,
} from '../../support/fixture-calls.ts';
import { EVERYTHING_SET, NOW, past } from './common.ts';

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
      heldBack: [],
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
    shelf: { recordings: [], imported: [], stored: [], heldBack: [] },
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
      heldBack: [],
    },
    opened: 'complaint 14.wav',
    stored: null,
    refused: [{ name: 'settings.json', problem: 'This file is not whole JSON. Export the call anew.' }],
  }),
  stored: () => ({
    surface: 'review',
    shelf: { recordings: [], imported: [], stored: storedCalls(), heldBack: [] },
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
      heldBack: [],
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
      heldBack: [],
    },
    opened: 'complaint 14.wav',
    stored: null,
    refused: [],
    listening: { id: 'complaint 14.wav', channel: 'left', kind: 'playing' },
  }),
  gaps: () => ({
    surface: 'review',
    shelf: { recordings: [], imported: [], stored: storedCalls(), heldBack: [] },
    opened: 'reviewed',
    stored: interrupted(),
    refused: [],
  }),
  'no-export': () => ({
    surface: 'review',
    shelf: { recordings: [], imported: [], stored: storedCalls(), heldBack: [] },
    opened: 'reviewed',
    stored: reviewed(),
    refused: [],
    policy: { exportAllowed: false },
  }),
  'switched-off': () => ({
    surface: 'review',
    shelf: { recordings: [], imported: [], stored: storedCalls(), heldBack: [] },
    opened: null,
    stored: null,
    refused: [],
    policy: EVERYTHING_SET,
  }),
  'many-calls': () => ({
    surface: 'review',
    shelf: { recordings: [], imported: [], stored: manyCalls(), heldBack: [] },
    opened: null,
    stored: null,
    refused: [],
  }),
  'held-back': () => ({
    surface: 'review',
    shelf: { recordings: [], imported: [], stored: storedCalls(), heldBack: ['running'] },
    opened: 'running',
    stored: null,
    refused: [],
    policy: { score: 'after-call' },
  }),
  gone: () => ({
    surface: 'review',
    shelf: { recordings: [], imported: [], stored: manyCalls().slice(0, 3), heldBack: [] },
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
