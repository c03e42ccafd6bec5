// The ports that pages of consoles have open to the offscreen document. A page keeps its scripts when the user switches
// its site off, so its ports are closed from here.

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
  /** The site of each open port, by what closes it. */
  readonly #sites = new Map<() => void, string | null>();

  /**
   * @param close ends the port's call and closes the port
   * @returns to be called when the port has closed by itself
   */
  add(sender: Sender, close: () => void): () => void {
    this.#sites.set(close, siteOf(sender));
    return () => this.#sites.delete(close);
  }

  /** Closes the ports of all other sites. */
  keepOnly(patterns: readonly string[]): void {
    for (const [close, site] of [...this.#sites]) {
      if (site === null || isOnSites(site, patterns)) continue;
      this.#sites.delete(close);
      close();
    }
  }
}
