// Tells the extension's pages that another page changed what the browser stores for all of them.

/** What changed: `stored-calls` were added, changed or deleted; the `audit-log` has another entry. */
export type Kept = 'stored-calls' | 'audit-log';

export function announceChange(of: Kept): void {
  const channel = new BroadcastChannel(of);
  channel.postMessage(null);
  channel.close();
}

/**
 * Calls back after every change that was announced elsewhere or here.
 * @returns ends it
 */
export function followChanges(of: Kept, onChange: () => void): () => void {
  const channel = new BroadcastChannel(of);
  channel.addEventListener('message', onChange);
  return () => channel.close();
}
