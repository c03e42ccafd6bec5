// Runs in the page's own world: finds every remote audio track of every peer connection and shows it to the
// isolated world. Nothing else of the page is read, and nothing is changed that the page could notice.

import { answerRtpStats } from './rtp-stats.ts';

/** The event that carries a remote track's media element across the world border. */
export const REMOTE_AUDIO_EVENT = 'evenkeel:remote-audio';

/**
 * A remote track is silent until a media element plays it, so each gets a muted one outside the DOM.
 * An element is also the only thing that crosses from the page's world to the isolated one: as `relatedTarget`.
 */
function showTrack(connection: RTCPeerConnection, receiver: RTCRtpReceiver): void {
  const audio = new Audio();
  audio.muted = true;
  audio.srcObject = new MediaStream([receiver.track]);
  answerRtpStats(audio, connection, receiver);
  // A refusal to play can only mean that the track ended meanwhile.
  audio.play().catch(() => {});
  document.dispatchEvent(new MouseEvent(REMOTE_AUDIO_EVENT, { relatedTarget: audio }));
}

/**
 * Wraps `RTCPeerConnection` so that remote audio tracks are seen, whatever the page does with them.
 * Everything else passes through: statics, `instanceof`, subclasses.
 */
export function watchRemoteTracks(scope: typeof globalThis): void {
  const Native = scope.RTCPeerConnection;
  if (Native === undefined) return;
  // A resumed call fires `track` again with the same track.
  const shown = new WeakSet<MediaStreamTrack>();

  const showReceivers = (connection: RTCPeerConnection) => {
    for (const receiver of connection.getReceivers()) {
      const { track } = receiver;
      if (track.kind !== 'audio' || shown.has(track)) continue;
      shown.add(track);
      showTrack(connection, receiver);
    }
  };

  const Watched = new Proxy(Native, {
    construct(target, parameters, newTarget) {
      const connection = Reflect.construct(target, parameters, newTarget) as RTCPeerConnection;
      // The receivers are looked at, not the event's track: a page may reuse one that no event tells of again.
      for (const event of ['track', 'signalingstatechange'] as const) {
        connection.addEventListener(event, () => showReceivers(connection));
      }
      return connection;
    },
  });
  // Pages compare `connection.constructor` with the global.
  Native.prototype.constructor = Watched;
  scope.RTCPeerConnection = Watched;
  if ('webkitRTCPeerConnection' in scope) scope.webkitRTCPeerConnection = Watched;
}
