// Finds holes between the packets of a compressed recording, by their times. Chromium's decoder counts samples and
// closes every hole, so the holes must be found before it.

/** A stretch without packets, in seconds from the recording's beginning. */
export interface PacketHole {
  readonly start: number;
  readonly end: number;
}

/** A longer gap is a hole. Packets of one codec differ in length by less (Vorbis); one or two lost packets are shorter. */
const SHORTEST_HOLE_SECONDS = 0.1;
/** Times that are rounded to milliseconds may be equal; they do not tell a packet's length. */
const LEAST_PACKET_SECONDS = 0.001;

/** Reads packets only as far as it is asked. */
export class PacketHoles {
  readonly #packets: AsyncIterator<{ readonly timestamp: number }>;
  #last: number | null = null;
  #packetSeconds = Number.POSITIVE_INFINITY;
  #isOver = false;
  #found: PacketHole | null = null;

  /** @param packets in the order of time; `timestamp` in seconds */
  constructor(packets: AsyncIterable<{ readonly timestamp: number }>) {
    this.#packets = packets[Symbol.asyncIterator]();
  }

  /** The next hole that begins at or before a time, told once; null where there is none. */
  async before(time: number): Promise<PacketHole | null> {
    while (this.#found === null && !this.#isOver && (this.#last ?? Number.NEGATIVE_INFINITY) <= time) {
      await this.#read();
    }
    const hole = this.#found;
    // Half a packet early: a packet's length is known to a millisecond only.
    if (hole === null || time < hole.start - this.#packetSeconds / 2) return null;
    this.#found = null;
    return hole;
  }

  /** Ends the reading of packets. */
  async close(): Promise<void> {
    await this.#packets.return?.();
  }

  async #read(): Promise<void> {
    const { done, value } = await this.#packets.next();
    if (done) {
      this.#isOver = true;
      return;
    }
    const before = this.#last;
    this.#last = value.timestamp;
    if (before === null) return;
    const length = value.timestamp - before;
    if (length > LEAST_PACKET_SECONDS) this.#packetSeconds = Math.min(this.#packetSeconds, length);
    if (length - this.#packetSeconds >= SHORTEST_HOLE_SECONDS) {
      this.#found = { start: before + this.#packetSeconds, end: value.timestamp };
    }
  }
}
