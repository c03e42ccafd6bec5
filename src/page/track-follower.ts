// Follows one remote track through the calls that it carries, one after the other: each is a leg of its own, from
// its first sound until the line is dead, or the agent says that the call is over.

import type { TrackFacts } from '../extension/messages/diagnosis-facts.ts';
import { CallDetector, parseRtpStats } from './call-detector.ts';
import { ASK_RTP_STATS_EVENT } from './rtp-stats.ts';
import { isTrackHeld, TrackLeg, type TrackLegOptions } from './track-leg.ts';

/** How often a track is asked whether it ended or is disabled: neither fires an event on a local close. */
export const POLL_MS = 250;
/** Timers come once a second in a page that is hidden. A longer pause was no silence: the page or the machine slept. */
const LONGEST_STEP_MS = 2_000;

export interface FollowOptions extends TrackLegOptions {
  /** Asked at the first sound of a leg, and until it agrees. */
  readonly mayBegin: () => boolean;
  readonly onLegEnd: () => void;
}

/**
 * Follows a track until it ends or the extension is gone; then calls `onEnd`.
 * @param element the track's element: it carries what the page's world knows of the line, and the track is silent
 *   without it
 * @returns tells what is known of it at the time
 */
export function followTrack(
  track: MediaStreamAudioTrack,
  element: HTMLAudioElement,
  options: FollowOptions,
  onEnd: () => void,
): () => TrackFacts {
  const activity = new CallDetector();
  let leg: TrackLeg | null = null;
  let lastLegEndedAt = Number.NEGATIVE_INFINITY;
  let lookedAt = performance.now();
  /** Milliseconds in which the line was watched. */
  let watched = 0;

  const endLeg = () => {
    leg?.end();
    if (leg !== null) options.onLegEnd();
    leg = null;
    lastLegEndedAt = watched;
  };

  const look = () => {
    if (track.readyState === 'ended' || options.isOrphaned()) {
      clearInterval(poll);
      endLeg();
      onEnd();
      return;
    }
    const now = performance.now();
    watched += Math.min(now - lookedAt, LONGEST_STEP_MS);
    lookedAt = now;
    const isHeld = isTrackHeld(track);
    activity.observe(watched, isHeld, parseRtpStats(element.dataset.rtpStats));
    element.dispatchEvent(new Event(ASK_RTP_STATS_EVENT));
    if (leg !== null && activity.isOver(watched)) endLeg();
    if (leg === null && !isHeld && activity.hasSoundSince(lastLegEndedAt) && options.mayBegin()) {
      leg = new TrackLeg(track, options, { onSound: () => activity.heard(watched), onOver: endLeg });
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
