// The port "captured-page": from a page whose tab is captured to the offscreen document. It carries no messages; it
// shows by closing that the page is gone.

export const CAPTURED_PAGE_PORT = 'captured-page';

declare global {
  /** The page's port, in its isolated world. */
  var evenkeelCapturedPagePort: chrome.runtime.Port | undefined;
}

/**
 * Opens the port from the page that the tab shows now, unless that page has one already.
 * @throws Error when the browser allows no script there
 */
export async function openCapturedPagePort(tab: number): Promise<void> {
  await chrome.scripting.executeScript({
    target: { tabId: tab },
    args: [CAPTURED_PAGE_PORT],
    func: (name) => {
      if (globalThis.evenkeelCapturedPagePort) return;
      const port = chrome.runtime.connect({ name });
      port.onDisconnect.addListener(() => {
        globalThis.evenkeelCapturedPagePort = undefined;
      });
      // The browser closes a port that nothing refers to.
      globalThis.evenkeelCapturedPagePort = port;
    },
  });
}

/** The offscreen document's end: calls back with the tab when its page is gone. It ignores other ports. */
export function followCapturedPagePort(port: chrome.runtime.Port, onGone: (tab: number) => void): void {
  const tab = port.sender?.tab?.id;
  if (port.name !== CAPTURED_PAGE_PORT || tab === undefined) return;
  port.onDisconnect.addListener(() => {
    // The browser would report an error that nobody reads.
    void chrome.runtime.lastError;
    onGone(tab);
  });
}
