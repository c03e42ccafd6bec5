// @vitest-environment happy-dom
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { parseRtpStats } from './call-detector.ts';
import { REMOTE_AUDIO_EVENT, watchRemoteTracks } from './remote-tracks.ts';
import { ASK_RTP_STATS_EVENT } from './rtp-stats.ts';

interface FakeReceiver {
  readonly track: { readonly kind: string };
  getStats(): Promise<Map<string, object>>;
  getSynchronizationSources(): { audioLevel?: number }[];
}

/** As much of a peer connection as is watched. */
class FakeConnection extends EventTarget {
  static readonly generateCertificate = () => 'a certificate';
  readonly connectionState = 'connected';
  readonly receivers: FakeReceiver[] = [];

  constructor(readonly configuration?: unknown) {
    super();
  }

  getReceivers(): FakeReceiver[] {
    return this.receivers;
  }

  receive(kind: string, stats: object[] = []): FakeReceiver {
    const receiver = {
      track: { kind },
      getStats: async () => new Map(stats.map((entry, index) => [String(index), entry])),
      getSynchronizationSources: () => [{ audioLevel: 0.25 }],
    };
    this.receivers.push(receiver);
    return receiver;
  }
}

let Connection: typeof FakeConnection;
let shown: { element: HTMLAudioElement; track: unknown }[];

function note(event: Event): void {
  const element = (event as MouseEvent).relatedTarget as HTMLAudioElement;
  const { tracks } = element.srcObject as unknown as { tracks: unknown[] };
  shown.push({ element, track: tracks[0] });
}

beforeEach(() => {
  shown = [];
  vi.stubGlobal(
    'MediaStream',
    class {
      constructor(readonly tracks: unknown[]) {}
    },
  );
  vi.spyOn(HTMLMediaElement.prototype, 'srcObject', 'set').mockImplementation(function (
    this: HTMLMediaElement,
    stream,
  ) {
    Object.defineProperty(this, 'srcObject', { value: stream });
  });
  document.addEventListener(REMOTE_AUDIO_EVENT, note);
  const scope = { RTCPeerConnection: class extends FakeConnection {} };
  watchRemoteTracks(scope as unknown as typeof globalThis);
  Connection = scope.RTCPeerConnection;
});

afterEach(() => {
  document.removeEventListener(REMOTE_AUDIO_EVENT, note);
  vi.restoreAllMocks();
  vi.unstubAllGlobals();
});

it('shows a remote audio track once, on a muted element, however often the page is told of it', () => {
  const connection = new Connection();
  const { track } = connection.receive('audio');
  connection.receive('video');
  for (let call = 0; call < 3; call++) connection.dispatchEvent(new Event('track'));
  expect(shown.map((each) => each.track)).toEqual([track]);
  expect(shown[0]?.element.muted).toBe(true);
  expect(shown[0]?.element.isConnected).toBe(false);
});

it('finds a track that no event tells of, which a page takes from the receivers', () => {
  const connection = new Connection();
  connection.dispatchEvent(new Event('signalingstatechange'));
  const { track } = connection.receive('audio');
  connection.dispatchEvent(new Event('signalingstatechange'));
  expect(shown.map((each) => each.track)).toEqual([track]);
});

it('shows every track of a conference', () => {
  const connection = new Connection();
  for (let party = 0; party < 3; party++) connection.receive('audio');
  connection.dispatchEvent(new Event('track'));
  new Connection().dispatchEvent(new Event('track'));
  expect(shown).toHaveLength(3);
});

it('answers with the RTP statistics of the track', async () => {
  const connection = new Connection();
  connection.receive('audio', [
    { type: 'inbound-rtp', packetsReceived: 50, totalAudioEnergy: 0.5 },
    { type: 'codec', packetsReceived: 1000 },
  ]);
  connection.dispatchEvent(new Event('track'));
  const [{ element } = { element: new Audio() }] = shown;
  expect(parseRtpStats(element.dataset.rtpStats)).toBeNull();
  element.dispatchEvent(new Event(ASK_RTP_STATS_EVENT));
  await vi.waitFor(() =>
    expect(parseRtpStats(element.dataset.rtpStats)).toEqual({
      connection: 'connected',
      packets: 50,
      energy: 0.5,
      headerLevel: 0.25,
    }),
  );
});

it('leaves the class as the page knows it: its statics, its instances, its subclasses', () => {
  class OfThePage extends Connection {
    readonly isOfThePage = true;
  }
  const connection = new OfThePage({ iceServers: [] });
  expect(connection).toBeInstanceOf(Connection);
  expect(connection).toBeInstanceOf(OfThePage);
  expect(connection.isOfThePage).toBe(true);
  expect(connection.configuration).toEqual({ iceServers: [] });
  expect(new Connection().constructor).toBe(Connection);
  expect(Connection.generateCertificate()).toBe('a certificate');
  const { track } = connection.receive('audio');
  connection.dispatchEvent(new Event('track'));
  expect(shown.map((each) => each.track)).toEqual([track]);
});

it('leaves a page without peer connections alone', () => {
  const scope = {};
  watchRemoteTracks(scope as typeof globalThis);
  expect(scope).toEqual({});
});
