// A block of captured audio: the unit that travels from the console's tab to the analysis.

/** About 100 ms of one remote leg, mono, at the rate the track delivers. */
export interface AudioBlock {
  /** The remote leg (one remote audio track of one call) the block belongs to. */
  readonly leg: string;
  /** Counts up by one a block within a leg, from 0. */
  readonly sequence: number;
  /**
   * Position of the first sample since the leg's first sample, at `sampleRateHz`. Where samples were
   * lost it runs ahead of those received, so that the gap shows.
   */
  readonly startSample: number;
  readonly sampleRateHz: number;
  /** Samples in [-1, 1]. */
  readonly pcm: Float32Array<ArrayBuffer>;
}
