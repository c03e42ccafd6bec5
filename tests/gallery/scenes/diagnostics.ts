// Every state of the diagnostics page, by name.

import type {
  DiagnosisFacts,
  FrameFacts,
  TrackFacts,
} from '../../../src/extension/messages/diagnosis-facts.ts';
import { RefusedMessage } from '../../../src/offscreen/notices.ts';
import { live, PROBLEM } from './common.ts';

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
const talking = () => live({ id: 'a', seed: 8, course: 'resolved', seconds: 60 });

export const DIAGNOSTICS_SCENES = {
  looking: () => ({ surface: 'diagnostics', facts: null }),
  well: () => ({
    surface: 'diagnostics',
    facts: { site: IN_FORCE, frames: oneTrack(READ_TRACK), live: talking() },
  }),
  off: () => ({
    surface: 'diagnostics',
    facts: { site: { origin: null, access: 'off', hints: [] }, frames: [], live: live() },
  }),
  'late-install': () => ({
    surface: 'diagnostics',
    facts: { site: IN_FORCE, frames: [], live: { engine: { kind: 'loading' }, calls: [] } },
  }),
  'closed-frames': () => ({
    surface: 'diagnostics',
    facts: { site: IN_FORCE, frames: [{ ...NO_TRACKS, childFrames: 2 }], live: live() },
  }),
  'no-track': () => ({
    surface: 'diagnostics',
    facts: {
      site: {
        ...IN_FORCE,
        hints: ['In a virtual desktop the WebRTC Media Helper keeps the sound outside of it.'],
      },
      frames: [NO_TRACKS],
      live: live(),
    },
  }),
  silent: () => ({
    surface: 'diagnostics',
    facts: { site: IN_FORCE, frames: oneTrack({ ...READ_TRACK, soundHeard: false }), live: talking() },
  }),
  broken: () => ({
    surface: 'diagnostics',
    facts: {
      site: IN_FORCE,
      frames: oneTrack(READ_TRACK),
      live: {
        ...talking(),
        engine: { kind: 'failed', problem: PROBLEM },
        problem: new RefusedMessage().message,
      },
    },
  }),
} as const satisfies Record<string, () => DiagnosticsScene>;
