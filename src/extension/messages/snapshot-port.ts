// The port "snapshots": the offscreen document sends every open panel a snapshot whenever something changes.

import type { LiveSnapshot } from './snapshot.ts';

const SNAPSHOT_PORT = 'snapshots';

/** How long a panel waits before it tries again to reach the offscreen document. */
const RETRY_MS = 1_000;

/** The offscreen document's end: all the panels that are open. */
export class SnapshotBroadcast {
  readonly #panels = new Set<chrome.runtime.Port>();
  readonly #current: () => LiveSnapshot;

  /** @param current gives the snapshot of this moment */
  constructor(current: () => LiveSnapshot) {
    this.#current = current;
  }

  /** Takes a port that a panel opened, and sends it the snapshot of now. It ignores other ports. */
  accept(port: chrome.runtime.Port): void {
    if (port.name !== SNAPSHOT_PORT) return;
    this.#panels.add(port);
    port.onDisconnect.addListener(() => this.#panels.delete(port));
    port.postMessage(this.#current());
  }

  /** Sends a snapshot to every panel. */
  send(snapshot: LiveSnapshot): void {
    for (const panel of this.#panels) panel.postMessage(snapshot);
  }
}

/**
 * A panel's end: follows the snapshots for as long as the page lives, also when the offscreen document is restarted.
 *
 * @param ensureOffscreen makes the offscreen document where there is none
 */
export function followSnapshots(
  ensureOffscreen: () => Promise<void>,
  onSnapshot: (snapshot: LiveSnapshot) => void,
): void {
  const connect = async () => {
    await ensureOffscreen();
    const port = chrome.runtime.connect({ name: SNAPSHOT_PORT });
    port.onMessage.addListener(onSnapshot);
    port.onDisconnect.addListener(retry);
  };
  const retry = () => {
    setTimeout(() => connect().catch(retry), RETRY_MS);
  };
  connect().catch(retry);
}
