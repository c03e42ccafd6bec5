// Captures one frame of a console's page: follows each remote track that the page's world shows. Runs in the isolated world.

import type { FrameFacts, TrackFacts } from '../extension/messages/diagnosis-facts.ts';
import { REMOTE_AUDIO_EVENT } from './remote-tracks.ts';
import { type FollowOptions, followTrack } from './track-follower.ts';
import type { TrackLegOptions } from './track-leg.ts';

/** A page has a customer and perhaps colleagues. A page with more legs at once than this floods us. */
export const MAX_LEGS = 8;
/** Conference clients receive dozens of tracks, most of them idle. A page with more tracks than this floods us. */
export const MAX_TRACKS = 64;

/**
 * Chromium gives this label to the tracks of a peer connection's receivers, and to no other track.
 * A page can't change a label, so no microphone and no track of the page's own making passes this check.
 */
const REMOTE_TRACK_LABEL = 'remote audio';

/** The remote track and its element that an event shows, or null. The page is not trusted. */
function remoteTrackOf(event: Event): { track: MediaStreamAudioTrack; element: HTMLAudioElement } | null {
  const element = event instanceof MouseEvent ? event.relatedTarget : null;
  if (!(element instanceof HTMLAudioElement) || !(element.srcObject instanceof MediaStream)) return null;
  const [track] = element.srcObject.getAudioTracks();
  return track?.readyState === 'live' && track.label === REMOTE_TRACK_LABEL ? { track, element } : null;
}

/**
 * Captures every remote audio track that the page's world shows, for as long as the frame lives.
 * @returns describes what the frame sees at that moment
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
