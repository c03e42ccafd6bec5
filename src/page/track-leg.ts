// One call on a remote track. It is read only while the agent's consent stands and the customer isn't on hold.

import { type BlockOfTrack, readTrack } from '../extension/capture/track-reader.ts';
import type { FromLeg, Port, ToLeg } from '../extension/messages/audio-port.ts';
import { BlockSender } from './block-sender.ts';
import { hasSoundIn } from './call-detector.ts';

export interface TrackLegOptions {
  /** Origin of the console page, the top one. */
  readonly console: string;
  /** BCP 47 tag of that page; called when a leg begins. */
  readonly language: () => string;
  readonly connect: () => Promise<Port<ToLeg, FromLeg>>;
  readonly isOrphaned: () => boolean;
}

/** Whether the console put the track's speaker on hold. */
export function isTrackHeld(track: MediaStreamTrack): boolean {
  return track.muted || !track.enabled;
}

export interface TrackLegEvents {
  /** A captured block had sound in it. */
  readonly onSound: () => void;
  /** The agent says that the call is over; the track may carry the next. */
  readonly onOver: () => void;
}

export class TrackLeg {
  readonly #track: MediaStreamAudioTrack;
  readonly #sender: BlockSender;
  readonly #onSound: () => void;
  #soundHeard = false;
  #wanted = false;
  #reading: AbortController | null = null;
  #firstBlockAt: number | null = null;
  #endSeconds = 0;

  constructor(
    track: MediaStreamAudioTrack,
    { console, language, connect, isOrphaned }: TrackLegOptions,
    { onSound, onOver }: TrackLegEvents,
  ) {
    this.#track = track;
    this.#onSound = onSound;
    this.#sender = new BlockSender({
      leg: crypto.randomUUID(),
      console,
      language: language(),
      connect,
      isOrphaned,
      onOver,
      onCapture: (on) => {
        this.#wanted = on;
        this.update();
      },
    });
  }

  /** Whether the track is read at this moment. */
  get isRead(): boolean {
    return this.#reading !== null;
  }

  /** Whether anything louder than silence was read. */
  get soundHeard(): boolean {
    return this.#soundHeard;
  }

  /** Starts or stops reading, as consent and hold demand. */
  update(): void {
    const isHeld = isTrackHeld(this.#track);
    this.#sender.setHeld(isHeld);
    const shouldRead = this.#wanted && !isHeld;
    if (shouldRead && this.#reading === null) this.#startReading();
    if (!shouldRead) this.#stopReading();
  }

  /** Ends the leg for good. */
  end(): void {
    this.#stopReading();
    this.#sender.close();
  }

  #startReading(): void {
    const reading = new AbortController();
    this.#reading = reading;
    // The leg's clock runs on during a hold.
    const elapsed =
      this.#firstBlockAt === null
        ? 0
        : Math.max(this.#endSeconds, (performance.now() - this.#firstBlockAt) / 1000);
    readTrack(this.#track, elapsed, reading.signal, (block) => {
      if (!reading.signal.aborted) this.#take(block);
    }).catch(() => {
      if (this.#reading === reading) this.#stopReading();
    });
  }

  #stopReading(): void {
    this.#reading?.abort();
    this.#reading = null;
  }

  #take(block: BlockOfTrack): void {
    const seconds = block.pcm.length / block.sampleRateHz;
    this.#firstBlockAt ??= performance.now() - seconds * 1000;
    this.#endSeconds = block.startSample / block.sampleRateHz + seconds;
    this.#sender.send(block);
    if (!hasSoundIn(block.pcm)) return;
    this.#soundHeard = true;
    this.#onSound();
  }
}
