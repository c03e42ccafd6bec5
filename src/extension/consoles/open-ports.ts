// The lines that pages of consoles have to the analysis. A page keeps its scripts when its site is switched off, and is
// heard no more all the same.

import { isWebAddress } from './site-address.ts';
import { isOnSites } from './site-choice.ts';

/** Where a message or port comes from. */
type Sender = Pick<chrome.runtime.MessageSender, 'origin' | 'tab'>;

/**
 * The site of a frame: its own origin, or its tab's where it has none (as a sandboxed frame). Null for pages of the
 * extension and where the browser doesn't say.
 */
export function siteOf({ origin, tab }: Sender): string | null {
  const [site] = [origin, tab?.url].filter(isWebAddress);
  return site === undefined ? null : new URL(site).origin;
}

export class OpenPorts {
  readonly #lines = new Map<() => void, string | null>();

  /**
   * @param hangUp ends the line and its call
   * @returns to be called when the line is gone by itself
   */
  add(sender: Sender, hangUp: () => void): () => void {
    this.#lines.set(hangUp, siteOf(sender));
    return () => this.#lines.delete(hangUp);
  }

  /** Hangs up the lines of all other sites. */
  keepOnly(patterns: readonly string[]): void {
    for (const [hangUp, site] of [...this.#lines]) {
      if (site === null || isOnSites(site, patterns)) continue;
      this.#lines.delete(hangUp);
      hangUp();
    }
  }
}
