// How far the sound of a console gets: step by step from the page to the model, to the first that stops it.

import type { DiagnosisFacts, FrameFacts, TrackFacts } from '../../extension/messages/diagnosis-facts.ts';
import type { CallSnapshot } from '../../extension/messages/snapshot.ts';

/** What was found at a step. */
export type Finding =
  | 'site-in-force'
  | 'site-off'
  | 'site-not-allowed'
  | 'no-page'
  | 'script-answers'
  | 'script-asked'
  | 'no-script'
  | 'track-frame'
  | 'all-frames'
  | 'closed-frames'
  | 'track-live'
  | 'track-ended'
  | 'no-track'
  | 'tab-sound'
  | 'told'
  | 'consent-asked'
  | 'left-out'
  | 'sound'
  | 'held'
  | 'silent'
  | 'speech'
  | 'no-speech'
  | 'model-ready'
  | 'model-loading'
  | 'model-down'
  | 'no-error'
  | 'past-error'
  | 'error';

export const STEPS = [
  'site',
  'script',
  'frame',
  'track',
  'consent',
  'sound',
  'speech',
  'model',
  'error',
] as const;
export type StepId = (typeof STEPS)[number];

/** `waiting`: something has to happen first. `stopped`: somebody has to do something. */
export type StepState = 'done' | 'waiting' | 'stopped';

export type Step =
  | {
      readonly id: StepId;
      readonly state: StepState;
      readonly finding: Finding;
      /** Sentences of the part that has the trouble, or of the registry of consoles. */
      readonly details: readonly string[];
    }
  /** A step before it isn't done. */
  | { readonly id: StepId; readonly state: 'not-reached' };

export interface Diagnosis {
  /** Of the console's page; null where it isn't known. */
  readonly origin: string | null;
  /** One for each of `STEPS`, in their order. */
  readonly steps: readonly Step[];
}

type Found = readonly [state: StepState, finding: Finding, details?: readonly string[]];

export function diagnose(facts: DiagnosisFacts): Diagnosis {
  const steps: Step[] = [];
  // Each step depends on those before it.
  for (const [id, look] of [
    ['site', lookAtSite],
    ['script', lookAtScript],
    ['frame', lookAtFrames],
    ['track', lookAtTracks],
    ['consent', lookAtConsent],
    ['sound', lookAtSound],
    ['speech', lookAtSpeech],
  ] as const) {
    const isReached = steps.every(({ state }) => state === 'done');
    steps.push(isReached ? stepOf(id, look(facts)) : { id, state: 'not-reached' });
  }
  return {
    origin: facts.site.origin,
    steps: [...steps, stepOf('model', lookAtModel(facts)), stepOf('error', lookAtErrors(facts))],
  };
}

function stepOf(id: StepId, [state, finding, details = []]: Found): Step {
  return { id, state, finding, details };
}

function lookAtSite({ site }: DiagnosisFacts): Found {
  switch (site.access) {
    case 'in-force':
      return ['done', 'site-in-force'];
    case 'off':
      return ['stopped', 'site-off'];
    case 'not-allowed':
      return ['stopped', 'site-not-allowed'];
    case 'no-page':
      return ['stopped', 'no-page'];
  }
}

function lookAtScript({ frames }: DiagnosisFacts): Found {
  if (frames === null) return ['waiting', 'script-asked'];
  return frames.length > 0 ? ['done', 'script-answers'] : ['stopped', 'no-script'];
}

function lookAtFrames(facts: DiagnosisFacts): Found {
  const frames = facts.frames ?? [];
  if (frames.some(({ tracksSeen }) => tracksSeen > 0)) return ['done', 'track-frame'];
  if (callOf(facts) !== null) return ['done', 'tab-sound'];
  // The page's own script is in no frame.
  const silent = frames.reduce((sum, { childFrames }) => sum + childFrames, 0) - (frames.length - 1);
  return silent > 0 ? ['stopped', 'closed-frames', facts.site.hints] : ['done', 'all-frames'];
}

function lookAtTracks(facts: DiagnosisFacts): Found {
  if (tracksOf(facts).length > 0) return ['done', 'track-live'];
  if (callOf(facts) !== null) return ['done', 'tab-sound'];
  const hadTrack = facts.frames?.some(({ tracksSeen }: FrameFacts) => tracksSeen > 0);
  return hadTrack ? ['waiting', 'track-ended'] : ['waiting', 'no-track', facts.site.hints];
}

function lookAtConsent(facts: DiagnosisFacts): Found {
  const call = callOf(facts);
  // A connection whose call has not begun.
  if (call === null) {
    return tracksOf(facts).every(({ held }) => held) ? ['waiting', 'held'] : ['waiting', 'left-out'];
  }
  return call.state === 'awaiting-consent' ? ['waiting', 'consent-asked'] : ['done', 'told'];
}

function lookAtSound(facts: DiagnosisFacts): Found {
  // A tab that is listened to may have a track as well, on hold or of no use.
  if (callsOf(facts).some(({ source, seconds }) => source === 'tab' && seconds > 0)) return ['done', 'sound'];
  const tracks = tracksOf(facts);
  if (tracks.length === 0) return (callOf(facts)?.seconds ?? 0) > 0 ? ['done', 'sound'] : ['waiting', 'held'];
  if (tracks.some(({ soundHeard }) => soundHeard)) return ['done', 'sound'];
  return tracks.some(({ read }) => read) ? ['stopped', 'silent', facts.site.hints] : ['waiting', 'held'];
}

function lookAtSpeech(facts: DiagnosisFacts): Found {
  return callsOf(facts).some(({ speechWindows }) => speechWindows > 0)
    ? ['done', 'speech']
    : ['waiting', 'no-speech'];
}

function lookAtModel({ live }: DiagnosisFacts): Found {
  const engine = live?.engine;
  if (engine === undefined || engine.kind === 'loading') return ['waiting', 'model-loading'];
  if (engine.kind === 'failed') return ['stopped', 'model-down', [engine.problem]];
  return engine.outage === undefined ? ['done', 'model-ready'] : ['waiting', 'model-down', [engine.outage]];
}

function lookAtErrors({ live }: DiagnosisFacts): Found {
  if (live?.problem !== undefined) return ['stopped', 'error', [live.problem]];
  return live?.lastProblem === undefined ? ['done', 'no-error'] : ['done', 'past-error', [live.lastProblem]];
}

function tracksOf({ frames }: DiagnosisFacts): readonly TrackFacts[] {
  return (frames ?? []).flatMap(({ tracks }) => tracks);
}

/** The running calls of the page's console, newest first. */
function callsOf({ site, live }: DiagnosisFacts): readonly CallSnapshot[] {
  return (live?.calls ?? []).filter(
    ({ console: origin, state }) => origin === site.origin && state !== 'ended',
  );
}

function callOf(facts: DiagnosisFacts): CallSnapshot | null {
  return callsOf(facts)[0] ?? null;
}
