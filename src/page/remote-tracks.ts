// Finds every remote audio track of every peer connection and shows it to the isolated world. Runs in the page's own
// world; it reads nothing else of the page and changes nothing that the page could notice.

import { answerRtpStats } from './rtp-stats.ts';

/** This event carries a remote track's media element to the isolated world. */
export const REMOTE_AUDIO_EVENT = 'evenkeel:remote-audio';

/**
 * Shows a track by its media element, the only thing that an event can carry between the worlds (`relatedTarget`).
 * The element is muted and outside the DOM; it must play, because a remote track is silent until an element plays it.
 */
function showTrack(connection: RTCPeerConnection, receiver: RTCRtpReceiver): void {
  const audio = new Audio();
  audio.muted = true;
  audio.srcObject = new MediaStream([receiver.track]);
  answerRtpStats(audio, connection, receiver);
  // The browser refuses to play only when the track has ended meanwhile.
  audio.play().catch(() => {});
  document.dispatchEvent(new MouseEvent(REMOTE_AUDIO_EVENT, { relatedTarget: audio }));
}

/**
 * Wraps `RTCPeerConnection` so that every remote audio track is found, whatever the page does with it.
 * The page can use the wrapped class like the native one: statics, `instanceof` and subclasses work.
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
      // A page may reuse a receiver without a new `track` event, so every event looks at all receivers.
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
