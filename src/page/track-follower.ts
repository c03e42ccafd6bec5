// Follows one remote track through the calls that it carries, one after the other. Each call is a leg of its own: it
// begins with the first sound and ends when the call detector or the agent says so.

import type { TrackFacts } from '../extension/messages/diagnosis-facts.ts';
import { CallDetector, parseRtpStats } from './call-detector.ts';
import { ASK_RTP_STATS_EVENT } from './rtp-stats.ts';
import { isTrackHeld, TrackLeg, type TrackLegOptions } from './track-leg.ts';

/** How often a track is checked: a page that closes or disables it fires no event. */
export const POLL_MS = 250;
/** A hidden page gets its timers once a second. After a longer pause the page or the machine slept; nobody was silent. */
const LONGEST_STEP_MS = 2_000;

export interface FollowOptions extends TrackLegOptions {
  /** Whether another leg may begin; asked again until it agrees. */
  readonly mayBegin: () => boolean;
  readonly onLegEnd: () => void;
}

/**
 * Follows a track until it ends or the extension is gone; then calls `onEnd`.
 * @param element the track's element: it plays the track and carries its RTP statistics
 * @returns describes the track at that moment
 */
export function followTrack(
  track: MediaStreamAudioTrack,
  element: HTMLAudioElement,
  options: FollowOptions,
  onEnd: () => void,
): () => TrackFacts {
  const detector = new CallDetector();
  let leg: TrackLeg | null = null;
  let lastLegEndedAt = Number.NEGATIVE_INFINITY;
  let lookedAt = performance.now();
  /** For how long the track was watched; the call detector's clock. */
  let watchedMs = 0;

  const endLeg = () => {
    leg?.end();
    if (leg !== null) options.onLegEnd();
    leg = null;
    lastLegEndedAt = watchedMs;
  };

  const look = () => {
    if (track.readyState === 'ended' || options.isOrphaned()) {
      clearInterval(poll);
      endLeg();
      onEnd();
      return;
    }
    const now = performance.now();
    watchedMs += Math.min(now - lookedAt, LONGEST_STEP_MS);
    lookedAt = now;
    const isHeld = isTrackHeld(track);
    detector.observe(watchedMs, isHeld, parseRtpStats(element.dataset.rtpStats));
    element.dispatchEvent(new Event(ASK_RTP_STATS_EVENT));
    if (leg !== null && detector.isCallOver(watchedMs)) endLeg();
    if (leg === null && !isHeld && detector.hasSoundSince(lastLegEndedAt) && options.mayBegin()) {
      leg = new TrackLeg(track, options, { onSound: () => detector.noteSound(watchedMs), onOver: endLeg });
    }
    leg?.update();
  };

  const poll = setInterval(look, POLL_MS);
  for (const event of ['mute', 'unmute', 'ended']) track.addEventListener(event, look);
  look();
  return () => ({
    held: leg === null || isTrackHeld(track),
    read: leg?.isRead ?? false,
    soundHeard: leg?.soundHeard ?? false,
  });
}
