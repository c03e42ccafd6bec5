// Tells the extension's pages that stored calls were added, changed or deleted by another of them.

const CHANNEL = 'stored-calls';

export function announceStoreChange(): void {
  const channel = new BroadcastChannel(CHANNEL);
  channel.postMessage(null);
  channel.close();
}

/** Calls back after every change that was announced elsewhere or here, for as long as the page lives. */
export function followStoreChanges(onChange: () => void): void {
  new BroadcastChannel(CHANNEL).addEventListener('message', onChange);
}
