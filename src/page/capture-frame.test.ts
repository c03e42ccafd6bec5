// @vitest-environment happy-dom
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { survives } from '../../tests/faults/survives.ts';
import {
  FakeLiveCalls,
  FakeRemoteTrack,
  FakeTrackProcessor,
  pass,
} from '../../tests/support/capture-page.ts';
import {
  FAILED_GRACE_MS,
  LONGEST_HOLD_MS,
  LONGEST_SILENCE_MS,
  LONGEST_WITHOUT_PACKETS_MS,
} from './call-detector.ts';
import { captureFrame, MAX_LEGS, MAX_TRACKS } from './capture-frame.ts';
import { REMOTE_AUDIO_EVENT } from './remote-tracks.ts';

let live: FakeLiveCalls;
/** The extension as this test's page has it; earlier pages' listeners are still on the document. */
let extension: { isGone: boolean };

beforeEach(() => {
  vi.useFakeTimers();
  vi.stubGlobal('MediaStreamTrackProcessor', FakeTrackProcessor);
  live = new FakeLiveCalls();
  extension = { isGone: false };
  capture(live.connect);
});

afterEach(async () => {
  extension.isGone = true;
  await pass(1);
  vi.useRealTimers();
  vi.unstubAllGlobals();
});

function capture(connect: FakeLiveCalls['connect']): void {
  const its = extension;
  captureFrame({
    console: 'https://console.example',
    language: () => 'en',
    connect,
    isOrphaned: () => its.isGone,
  });
}

function shownTrack(): FakeRemoteTrack {
  const track = new FakeRemoteTrack();
  track.show();
  return track;
}

describe('a connection that stays open all day', () => {
  it('is no call while it carries silence, and reads nothing', async () => {
    const track = shownTrack();
    await pass(600);
    expect(live.legs).toEqual([]);
    expect(track.readers).toBe(0);
  });

  it('makes each of its calls a leg of its own, from the first sound', async () => {
    const track = shownTrack();
    for (let call = 0; call < 3; call++) {
      track.level = 0.1;
      await pass(20);
      track.level = 0;
      await pass(LONGEST_SILENCE_MS / 1000 + 1);
      expect(live.kindsOf(call)).toEqual(['hello', 'resumed', 'block', 'ended']);
    }
    expect(new Set(live.legs.map(({ id }) => id)).size).toBe(3);
    expect(track.readers).toBe(0);
  });

  it('carries the next call when the agent says that this one is over', async () => {
    const track = shownTrack();
    track.level = 0.1;
    await pass(5);
    live.consent = false;
    live.legs[0]?.over();
    await pass(1);
    expect(live.kindsOf(0)).toEqual(['hello', 'resumed', 'block', 'ended']);
    // It waits for consent of its own.
    expect(live.kindsOf(1)).toEqual(['hello', 'resumed']);
    expect(live.legs[1]?.id).not.toBe(live.legs[0]?.id);
    expect(track.readers).toBe(0);
  });

  it('ends a call a minute after the last packet, not while the customer listens', async () => {
    const track = shownTrack();
    track.level = 0.1;
    await pass(5);
    track.level = 0;
    await pass(LONGEST_SILENCE_MS / 1000 - 5);
    expect(live.kindsOf(0)).not.toContain('ended');
    track.level = 0.1;
    await pass(5);
    track.level = null;
    await pass(LONGEST_WITHOUT_PACKETS_MS / 1000 + 1);
    expect(live.kindsOf(0)).toContain('ended');
  });

  it('keeps a call through a hold, and gives it up when nobody comes back', async () => {
    const track = shownTrack();
    track.level = 0.1;
    await pass(5);
    track.level = null;
    track.setMuted(true);
    await pass(LONGEST_HOLD_MS / 1000 - 60);
    track.level = 0.1;
    track.setMuted(false);
    await pass(5);
    expect(live.kindsOf(0)).toEqual(['hello', 'resumed', 'block', 'held', 'resumed', 'block']);
    track.setMuted(true);
    await pass(LONGEST_HOLD_MS / 1000 + 1);
    expect(live.kindsOf(0).at(-1)).toBe('ended');
    track.setMuted(false);
    await pass(1);
    expect(live.legs).toHaveLength(2);
  });

  survives('connection-failed', async () => {
    const track = shownTrack();
    track.level = 0.1;
    await pass(5);
    track.level = null;
    track.connection = 'failed';
    await pass(FAILED_GRACE_MS / 1000 - 3);
    track.connection = 'connected';
    track.level = 0.1;
    await pass(30);
    expect(live.kindsOf(0)).toEqual(['hello', 'resumed', 'block']);
    track.level = null;
    track.connection = 'failed';
    await pass(FAILED_GRACE_MS / 1000 + 1);
    expect(live.kindsOf(0).at(-1)).toBe('ended');
  });
});

