// The isolated world's side of capture: one leg for each remote track that the page's world shows, read only while
// the agent's consent stands and the console does not hold it.

import type { FrameFacts, TrackFacts } from '../diagnostics/facts.ts';
import type { DeskMessage, LegMessage, Port } from '../messaging/audio-port.ts';
import { BlockSender } from './block-sender.ts';
import { REMOTE_AUDIO_EVENT } from './remote-tracks.ts';
import { readTrack } from './track-reader.ts';

/** A page has a customer, perhaps colleagues; more legs at once than this is a page that floods us. */
const MAX_LEGS = 8;
/** Samples quieter than this are silence: -60 dB of full scale. */
const AUDIBLE = 0.001;
/** How often a track is asked whether it ended or is disabled: neither fires an event on a local close. */
const POLL_MS = 250;

/**
 * How Chromium labels the tracks of a peer connection's receivers, and no others: microphones carry their device's
 * name, tracks made by a page that of their maker. A page can't change a label, so no local track gets past it.
 */
const REMOTE_TRACK_LABEL = 'remote audio';

export interface LegCaptureOptions {
  /** Origin of the console page, the top one. */
  readonly console: string;
  /** BCP 47 tag of that page, asked for when a leg begins. */
  readonly language: () => string;
  readonly connect: () => Promise<Port<DeskMessage, LegMessage>>;
  readonly isOrphaned: () => boolean;
}

/** The remote track an event of the page claims to show, or null. The page is not trusted. */
function remoteTrackOf(event: Event): MediaStreamAudioTrack | null {
  const element = event instanceof MouseEvent ? event.relatedTarget : null;
  if (!(element instanceof HTMLAudioElement) || !(element.srcObject instanceof MediaStream)) return null;
  const [track] = element.srcObject.getAudioTracks();
  return track?.readyState === 'live' && track.label === REMOTE_TRACK_LABEL ? track : null;
}

/**
 * Follows one track from its first sound to its end. Calls `onEnd` when it is over.
 * @returns tells what is known of it at the time
 */
function followTrack(
  track: MediaStreamAudioTrack,
  options: LegCaptureOptions,
  onEnd: () => void,
): () => TrackFacts {
  let soundHeard = false;
  let sender: BlockSender | null = null;
  let wanted = false;
  let reading: AbortController | null = null;
  let firstBlockAt: number | null = null;
  let endSeconds = 0;

  const stopReading = () => {
    reading?.abort();
    reading = null;
  };

  const startReading = () => {
    reading = new AbortController();
    const { signal } = reading;
    // Time on hold passes on the leg's clock too.
    const elapsed =
      firstBlockAt === null ? 0 : Math.max(endSeconds, (performance.now() - firstBlockAt) / 1000);
    readTrack(track, elapsed, signal, (block) => {
      if (signal.aborted) return;
      const blockSeconds = block.pcm.length / block.sampleRateHz;
      firstBlockAt ??= performance.now() - blockSeconds * 1000;
      endSeconds = block.startSample / block.sampleRateHz + blockSeconds;
      soundHeard ||= block.pcm.some((sample) => Math.abs(sample) > AUDIBLE);
      sender?.send(block);
    }).catch(() => stopReading());
  };

  const held = () => track.muted || !track.enabled;

  const look = () => {
    const isHeld = held();
    if (track.readyState === 'ended' || options.isOrphaned()) {
      clearInterval(poll);
      stopReading();
      sender?.close();
      onEnd();
      return;
    }
    // A connection is not a call: the leg begins with its first sound.
    if (sender === null && !isHeld) {
      sender = new BlockSender({
        leg: crypto.randomUUID(),
        ...options,
        language: options.language(),
        onCapture: (on) => {
          wanted = on;
          look();
        },
      });
    }
    sender?.setHeld(isHeld);
    const shouldRead = wanted && !isHeld;
    if (shouldRead && reading === null) startReading();
    if (!shouldRead && reading !== null) stopReading();
  };

  const poll = setInterval(look, POLL_MS);
  for (const event of ['mute', 'unmute', 'ended']) track.addEventListener(event, look);
  look();
  return () => ({ held: held(), read: reading !== null, soundHeard });
}

/**
 * Captures every remote audio track that the page's world shows, for as long as the frame lives.
 * @returns tells what the frame sees at the time
 */
export function captureLegs(options: LegCaptureOptions): () => FrameFacts {
  const followed = new Map<MediaStreamTrack, () => TrackFacts>();
  let tracksSeen = 0;
  document.addEventListener(REMOTE_AUDIO_EVENT, (event) => {
    const track = remoteTrackOf(event);
    if (track === null || followed.has(track) || followed.size >= MAX_LEGS) return;
    tracksSeen++;
    followed.set(
      track,
      followTrack(track, options, () => followed.delete(track)),
    );
  });
  return () => ({
    tracks: [...followed.values()].map((describe) => describe()),
    tracksSeen,
    childFrames: window.length,
  });
}
