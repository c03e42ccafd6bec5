// Finds a few seconds of one channel with sound in them, for somebody to listen to.

import { LevelMeter } from './level.ts';

export interface Excerpt {
  readonly startSeconds: number;
  readonly sampleRateHz: number;
  /** In [-1, 1]. */
  readonly samples: Float32Array<ArrayBuffer>;
}

/** Long enough to recognise a voice. */
const EXCERPT_SECONDS = 6;
/** Seconds of the recording that are searched. */
const SEARCHED_SECONDS = 180;
const STEP_SECONDS = 0.5;
/** Levels, in dBFS, between which a step counts: below is line noise, above a shout or a knock says no more. */
const QUIETEST_DBFS = -55;
const LOUDEST_DBFS = -25;

/**
 * The stretch of a channel that has the most sound, the first one where several have; null where there is none.
 * @param blocks one array of samples a channel; the first three minutes are read, and held for one channel
 * @throws Error when the recording can't be read on
 */
export async function excerptOf(
  blocks: AsyncIterable<readonly Float32Array<ArrayBuffer>[]>,
  sampleRateHz: number,
  channel: 'left' | 'right',
): Promise<Excerpt | null> {
  const meter = new LevelMeter(sampleRateHz, STEP_SECONDS);
  const parts: Float32Array<ArrayBuffer>[] = [];
  let read = 0;
  for await (const block of blocks) {
    const samples = block[channel === 'left' ? 0 : 1];
    if (samples === undefined) return null;
    meter.push(samples);
    parts.push(samples);
    read += samples.length;
    if (read >= SEARCHED_SECONDS * sampleRateHz) break;
  }
  const startStep = bestStep(meter.levels());
  if (startStep === null) return null;
  const startSeconds = startStep * STEP_SECONDS;
  const first = Math.round(startSeconds * sampleRateHz);
  const length = Math.min(read - first, EXCERPT_SECONDS * sampleRateHz);
  return { startSeconds, sampleRateHz, samples: cut(parts, first, length) };
}

function bestStep(levels: readonly number[]): number | null {
  const steps = EXCERPT_SECONDS / STEP_SECONDS;
  const sound = levels
    .map((level) => Math.min(level, LOUDEST_DBFS) - QUIETEST_DBFS)
    .map((db) => Math.max(0, db));
  let best = { start: 0, sum: 0 };
  for (let start = 0; start <= Math.max(0, sound.length - steps); start++) {
    const sum = sound.slice(start, start + steps).reduce((total, one) => total + one, 0);
    if (sum > best.sum) best = { start, sum };
  }
  return best.sum > 0 ? best.start : null;
}

function cut(parts: readonly Float32Array[], first: number, length: number): Float32Array<ArrayBuffer> {
  const samples = new Float32Array(length);
  let start = 0;
  for (const part of parts) {
    const from = Math.max(first, start);
    const to = Math.min(first + length, start + part.length);
    if (to > from) samples.set(part.subarray(from - start, to - start), from - first);
    start += part.length;
  }
  return samples;
}
