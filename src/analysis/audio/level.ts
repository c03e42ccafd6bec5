// How loud a channel is, and where it has sound.

/** The level of digital silence: the noise of 16 bits. */
export const FLOOR_DBFS = -96;

/** Level of a full-scale square wave is 0. */
function dbfsOf(meanSquare: number): number {
  return Math.max(FLOOR_DBFS, 10 * Math.log10(meanSquare));
}

/** Level (RMS in dBFS) of one stretch after the other, whatever blocks the samples come in. */
export class LevelMeter {
  readonly #stretchSamples: number;
  readonly #levels: number[] = [];
  #samples = 0;
  #sum = 0;
  #count = 0;

  /** @param stretchSeconds length of a stretch */
  constructor(sampleRateHz: number, stretchSeconds: number) {
    this.#stretchSamples = sampleRateHz * stretchSeconds;
  }

  /** Samples in [-1, 1] that follow those of the last call. */
  push(samples: Float32Array): void {
    for (const sample of samples) {
      this.#sum += sample * sample;
      this.#count++;
      this.#samples++;
      // A stretch is no whole number of samples at every rate; counting from the start keeps it on the clock.
      if (this.#samples >= (this.#levels.length + 1) * this.#stretchSamples) this.#close();
    }
  }

  /** Of every stretch so far, the last one perhaps shorter. */
  levels(): readonly number[] {
    return this.#count === 0 ? this.#levels : [...this.#levels, dbfsOf(this.#sum / this.#count)];
  }

  #close(): void {
    this.#levels.push(dbfsOf(this.#sum / this.#count));
    this.#sum = 0;
    this.#count = 0;
  }
}

/** Share of stretches that are louder than a channel's speech level; speech has pauses, so it is small. */
const LOUDER_SHARE = 0.05;
/** Sound lies at most this far below a channel's speech level: soft syllables do, breath and line noise do not. */
const SPEECH_RANGE_DB = 25;
/** Anything quieter is no sound, even where the whole channel is quiet. */
const QUIETEST_DBFS = -55;
/** Sound this far below the other channel is the other one's voice, leaking over. */
const LEAK_DB = 15;

/** The level at which a channel speaks, in dBFS. */
export function speechLevel(levels: readonly number[]): number {
  const sorted = levels.toSorted((a, b) => b - a);
  return sorted[Math.floor(LOUDER_SHARE * sorted.length)] ?? FLOOR_DBFS;
}

/**
 * Whether a channel has sound of its own, stretch by stretch.
 * @param levels of the channel, in dBFS
 * @param beside levels of the other channel; null where there is none
 */
export function soundOf(levels: readonly number[], beside: readonly number[] | null): boolean[] {
  const least = Math.max(QUIETEST_DBFS, speechLevel(levels) - SPEECH_RANGE_DB);
  return levels.map((level, i) => level > least && level > (beside?.[i] ?? FLOOR_DBFS) - LEAK_DB);
}
