// The sending end of the port "call-audio". It keeps the last three seconds, connects again when the port closes, and
// sends again what the offscreen document has not taken in.

import type { AudioBlock } from '../analysis/audio/block.ts';
import type { FromLeg, Port, ToLeg } from '../extension/messages/audio-port.ts';
import type { Drop } from '../extension/messages/decision.ts';

/** Blocks of 100 ms kept for resending. */
export const KEPT_BLOCKS = 30;
/** The wait before connecting again doubles after every failure, up to the longest. */
const FIRST_RETRY_MS = 200;
const LONGEST_RETRY_MS = 5_000;

export interface BlockSenderOptions {
  readonly leg: string;
  readonly console: string;
  /** BCP 47 tag of the console's page. */
  readonly language: string;
  /** Makes sure that the offscreen document exists, and connects. When it rejects, the sender tries again. */
  readonly connect: () => Promise<Port<ToLeg, FromLeg>>;
  /** Called when the offscreen document wants audio, or no longer wants it. */
  readonly onCapture: (on: boolean) => void;
  /** Called when the offscreen document says that the leg's call is over. */
  readonly onOver: () => void;
  /** True when the extension was updated or removed under the page: connecting again is pointless then. */
  readonly isOrphaned: () => boolean;
}

export class BlockSender {
  readonly #options: BlockSenderOptions;
  #port: Port<ToLeg, FromLeg> | null = null;
  /** The offscreen document has answered our hello on this port. Blocks wait until then. */
  #greeted = false;
  #nextSequence = 0;
  #kept: AudioBlock[] = [];
  #held = false;
  #dropped: Drop | null = null;
  #retryMs = FIRST_RETRY_MS;
  #closed = false;

  constructor(options: BlockSenderOptions) {
    this.#options = options;
    void this.#connect();
  }

  send(block: Omit<AudioBlock, 'leg' | 'sequence'>): void {
    const numbered = { ...block, leg: this.#options.leg, sequence: this.#nextSequence++ };
    // Blocks that were taken in are kept too, because an analysis that restarts must fill its first window again.
    this.#kept = [...this.#kept.slice(1 - KEPT_BLOCKS), numbered];
    if (this.#greeted) this.#post({ kind: 'block', ...numbered });
  }

  setHeld(held: boolean): void {
    if (held === this.#held) return;
    this.#held = held;
    if (this.#greeted) this.#post({ kind: held ? 'held' : 'resumed' });
  }

  /** Ends the leg for good. */
  close(): void {
    if (this.#closed) return;
    this.#closed = true;
    this.#post({ kind: 'ended' });
    this.#port?.disconnect();
  }

  /** A port can be closed before `onDisconnect` says so. The next port then carries the message again. */
  #post(message: FromLeg): void {
    try {
      this.#port?.postMessage(message);
    } catch {
      if (this.#port === null) return;
      // The offscreen document must not take this port for a second one of the leg.
      this.#port.disconnect();
      this.#lost(this.#port);
    }
  }

  async #connect(): Promise<void> {
    const { leg, console, language, connect, isOrphaned } = this.#options;
    if (this.#closed || isOrphaned()) return;
    try {
      const port = await connect();
      // The leg ended before anybody listened: there was no call.
      if (this.#closed) return port.disconnect();
      this.#port = port;
      port.onMessage((message) => this.#receive(port, message));
      port.onDisconnect(() => this.#lost(port));
      port.postMessage({
        kind: 'hello',
        leg,
        console,
        language,
        ...(this.#dropped === null ? {} : { dropped: this.#dropped }),
      });
    } catch {
      this.#retry();
    }
  }

  #receive(port: Port<ToLeg, FromLeg>, message: ToLeg): void {
    if (port !== this.#port || this.#closed) return;
    if (message.kind === 'dropped') {
      this.#dropped = message.decision;
      return;
    }
    if (message.kind === 'over') {
      this.#options.onOver();
      return;
    }
    this.#retryMs = FIRST_RETRY_MS;
    if (!this.#greeted) {
      this.#greeted = true;
      // The offscreen document must know the hold before the blocks, and a change while nobody listened was lost.
      this.#post({ kind: this.#held ? 'held' : 'resumed' });
      for (const block of this.#kept) {
        if (block.sequence >= message.nextSequence) this.#post({ kind: 'block', ...block });
      }
    }
    this.#options.onCapture(message.on);
  }

  #lost(port: Port<ToLeg, FromLeg>): void {
    if (port !== this.#port) return;
    this.#port = null;
    this.#greeted = false;
    if (!this.#closed) this.#retry();
  }

  #retry(): void {
    setTimeout(() => void this.#connect(), this.#retryMs);
    this.#retryMs = Math.min(this.#retryMs * 2, LONGEST_RETRY_MS);
  }
}
