// Which of its states the side panel shows, decided in one place from a snapshot.

import type { CallSnapshot, LiveSnapshot } from '../../extension/messages/snapshot.ts';
import { modelProblem } from '../model-words.ts';

/** What is going on in a call at this second. */
export type Activity =
  | 'awaiting-consent'
  /** Confirmed, and the first window is not complete yet. */
  | 'starting'
  | 'speech'
  | 'silence'
  /** Tones or music. */
  | 'not-speech'
  | 'held'
  | 'ended';

export interface CallModel {
  readonly kind: 'call';
  readonly call: CallSnapshot;
  readonly activity: Activity;
  /** The calls to switch between; empty unless several are running. */
  readonly running: readonly CallSnapshot[];
  /** A second line of the same console: it may well be a colleague. */
  readonly isFurtherLine: boolean;
  /** The model is still loading: audio waits for it. */
  readonly isLoading: boolean;
  /** A sentence about what is wrong and what to do; null when all is well. */
  readonly problem: string | null;
}

export type PanelModel =
  | { readonly kind: 'connecting' }
  | { readonly kind: 'loading' }
  | { readonly kind: 'failed'; readonly problem: string }
  | { readonly kind: 'waiting' }
  | CallModel;

export function activityOf({ state, windows, reading, tonal }: CallSnapshot): Activity {
  if (state !== 'listening') return state;
  if (windows.length === 0) return 'starting';
  if (tonal) return 'not-speech';
  return reading === null ? 'silence' : 'speech';
}

/**
 * @param live null until the first snapshot has come
 * @param chosen id of the call that the agent chose; null, or a call that is gone, means the newest
 */
export function makePanelModel(live: LiveSnapshot | null, chosen: string | null): PanelModel {
  if (live === null) return { kind: 'connecting' };
  const { engine, calls } = live;
  const running = calls.filter(({ state }) => state !== 'ended');
  const call = running.find(({ id }) => id === chosen) ?? running[0] ?? calls[0];
  if (call === undefined) {
    if (engine.kind === 'failed') return { kind: 'failed', problem: engine.problem };
    if (live.problem !== undefined) return { kind: 'failed', problem: live.problem };
    return { kind: engine.kind === 'loading' ? 'loading' : 'waiting' };
  }
  return {
    kind: 'call',
    call,
    activity: activityOf(call),
    running: running.length > 1 ? running : [],
    isFurtherLine: running.some(
      (other) => other.console === call.console && other !== call && other.startedAt < call.startedAt,
    ),
    isLoading: engine.kind === 'loading',
    problem: modelProblem(engine) ?? live.problem ?? null,
  };
}

/** One or two words for a panel's state: the chip in its header. */
export function stateWords(view: PanelModel): string {
  switch (view.kind) {
    case 'connecting':
    case 'loading':
      return 'Loading';
    case 'failed':
      return 'Not working';
    case 'waiting':
      return 'Waiting';
    case 'call':
      return ACTIVITY_WORDS[view.activity];
  }
}

const ACTIVITY_WORDS: Readonly<Record<Activity, string>> = {
  'awaiting-consent': 'Needs you',
  starting: 'Listening',
  speech: 'Listening',
  silence: 'Silence',
  'not-speech': 'No speech',
  held: 'On hold',
  ended: 'Call ended',
};

/** What `data-state` says: the view's kind, or for a call its activity. */
export function stateName(view: PanelModel): string {
  if (view.kind !== 'call') return view.kind;
  return view.activity === 'speech' ? 'listening' : view.activity;
}
