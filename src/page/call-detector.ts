// Whether somebody is on a remote track's line. A peer connection is not a call: consoles keep one open all day and
// send silence between calls, so a leg's beginning and end follow from what is heard on it.

import * as v from 'valibot';
import type { RtpStats } from './rtp-stats.ts';

/** Anything above -70 dBFS is sound. Silence that was coded in A-law comes back at -72 dBFS. */
const SOUND_LEVEL = 10 ** (-70 / 20);
/** A line without a packet for so long is dead. Silence suppression pauses for less, and so do outages that mend. */
export const DEAD_LINE_MS = 60_000;
/** A line with packets, but without a sound, for so long is idle. A customer may listen to the agent for less. */
export const SILENT_LINE_MS = 180_000;
/** Longer than a hold that anybody waits through. */
export const LONGEST_HOLD_MS = 30 * 60_000;
/** How long the page's world has to answer before the line is judged by the track alone. */
const ANSWER_MS = 1_000;
/** A failed connection may still be mended by an ICE restart. */
export const FAILED_GRACE_MS = 15_000;

const factsSchema = v.object({
  connection: v.picklist(['new', 'connecting', 'connected', 'disconnected', 'failed', 'closed']),
  packets: v.pipe(v.number(), v.minValue(0)),
  energy: v.pipe(v.number(), v.minValue(0)),
  headerLevel: v.nullable(v.number()),
});

/** The facts on a track's element, or null where there are none: the page's world is not trusted. */
export function parseRtpStats(attribute: string | undefined): RtpStats | null {
  try {
    const result = v.safeParse(factsSchema, JSON.parse(attribute ?? 'null'));
    return result.success ? result.output : null;
  } catch {
    return null;
  }
}

export class CallDetector {
  #last: { readonly at: number; readonly facts: RtpStats } | null = null;
  #soundAt = Number.NEGATIVE_INFINITY;
  #packetsAt = Number.NEGATIVE_INFINITY;
  #heldSince: number | null = null;
  #resumedAt = Number.NEGATIVE_INFINITY;
  #failedSince: number | null = null;
  #untoldSince: number | null = null;

  /**
   * Takes in how the line is at `now`, in milliseconds.
   * @param isHeld the console muted or disabled the track
   * @param facts null where the page's world tells nothing: after a while an open track then counts as one with sound
   */
  observe(now: number, isHeld: boolean, facts: RtpStats | null): void {
    this.#failedSince = facts?.connection === 'failed' ? (this.#failedSince ?? now) : null;
    const last = this.#last;
    this.#last = facts && { at: now, facts };
    if (isHeld) {
      this.#heldSince ??= now;
      return;
    }
    if (this.#heldSince !== null) this.#resumedAt = now;
    this.#heldSince = null;
    if (facts === null) {
      this.#untoldSince ??= now;
      if (now - this.#untoldSince >= ANSWER_MS) this.heard(now);
      return;
    }
    this.#untoldSince = null;
    if (last === null || facts.packets <= last.facts.packets) return;
    this.#packetsAt = now;
    if (hasSound(facts, last.facts, (now - last.at) / 1000)) this.#soundAt = now;
  }

  /** A captured block had sound in it, whatever the statistics say. */
  heard(now: number): void {
    this.#soundAt = now;
    this.#packetsAt = now;
  }

  /** Whether there was sound later than `time`. */
  hasSoundSince(time: number): boolean {
    return this.#soundAt > time;
  }

  /** Whether a leg that was on the line is gone from it. */
  isOver(now: number): boolean {
    if (this.#failedSince !== null && now - this.#failedSince >= FAILED_GRACE_MS) return true;
    if (this.#heldSince !== null) return now - this.#heldSince >= LONGEST_HOLD_MS;
    // Whoever was on hold has as long to speak up as at the beginning.
    const sinceResumed = now - this.#resumedAt;
    return (
      Math.min(now - this.#packetsAt, sinceResumed) >= DEAD_LINE_MS ||
      Math.min(now - this.#soundAt, sinceResumed) >= SILENT_LINE_MS
    );
  }
}

function hasSound({ energy, headerLevel }: RtpStats, before: RtpStats, seconds: number): boolean {
  const isLoud = energy - before.energy > SOUND_LEVEL ** 2 * seconds;
  if (isLoud || (headerLevel ?? 0) > SOUND_LEVEL) return true;
  // No energy at all so far, and no level from the sender: the page plays at volume 0, and packets are all we know.
  return energy === 0 && headerLevel === null;
}

/** Whether a block of samples has anything above silence in it. */
export function hasSoundIn(pcm: Float32Array): boolean {
  return pcm.some((sample) => Math.abs(sample) > SOUND_LEVEL);
}