describe('a leg', () => {
  it('ends with its track, at once', async () => {
    const track = shownTrack();
    track.level = 0.1;
    await pass(2);
    track.readyState = 'ended';
    await pass(0.3);
    expect(live.kindsOf(0)).toEqual(['hello', 'resumed', 'block', 'ended']);
  });

  it('is not read before the agent consents, nor after they object', async () => {
    live.consent = false;
    const track = shownTrack();
    track.level = 0.1;
    await pass(10);
    expect(live.kindsOf(0)).toEqual(['hello', 'resumed']);
    expect(track.readers).toBe(0);
  });

  it('begins with the ringback before the answer and stays the same call after it', async () => {
    const track = shownTrack();
    track.level = 0.05;
    await pass(4);
    track.level = 0;
    await pass(4);
    track.level = 0.2;
    await pass(4);
    expect(live.legs).toHaveLength(1);
  });

  it('is found where the page plays it at volume 0, by packets alone or by the level that the sender wrote', async () => {
    const quiet = shownTrack();
    quiet.volume = 0;
    quiet.sendsHeaderLevel = false;
    quiet.level = 0.1;
    const labelled = shownTrack();
    labelled.volume = 0;
    await pass(10);
    expect(live.legs).toHaveLength(1);
    labelled.level = 0.1;
    await pass(1);
    expect(live.legs).toHaveLength(2);
  });

  it('is not over because the agent turned the softphone down: what is captured counts', async () => {
    const track = shownTrack();
    track.level = 0.1;
    track.sendsHeaderLevel = false;
    await pass(2);
    track.volume = 0;
    await pass(LONGEST_SILENCE_MS / 1000 + 60);
    expect(live.kindsOf(0)).toEqual(['hello', 'resumed', 'block']);
  });

  it('is not over because the machine slept', async () => {
    const track = shownTrack();
    track.level = 0.1;
    await pass(2);
    vi.spyOn(performance, 'now').mockReturnValue(performance.now() + 3_600_000);
    await pass(0.3);
    vi.restoreAllMocks();
    expect(live.kindsOf(0)).not.toContain('ended');
  });

  it('that is over before anybody listened leaves no call', async () => {
    extension.isGone = true;
    extension = { isGone: false };
    capture(async () => {
      await new Promise((resolve) => setTimeout(resolve, 5000));
      return live.connect();
    });
    const track = shownTrack();
    track.level = 0.1;
    await pass(2);
    track.readyState = 'ended';
    await pass(10);
    expect(live.legs).toEqual([]);
  });

  it('has no part in another: two remote tracks at once are two legs', async () => {
    const customer = shownTrack();
    const colleague = shownTrack();
    customer.level = 0.1;
    await pass(1);
    colleague.level = 0.1;
    await pass(1);
    customer.readyState = 'ended';
    await pass(1);
    expect(live.kindsOf(0).at(-1)).toBe('ended');
    expect(live.kindsOf(1).at(-1)).toBe('block');
  });
});

describe('a page that is not to be trusted', () => {
  survives('disguised-track', async () => {
    for (const label of [
      'Default - Headset Microphone',
      'MediaStreamAudioDestinationNode',
      '',
      'Remote audio',
    ]) {
      const track = new FakeRemoteTrack(label);
      track.level = 0.5;
      track.show();
    }
    await pass(5);
    expect(live.legs).toEqual([]);
  });

  survives('forged-events', async () => {
    const remote = new FakeRemoteTrack();
    remote.level = 0.5;
    const video = document.createElement('video');
    video.srcObject = remote.element.srcObject;
    const ended = new FakeRemoteTrack();
    ended.readyState = 'ended';
    for (const event of [
      new Event(REMOTE_AUDIO_EVENT),
      new CustomEvent(REMOTE_AUDIO_EVENT, { detail: remote.element }),
      new MouseEvent(REMOTE_AUDIO_EVENT),
      new MouseEvent(REMOTE_AUDIO_EVENT, { relatedTarget: document.body }),
      new MouseEvent(REMOTE_AUDIO_EVENT, { relatedTarget: document.createElement('audio') }),
      new MouseEvent(REMOTE_AUDIO_EVENT, { relatedTarget: video }),
      new MouseEvent(REMOTE_AUDIO_EVENT, { relatedTarget: ended.element }),
    ]) {
      document.dispatchEvent(event);
    }
    await pass(5);
    expect(live.legs).toEqual([]);
  });

  survives('page-flood', async () => {
    const tracks = Array.from({ length: 2 * MAX_TRACKS }, shownTrack);
    for (let again = 0; again < 100; again++) tracks[0]?.show();
    for (const track of tracks.slice(MAX_TRACKS)) track.level = 0.1;
    await pass(2);
    expect(live.legs).toHaveLength(0);
    for (const track of tracks) track.level = 0.1;
    await pass(2);
    expect(live.legs).toHaveLength(MAX_LEGS);
    // Each call that ends makes room for another.
    for (const track of tracks.slice(0, 2)) track.readyState = 'ended';
    await pass(2);
    expect(live.legs).toHaveLength(MAX_LEGS + 2);
  });

  it.each(['', '{', '[]', '{"connection":"connected"}', '{"connection":"up","packets":-1}'])(
    'takes nothing from a call with statistics like %j: then the open track counts',
    async (tampered) => {
      const track = shownTrack();
      track.tampered = tampered;
      track.level = null;
      await pass(5);
      expect(live.kindsOf(0)).toEqual(['hello', 'resumed', 'block']);
    },
  );
});

it('lets go of everything when the extension is gone from the page', async () => {
  const track = shownTrack();
  track.level = 0.1;
  await pass(2);
  expect(track.readers).toBe(1);
  extension.isGone = true;
  await pass(0.3);
  expect(track.readers).toBe(0);
});
