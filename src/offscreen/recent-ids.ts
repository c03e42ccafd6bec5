// The ids that were added last, so that what is remembered of past calls doesn't grow all day.

/** More calls than any shift has: an id that is dropped from memory belongs to a leg that can't come back. */
export const RECENT_IDS = 1_000;

/** Remembers the `most` ids that were added last. */
export class RecentIds {
  readonly #most: number;
  /** In the order in which they were added. */
  readonly #ids = new Set<string>();

  constructor(most = RECENT_IDS) {
    this.#most = most;
  }

  get size(): number {
    return this.#ids.size;
  }

  has(id: string): boolean {
    return this.#ids.has(id);
  }

  /** Adds an id, or makes it the newest one again. */
  add(id: string): void {
    this.#ids.delete(id);
    this.#ids.add(id);
    for (const oldest of this.#ids) {
      if (this.#ids.size <= this.#most) return;
      this.#ids.delete(oldest);
    }
  }
}
