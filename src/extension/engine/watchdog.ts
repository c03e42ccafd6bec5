// Notices work that gets no answer.

const TICK_MS = 1_000;

/**
 * Calls `onFrozen` when work is open and nothing has been heard of it for a while. It counts its own ticks, not the
 * time between them: after a sleep of the computer one tick has passed, and nothing is taken for frozen.
 */
export class Watchdog {
  readonly #onFrozen: (silentSeconds: number) => void;
  #timer: ReturnType<typeof setInterval> | null = null;
  #silentTicks = 0;

  constructor(onFrozen: (silentSeconds: number) => void) {
    this.#onFrozen = onFrozen;
  }

  /** Work begins, or its last answer was heard just now: from here on silence is measured. */
  watch(limitSeconds: number): void {
    this.rest();
    this.#timer = setInterval(() => {
      this.#silentTicks++;
      if (this.#silentTicks < limitSeconds) return;
      this.rest();
      this.#onFrozen(limitSeconds);
    }, TICK_MS);
  }

  /** Nothing is open. */
  rest(): void {
    if (this.#timer !== null) clearInterval(this.#timer);
    this.#timer = null;
    this.#silentTicks = 0;
  }
}
