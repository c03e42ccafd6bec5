// The isolated world's side of capture: takes in the remote tracks that the page's world shows, and nothing else.

import type { FrameFacts, TrackFacts } from '../extension/messages/diagnosis-facts.ts';
import { REMOTE_AUDIO_EVENT } from './remote-tracks.ts';
import { type FollowOptions, followTrack } from './track-follower.ts';
import type { TrackLegOptions } from './track-leg.ts';

/** A page has a customer, perhaps colleagues; more legs at once than this is a page that floods us. */
export const MAX_LEGS = 8;
/** Conference clients receive dozens of tracks, most of them idle; more at once than this is a flood too. */
export const MAX_TRACKS = 64;

/**
 * How Chromium labels the tracks of a peer connection's receivers, and no others: microphones carry their device's
 * name, tracks made by a page that of their maker. A page can't change a label, so no local track gets past it.
 */
const REMOTE_TRACK_LABEL = 'remote audio';

/** The remote track that an event of the page claims to show, with its element, or null. The page is not trusted. */
function remoteTrackOf(event: Event): { track: MediaStreamAudioTrack; element: HTMLAudioElement } | null {
  const element = event instanceof MouseEvent ? event.relatedTarget : null;
  if (!(element instanceof HTMLAudioElement) || !(element.srcObject instanceof MediaStream)) return null;
  const [track] = element.srcObject.getAudioTracks();
  return track?.readyState === 'live' && track.label === REMOTE_TRACK_LABEL ? { track, element } : null;
}

/**
 * Captures every remote audio track that the page's world shows, for as long as the frame lives.
 * @returns tells what the frame sees at the time
 */
export function captureFrame(options: TrackLegOptions): () => FrameFacts {
  const followed = new Map<MediaStreamTrack, () => TrackFacts>();
  let tracksSeen = 0;
  let legs = 0;
  const followOptions: FollowOptions = {
    ...options,
    mayBegin: () => {
      if (legs >= MAX_LEGS) return false;
      legs++;
      return true;
    },
    onLegEnd: () => {
      legs--;
    },
  };
  document.addEventListener(REMOTE_AUDIO_EVENT, (event) => {
    const shown = remoteTrackOf(event);
    if (shown === null || followed.has(shown.track) || followed.size >= MAX_TRACKS) return;
    tracksSeen++;
    followed.set(
      shown.track,
      followTrack(shown.track, shown.element, followOptions, () => followed.delete(shown.track)),
    );
  });
  return () => ({
    tracks: [...followed.values()].map((describe) => describe()),
    tracksSeen,
    childFrames: window.length,
  });
}
