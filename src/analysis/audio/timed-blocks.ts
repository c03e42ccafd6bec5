// Lays decoded pieces out in time: a hole between two becomes silence of the same length, so that later moments stay
// where they were.

/** A piece of decoded sound. */
export interface TimedBlock {
  /** Seconds from the recording's beginning; negative for what a decoder needs to settle and nobody should hear. */
  readonly startSeconds: number;
  readonly sampleRateHz: number;
  /** One array of samples a channel, in [-1, 1]. */
  readonly channels: Float32Array<ArrayBuffer>[];
}

/** A shorter gap is no hole: containers round times to milliseconds, and recorders' clocks jitter. */
const SHORTEST_HOLE_SECONDS = 0.05;
/** A longer hole comes from a damaged time; filling it would mean hours of work on silence. */
const LONGEST_HOLE_SECONDS = 3600;

export interface TimedBlocksOptions {
  readonly sampleRateHz: number;
  readonly channels: number;
}

/**
 * The samples from the recording's beginning on, as one array a channel, in blocks of a second at most where they are
 * silence. Pieces that overlap follow each other: no sound is left out.
 * @throws Error in a sentence when sample rate or channels change, or when times jump by more than an hour
 */
export async function* inTime(
  blocks: AsyncIterable<TimedBlock>,
  { sampleRateHz, channels }: TimedBlocksOptions,
): AsyncGenerator<Float32Array<ArrayBuffer>[], void, void> {
  let given = 0;
  for await (const block of blocks) {
    const at = given / sampleRateHz;
    checkSame(block, sampleRateHz, channels, at);
    const early = Math.round(-block.startSeconds * sampleRateHz);
    const heard = early > 0 ? block.channels.map((samples) => samples.subarray(early)) : block.channels;
    const hole = block.startSeconds - at;
    if (hole > LONGEST_HOLE_SECONDS) {
      throw new Error(
        `The recording jumps from second ${Math.round(at)} to second ${Math.round(block.startSeconds)}; an hour is the longest pause that can be read. It is damaged: copy or export it again.`,
      );
    }
    if (hole >= SHORTEST_HOLE_SECONDS) {
      const silent = Math.round(hole * sampleRateHz);
      for (let done = 0; done < silent; done += sampleRateHz) {
        const length = Math.min(sampleRateHz, silent - done);
        yield Array.from({ length: channels }, () => new Float32Array(length));
      }
      given += silent;
    }
    const length = heard[0]?.length ?? 0;
    given += length;
    if (length > 0) yield heard;
  }
}

function checkSame(block: TimedBlock, sampleRateHz: number, channels: number, at: number): void {
  const changed =
    block.sampleRateHz !== sampleRateHz
      ? `sample rate changes from ${sampleRateHz} to ${block.sampleRateHz} Hz`
      : block.channels.length !== channels
        ? `number of channels changes from ${channels} to ${block.channels.length}`
        : null;
  if (changed === null) return;
  throw new Error(
    `The recording's ${changed} at second ${Math.round(at)}. Save it anew, as WAV for instance.`,
  );
}
