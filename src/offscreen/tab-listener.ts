// Makes a call of a tab's whole sound, from the agent's click until the tab's page goes. It needs consent like any other
// call.

import { type BlockOfTrack, readTrack } from '../extension/capture/track-reader.ts';
import { isAllowed } from '../extension/consoles/site-choice.ts';
import type { TabRequest } from '../extension/messages/to-offscreen.ts';
import type { CallSession } from './call-session.ts';
import type { CapturedTab } from './captured-tab.ts';
import type { LegConnection } from './leg-connection.ts';
import type { LiveCalls } from './live-calls.ts';

export interface TabListenerOptions {
  readonly live: Pick<LiveCalls, 'attach' | 'end' | 'report'>;
  /** `captureTab`, except in tests. */
  readonly open: (streamId: string) => Promise<CapturedTab>;
  /** `readTrack`, except in tests. */
  readonly read?: typeof readTrack;
}

/** A tab whose sound the browser has not given yet. */
interface Opening {
  readonly tab: number;
}

/** The tab that is listened to. */
interface Listening {
  readonly leg: string;
  readonly tab: number;
  /** Origin of the tab's page. */
  readonly console: string;
  readonly audio: CapturedTab;
  /** Ends the reading; null before consent. */
  reading: AbortController | null;
}

/** Listens to one tab at a time. */
export class TabListener {
  readonly #live: TabListenerOptions['live'];
  readonly #open: TabListenerOptions['open'];
  readonly #read: typeof readTrack;
  /** An opening is taken out when its page goes or the agent stops it. */
  readonly #openings = new Set<Opening>();
  #listening: Listening | null = null;

  constructor({ live, open, read = readTrack }: TabListenerOptions) {
    this.#live = live;
    this.#open = open;
    this.#read = read;
  }

  /**
   * Opens a call of the tab's sound in place of another tab's, unless the page goes meanwhile.
   * Rejects when the browser doesn't give the sound; also when attaching the leg fails, and then releases the sound.
   */
  async listen({ tab, console, streamId }: TabRequest): Promise<void> {
    const opening: Opening = { tab };
    this.#openings.add(opening);
    const audio = await this.#open(streamId).catch((error: unknown) => {
      this.#openings.delete(opening);
      throw error;
    });
    if (!this.#openings.delete(opening)) {
      audio.close();
      return;
    }
    const before = this.#listening;
    const listening: Listening = { leg: crypto.randomUUID(), tab, console, audio, reading: null };
    // This stands before the first wait, so that `stop` and `leave` find it and can end it.
    this.#listening = listening;
    // The tab was closed, or the browser took the capture back.
    audio.track.addEventListener('ended', () => void this.#end(listening));
    try {
      if (before !== null) await this.#end(before);
      await this.#attach(listening);
    } catch (error) {
      await this.#end(listening);
      throw error;
    }
  }

  /** Ends the call, because the agent says so. */
  async stop(): Promise<void> {
    this.#openings.clear();
    if (this.#listening !== null) await this.#end(this.#listening);
  }

  /** Ends the call of a tab that shows another page now, or none. */
  async leave(tab: number): Promise<void> {
    for (const opening of this.#openings) if (opening.tab === tab) this.#openings.delete(opening);
    if (this.#listening?.tab === tab) await this.#end(this.#listening);
  }

  /** @param allowed origins that may be listened to from now on; null for all */
  async keepOnly(allowed: readonly string[] | null): Promise<void> {
    const listening = this.#listening;
    if (listening !== null && !isAllowed(listening.console, allowed)) await this.#end(listening);
  }

  async #attach(listening: Listening): Promise<void> {
    if (this.#listening !== listening) return;
    let session: CallSession | null = null;
    let sequence = 0;
    const take = (block: BlockOfTrack) =>
      session?.accept({ ...block, leg: listening.leg, sequence: sequence++ });
    const connection: LegConnection = {
      tab: listening.tab,
      source: 'tab',
      capture: (on) => {
        if (on) this.#startReading(listening, take);
        else listening.reading?.abort();
      },
      drop: () => this.#release(listening),
      over: () => this.#release(listening),
    };
    const attachment = await this.#live.attach(listening.leg, listening.console, connection);
    session = 'session' in attachment ? attachment.session : null;
    // The tab's call may have ended while its leg was being attached.
    if (this.#listening !== listening) await this.#live.end(listening.leg);
  }

  #startReading(listening: Listening, take: (block: BlockOfTrack) => void): void {
    if (listening.reading !== null) return;
    listening.reading = new AbortController();
    this.#read(listening.audio.track, 0, listening.reading.signal, take).catch((error: unknown) =>
      this.#live.report(error),
    );
  }

  async #end(listening: Listening): Promise<void> {
    this.#release(listening);
    await this.#live.end(listening.leg);
  }

  #release(listening: Listening): void {
    listening.reading?.abort();
    listening.audio.close();
    if (this.#listening === listening) this.#listening = null;
  }
}
