import { describe, expect, it } from 'vitest';
import { fixtureSnapshot } from '../../../tests/support/fixture-calls.ts';
import type { DiagnosisFacts, FrameFacts, TrackFacts } from '../../extension/messages/diagnosis-facts.ts';
import type { LiveSnapshot } from '../../extension/messages/snapshot.ts';
import { diagnose, STEPS } from './diagnose.ts';

const ORIGIN = 'https://desk.example.com';
const TOP: FrameFacts = { tracks: [], tracksSeen: 0, childFrames: 1 };
const READ: TrackFacts = { held: false, read: true, soundHeard: true };
const ON_HOLD: TrackFacts = { held: true, read: false, soundHeard: false };
const call = fixtureSnapshot({ id: 'a', seed: 8, course: 'resolved', seconds: 60 });
const TAB_CALL = { ...call, source: 'tab' } as const;

const live = (change: Partial<LiveSnapshot> = {}): LiveSnapshot => ({
  engine: { kind: 'ready', name: 'default', model: '1.0.0', change: null },
  calls: [call],
  ...change,
});
const softphone = (...tracks: TrackFacts[]): FrameFacts => ({
  tracks,
  tracksSeen: tracks.length,
  childFrames: 0,
});

const WELL: DiagnosisFacts = {
  site: { origin: ORIGIN, access: 'in-force', hints: [] },
  frames: [TOP, softphone(READ)],
  live: live(),
};

/** Where it comes to a stand, as "step: state finding". */
function standsAt(change: Partial<DiagnosisFacts>): string {
  const step = diagnose({ ...WELL, ...change }).steps.find(({ state }) => state !== 'done');
  if (step === undefined) return 'nowhere';
  return step.state === 'not-reached' ? step.id : `${step.id}: ${step.state} ${step.finding}`;
}

describe('the diagnosis', () => {
  it('has every step, and all of them done when a call is heard', () => {
    const { origin, steps } = diagnose(WELL);
    expect(origin).toBe(ORIGIN);
    expect(steps.map(({ id }) => id)).toEqual(STEPS);
    expect(steps.every(({ state }) => state === 'done')).toBe(true);
  });

  it.each([
    [
      'a page that nobody enabled',
      { site: { origin: null, access: 'off', hints: [] } },
      'site: stopped site-off',
    ],
    [
      'a site that the administrator does not allow',
      { site: { origin: ORIGIN, access: 'not-allowed', hints: [] } },
      'site: stopped site-not-allowed',
    ],
    [
      'a page of the browser',
      { site: { origin: null, access: 'no-page', hints: [] } },
      'site: stopped no-page',
    ],
    ['frames that are being asked', { frames: null }, 'script: waiting script-asked'],
    ['a page that was opened before the extension', { frames: [] }, 'script: stopped no-script'],
    [
      'a softphone on a site that is off',
      { frames: [TOP], live: live({ calls: [] }) },
      'frame: stopped closed-frames',
    ],
    [
      'no call, or a medialess softphone',
      { frames: [TOP, softphone()], live: live({ calls: [] }) },
      'track: waiting no-track',
    ],
    [
      'a call that is over',
      { frames: [TOP, { ...softphone(), tracksSeen: 1 }], live: live({ calls: [] }) },
      'track: waiting track-ended',
    ],
    [
      'a call that waits for consent',
      { live: live({ calls: [{ ...call, state: 'awaiting-consent' as const }] }) },
      'consent: waiting consent-asked',
    ],
    ['a line that was left out', { live: live({ calls: [] }) }, 'consent: waiting left-out'],
    [
      'a connection between calls',
      { live: live({ calls: [] }), frames: [TOP, softphone(ON_HOLD)] },
      'consent: waiting held',
    ],
    ['a hold', { frames: [TOP, softphone(ON_HOLD)] }, 'sound: waiting held'],
    [
      'sound that goes another way',
      { frames: [TOP, softphone({ ...READ, soundHeard: false })] },
      'sound: stopped silent',
    ],
    ['ringing', { live: live({ calls: [{ ...call, speechWindows: 0 }] }) }, 'speech: waiting no-speech'],
    [
      'another console’s call',
      { live: live({ calls: [{ ...call, console: 'https://other.example.com' }] }) },
      'consent: waiting left-out',
    ],
    ['a model that loads', { live: live({ engine: { kind: 'loading' } }) }, 'model: waiting model-loading'],
    [
      'a model that can’t be loaded',
      { live: live({ engine: { kind: 'failed', problem: 'Damaged.' } }) },
      'model: stopped model-down',
    ],
    ['a store that refuses', { live: live({ problem: 'The disk is full.' }) }, 'error: stopped error'],
    ['no track, where the tab is listened to instead', { frames: [TOP] }, 'nowhere'],
    [
      'no track that is read, where the tab is listened to instead',
      { frames: [TOP, softphone(ON_HOLD)], live: live({ calls: [TAB_CALL] }) },
      'nowhere',
    ],
    [
      'no newer line without speech, where the tab is listened to',
      { frames: [TOP, softphone(ON_HOLD)], live: live({ calls: [{ ...call, speechWindows: 0 }, TAB_CALL] }) },
      'nowhere',
    ],
    [
      'a tab that is not heard yet',
      { frames: [TOP], live: live({ calls: [{ ...TAB_CALL, seconds: 0 }] }) },
      'sound: waiting held',
    ],
    ['a store that had refused', { live: live({ lastProblem: 'The disk is full.' }) }, 'nowhere'],
  ] satisfies [string, Partial<DiagnosisFacts>, string][])('comes to a stand at %s', (_, change, where) => {
    expect(standsAt(change)).toBe(where);
  });

  it('leaves open what comes after a stand, but not the model and the last error', () => {
    const { steps } = diagnose({ ...WELL, frames: [] });
    expect(steps.map(({ state }) => state)).toEqual([
      'done',
      'stopped',
      'not-reached',
      'not-reached',
      'not-reached',
      'not-reached',
      'not-reached',
      'done',
      'done',
    ]);
  });

  it('gives the console’s own hints where its sound goes another way', () => {
    const hints = ['The desktop app keeps the sound outside the browser.'];
    const { steps } = diagnose({
      ...WELL,
      site: { origin: ORIGIN, access: 'in-force', hints },
      frames: [{ ...TOP, childFrames: 0 }],
      live: live({ calls: [] }),
    });
    expect(steps.find(({ id }) => id === 'track')).toMatchObject({ finding: 'no-track', details: hints });
  });
});
