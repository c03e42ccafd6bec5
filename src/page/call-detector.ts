// Detects whether a remote track carries a call. Consoles keep one peer connection open all day and send silence
// between calls, so sound and packets tell when a call begins and ends.

import * as v from 'valibot';
import type { RtpStats } from './rtp-stats.ts';

/** Anything above -70 dBFS is sound. Silence that was coded in A-law comes back at -72 dBFS. */
const SOUND_LEVEL = 10 ** (-70 / 20);
/** Without a packet for this long the call is over. Silence suppression and short outages pause for less. */
export const LONGEST_WITHOUT_PACKETS_MS = 60_000;
/** With packets but without sound for this long the call is over. A customer who only listens speaks up sooner. */
export const LONGEST_SILENCE_MS = 180_000;
/** Nobody waits on hold for longer than this. */
export const LONGEST_HOLD_MS = 30 * 60_000;
/** How long the page's world may take to answer; after that an open track counts as one with sound. */
const ANSWER_MS = 1_000;
/** An ICE restart may still mend a failed connection within this time. */
export const FAILED_GRACE_MS = 15_000;

const statsSchema = v.object({
  connection: v.picklist(['new', 'connecting', 'connected', 'disconnected', 'failed', 'closed']),
  packets: v.pipe(v.number(), v.minValue(0)),
  energy: v.pipe(v.number(), v.minValue(0)),
  headerLevel: v.nullable(v.number()),
});

/** Reads the statistics on a track's element; null where none can be read. The page's world is not trusted. */
export function parseRtpStats(attribute: string | undefined): RtpStats | null {
  try {
    const result = v.safeParse(statsSchema, JSON.parse(attribute ?? 'null'));
    return result.success ? result.output : null;
  } catch {
    return null;
  }
}

export class CallDetector {
  #last: { readonly at: number; readonly stats: RtpStats } | null = null;
  #soundAt = Number.NEGATIVE_INFINITY;
  #packetsAt = Number.NEGATIVE_INFINITY;
  #heldSince: number | null = null;
  #resumedAt = Number.NEGATIVE_INFINITY;
  #failedSince: number | null = null;
  #unansweredSince: number | null = null;

  /**
   * Takes in the state of the track at `now`, in milliseconds.
   * @param isHeld the console muted or disabled the track
   * @param stats null where the page's world doesn't answer; after a while the track then counts as one with sound
   */
  observe(now: number, isHeld: boolean, stats: RtpStats | null): void {
    this.#failedSince = stats?.connection === 'failed' ? (this.#failedSince ?? now) : null;
    const last = this.#last;
    this.#last = stats && { at: now, stats };
    if (isHeld) {
      this.#heldSince ??= now;
      return;
    }
    if (this.#heldSince !== null) this.#resumedAt = now;
    this.#heldSince = null;
    if (stats === null) {
      this.#unansweredSince ??= now;
      if (now - this.#unansweredSince >= ANSWER_MS) this.noteSound(now);
      return;
    }
    this.#unansweredSince = null;
    if (last === null || stats.packets <= last.stats.packets) return;
    this.#packetsAt = now;
    if (hasSound(stats, last.stats, (now - last.at) / 1000)) this.#soundAt = now;
  }

  /** Notes that a captured block had sound in it, whatever the statistics say. */
  noteSound(now: number): void {
    this.#soundAt = now;
    this.#packetsAt = now;
  }

  /** Whether there was sound after `time`. */
  hasSoundSince(time: number): boolean {
    return this.#soundAt > time;
  }

  /** Whether a call that began on the track is over. */
  isCallOver(now: number): boolean {
    if (this.#failedSince !== null && now - this.#failedSince >= FAILED_GRACE_MS) return true;
    if (this.#heldSince !== null) return now - this.#heldSince >= LONGEST_HOLD_MS;
    // After a hold the limits count from the moment the customer was taken back.
    const sinceResumed = now - this.#resumedAt;
    return (
      Math.min(now - this.#packetsAt, sinceResumed) >= LONGEST_WITHOUT_PACKETS_MS ||
      Math.min(now - this.#soundAt, sinceResumed) >= LONGEST_SILENCE_MS
    );
  }
}

function hasSound({ energy, headerLevel }: RtpStats, before: RtpStats, seconds: number): boolean {
  const isLoud = energy - before.energy > SOUND_LEVEL ** 2 * seconds;
  if (isLoud || (headerLevel ?? 0) > SOUND_LEVEL) return true;
  // The page plays at volume 0 and the sender gives no level: packets are all we know.
  return energy === 0 && headerLevel === null;
}

/** Whether a block of samples has anything above silence in it. */
export function hasSoundIn(pcm: Float32Array): boolean {
  return pcm.some((sample) => Math.abs(sample) > SOUND_LEVEL);
}
