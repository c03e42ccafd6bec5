// What the scenes of several surfaces share: the clock, the live snapshot, calls that are over.

import type { CallSummary } from '../../../src/analysis/call/record.ts';
import type { LiveSnapshot } from '../../../src/extension/messages/snapshot.ts';
import { DEFAULT_NUDGE_SETTINGS, withNudgeChoice } from '../../../src/extension/settings/nudge-settings.ts';
import type { Policy } from '../../../src/extension/settings/policy.ts';
import type { PastCalls } from '../../../src/ui/popup/popup-model.ts';
import {
  type Course,
  fixtureSnapshot,
  fixtureSummary,
  type SnapshotOptions,
} from '../../support/fixture-calls.ts';

/** The gallery's clock. */
export const NOW = new Date('2026-06-12T14:05:00.000Z');

export const READY = { kind: 'ready', name: 'default', model: '1.0.0', change: null } as const;
export const PROBLEM =
  'The model file is damaged: its checksum is not the one in emotion.json. Reinstall Evenkeel, or ask your administrator to.';

export const OUTAGE =
  'The analysis stopped and is starting again by itself; the call goes on. If this happens often, close other tabs, or choose a smaller model on the settings page.';

export const MODEL_FAILED = {
  kind: 'failed',
  name: 'cnn-lstm',
  problem: 'Evenkeel’s file /models/architectures/cnn-lstm.onnx can’t be read. Reinstall Evenkeel.',
} as const;

export const live = (...calls: SnapshotOptions[]): LiveSnapshot => ({
  engine: READY,
  calls: calls.map(fixtureSnapshot),
});

export const LATE_START = '2026-06-12T14:03:00.000Z';

/** Two texts of somebody's own, one as long as a text may be, and one kind switched off. */
export const OWN_NUDGES = withNudgeChoice(
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
export function past(): PastCalls {
  pastCalls ??= PAST_OPTIONS.map(fixtureSummary);
  return { kind: 'ready', calls: pastCalls };
}
export const NOTHING: PastCalls = { kind: 'ready', calls: [] };

/** An organisation that leaves little to its agents. */
export const EVERYTHING_SET: Partial<Policy> = {
  consoles: ['https://desk.example.com'],
  consent: 'announced',
  retentionDays: 7,
  supervisorView: false,
  nudges: false,
  score: 'after-call',
  exportAllowed: false,
  delivery: { endpoint: 'https://collector.example.com/v1/logs', headers: {} },
};
