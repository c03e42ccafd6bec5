// Cuts a continuous stream of samples into overlapping windows, out of one ring buffer.

export interface AudioWindow {
  /** Position of the window's first sample in the stream. */
  readonly startSample: number;
  /** The window's samples, on memory that the receiver now owns. */
  readonly samples: Float32Array<ArrayBuffer>;
  /** How many samples at its end were not in the previous window. */
  readonly freshSamples: number;
}

export interface WindowRingOptions {
  readonly windowSamples: number;
  readonly hopSamples: number;
  /** Gives memory for one window; a pool keeps the live road free of garbage. */
  readonly allocate?: () => Float32Array<ArrayBuffer>;
  readonly onWindow: (window: AudioWindow) => void;
}

/** Emits a window as soon as its last sample has come: the first after `windowSamples`, then one a hop. */
export class WindowRing {
  readonly #options: WindowRingOptions;
  readonly #ring: Float32Array;
  #received = 0;
  #emitted = 0;

  constructor(options: WindowRingOptions) {
    if (!(options.hopSamples > 0 && options.hopSamples <= options.windowSamples)) {
      throw new RangeError(
        `The hop must be 1 to ${options.windowSamples} samples, the window's length; got ${options.hopSamples}.`,
      );
    }
    this.#options = options;
    this.#ring = new Float32Array(options.windowSamples);
  }

  push(samples: Float32Array): void {
    const { windowSamples, hopSamples } = this.#options;
    for (let read = 0; read < samples.length; ) {
      const nextEnd = windowSamples + this.#emitted * hopSamples;
      const position = this.#received % windowSamples;
      const taken = Math.min(samples.length - read, nextEnd - this.#received, windowSamples - position);
      this.#ring.set(samples.subarray(read, read + taken), position);
      this.#received += taken;
      read += taken;
      if (this.#received === nextEnd) this.#emit();
    }
  }

  #emit(): void {
    const { windowSamples, hopSamples, allocate, onWindow } = this.#options;
    const samples = allocate?.() ?? new Float32Array(windowSamples);
    const oldest = this.#received % windowSamples;
    samples.set(this.#ring.subarray(oldest));
    samples.set(this.#ring.subarray(0, oldest), windowSamples - oldest);
    const freshSamples = this.#emitted === 0 ? windowSamples : hopSamples;
    this.#emitted++;
    onWindow({ startSample: this.#received - windowSamples, samples, freshSamples });
  }
}
