// The port "captured-page": from a page whose tab is listened to, to the offscreen document. It carries nothing; it
// closes when the page goes.

export const CAPTURED_PAGE_PORT = 'captured-page';

declare global {
  /** In the isolated world of the page. */
  var evenkeelCapturedPagePort: chrome.runtime.Port | undefined;
}

/**
 * Opens the port from the page that the tab shows now, once a page.
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
      // A port that nobody holds is closed.
      globalThis.evenkeelCapturedPagePort = port;
    },
  });
}

/** The receiving end: calls back with the tab when its page is gone. Other ports are left alone. */
export function followCapturedPagePort(port: chrome.runtime.Port, onGone: (tab: number) => void): void {
  const tab = port.sender?.tab?.id;
  if (port.name !== CAPTURED_PAGE_PORT || tab === undefined) return;
  port.onDisconnect.addListener(() => {
    // Reading it tells the browser that we know.
    void chrome.runtime.lastError;
    onGone(tab);
  });
}
