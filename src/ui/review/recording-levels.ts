// How loud customer and other party were along a recording. Gathered while it is analysed, and no part of its record.

import {
  type CustomerChannel,
  customerSamples,
  otherSamples,
} from '../../analysis/audio/customer-channel.ts';
import { LevelMeter } from '../../analysis/audio/level.ts';

/** Time from one level to the next. */
export const LEVEL_SECONDS = 0.5;

/** Levels (RMS in dBFS), one every `LEVEL_SECONDS`. */
export interface RecordingLevels {
  readonly customer: readonly number[];
  /** Null where no channel is the other party's alone. */
  readonly other: readonly number[] | null;
}

export interface MeteredBlocks {
  /** The customer's samples, as `customerBlocks` gives them. */
  readonly blocks: AsyncGenerator<Float32Array<ArrayBuffer>, void, void>;
  /** Of the blocks that were read so far. */
  levels(): RecordingLevels;
}

/** @param blocks one array of samples a channel */
export function meteredBlocks(
  blocks: AsyncIterable<Float32Array<ArrayBuffer>[]>,
  sampleRateHz: number,
  customer: CustomerChannel,
): MeteredBlocks {
  const customerMeter = new LevelMeter(sampleRateHz, LEVEL_SECONDS);
  let otherMeter: LevelMeter | null = null;
  async function* metered() {
    for await (const channels of blocks) {
      const samples = customerSamples(channels, customer);
      const other = otherSamples(channels, customer);
      customerMeter.push(samples);
      if (other !== null) {
        otherMeter ??= new LevelMeter(sampleRateHz, LEVEL_SECONDS);
        otherMeter.push(other);
      }
      yield samples;
    }
  }
  return {
    blocks: metered(),
    levels: () => ({ customer: customerMeter.levels(), other: otherMeter?.levels() ?? null }),
  };
}
