// Reads a track as mono blocks of 100 ms, at the rate that the track delivers, out of the page's reach.

import type { AudioBlock } from '../../analysis/audio/block.ts';

export type BlockOfTrack = Omit<AudioBlock, 'leg' | 'sequence'>;

const BLOCK_SECONDS = 0.1;
/**
 * Frames of 10 ms that the browser holds for us while the page's main thread is busy: three seconds, as long as blocks
 * are kept for resending.
 */
const BUFFERED_FRAMES = 300;
/** A longer jump of the track's clock from one frame to the next means lost audio; a shorter one is jitter. */
const JUMP_SECONDS = 0.2;

/**
 * Reads until the track ends or the signal aborts; then resolves.
 *
 * @param elapsedSeconds the place of the first sample on the leg's clock
 * @param onBlock gets each block, on memory of its own
 */
export async function readTrack(
  track: MediaStreamAudioTrack,
  elapsedSeconds: number,
  signal: AbortSignal,
  onBlock: (block: BlockOfTrack) => void,
): Promise<void> {
  const { readable } = new MediaStreamTrackProcessor({ track, maxBufferSize: BUFFERED_FRAMES });
  const reader = readable.getReader();
  signal.addEventListener('abort', () => void reader.cancel().catch(() => {}), { once: true });

  let rate = 0;
  let block = new Float32Array(0);
  let filled = 0;
  let startSample = 0;
  let expectedTimestamp: number | null = null;
  let plane = new Float32Array(0);

  const emit = () => {
    if (filled > 0) onBlock({ startSample, sampleRateHz: rate, pcm: block.slice(0, filled) });
    startSample += filled;
    filled = 0;
  };

  for (;;) {
    const { value: data, done } = await reader.read();
    if (done) break;
    const { numberOfFrames, numberOfChannels, timestamp } = data;
    if (data.sampleRate !== rate) {
      emit();
      const position: number = rate === 0 ? elapsedSeconds : startSample / rate;
      rate = data.sampleRate;
      startSample = Math.round(position * rate);
      block = new Float32Array(Math.round(rate * BLOCK_SECONDS));
    }
    const jumpSeconds = expectedTimestamp === null ? 0 : (timestamp - expectedTimestamp) / 1e6;
    expectedTimestamp = timestamp + (numberOfFrames / rate) * 1e6;
    if (jumpSeconds > JUMP_SECONDS) {
      emit();
      startSample += Math.round(jumpSeconds * rate);
    }

    if (plane.length < numberOfFrames) plane = new Float32Array(numberOfFrames);
    const mono = plane.subarray(0, numberOfFrames);
    const mix = new Float32Array(numberOfChannels > 1 ? numberOfFrames : 0);
    data.copyTo(mono, { planeIndex: 0, format: 'f32-planar' });
    for (let channel = 1; channel < numberOfChannels; channel++) {
      data.copyTo(mix, { planeIndex: channel, format: 'f32-planar' });
      for (let index = 0; index < numberOfFrames; index++)
        mono[index] = (mono[index] ?? 0) + (mix[index] ?? 0);
    }
    if (numberOfChannels > 1) {
      for (let index = 0; index < numberOfFrames; index++)
        mono[index] = (mono[index] ?? 0) / numberOfChannels;
    }
    data.close();

    for (let read = 0; read < numberOfFrames; ) {
      const taken = Math.min(block.length - filled, numberOfFrames - read);
      block.set(mono.subarray(read, read + taken), filled);
      filled += taken;
      read += taken;
      if (filled === block.length) emit();
    }
  }
  emit();
}
