// Follows a call from inside the side panel: presses its buttons and reads what the extension tells it.

import type { CallSnapshot, LiveSnapshot } from '../../src/extension/messages/snapshot.ts';
import type { AttachedTarget } from '../browser/targets.ts';

declare global {
  var latestSnapshot: LiveSnapshot | undefined;
}

export interface DemoPanel {
  /** Waits until the extension can hear. @throws Error with the extension's own sentence when it cannot. */
  untilReady(): Promise<void>;
  /** Presses the button that says the customer was told, as soon as the panel shows it. */
  confirmConsent(): Promise<void>;
  /** The newest call, or undefined before the first. */
  call(): Promise<CallSnapshot | undefined>;
  untilEnded(): Promise<CallSnapshot>;
  screenshot(): Promise<Buffer>;
}

const WAIT_MS = 60_000;
const LOOK_MS = 200;

export async function followPanel(panel: AttachedTarget): Promise<DemoPanel> {
  await panel.evaluate(() => {
    const connect = () => {
      const port = chrome.runtime.connect({ name: 'snapshots' });
      port.onMessage.addListener((snapshot: LiveSnapshot) => {
        globalThis.latestSnapshot = snapshot;
      });
      port.onDisconnect.addListener(() => setTimeout(connect, 500));
    };
    connect();
  });
  const snapshot = () => panel.evaluate(() => globalThis.latestSnapshot ?? null);
  const until = async <T>(what: string, look: () => Promise<T | undefined>): Promise<T> => {
    const limit = Date.now() + WAIT_MS;
    for (;;) {
      const found = await look();
      if (found !== undefined) return found;
      if (Date.now() > limit) throw new Error(`${what} did not happen within ${WAIT_MS / 1000} s.`);
      await new Promise((resolve) => setTimeout(resolve, LOOK_MS));
    }
  };

  return {
    async untilReady() {
      await until('The start of the model', async () => {
        const engine = (await snapshot())?.engine;
        if (engine?.kind === 'failed') throw new Error(engine.problem);
        return engine?.kind === 'ready' ? true : undefined;
      });
    },
    async confirmConsent() {
      await until('The question for consent', () =>
        panel.evaluate(() => {
          const button = document.querySelector<HTMLElement>('[data-testid="consent-told"]');
          button?.click();
          return button ? true : undefined;
        }),
      );
    },
    call: async () => (await snapshot())?.calls[0],
    untilEnded: () =>
      until('The end of the call', async () => {
        const call = (await snapshot())?.calls[0];
        return call?.state === 'ended' ? call : undefined;
      }),
    screenshot: () => panel.screenshot(),
  };
}
