// Reaches the documents that Playwright does not list: the offscreen document and the real side panel.

import type { BrowserContext, CDPSession } from 'playwright-core';

export interface TargetInfo {
  readonly targetId: string;
  readonly type: string;
  readonly url: string;
  readonly title: string;
}

/** A document or worker attached over the DevTools protocol. */
export interface AttachedTarget {
  readonly info: TargetInfo;
  /** Sends one DevTools command to the target. */
  send<T = unknown>(method: string, params?: object): Promise<T>;
  /** Runs `fn` in the target, as if the user had just acted there; arguments and result travel as JSON. */
  evaluate<A extends readonly unknown[], R>(fn: (...args: A) => R | Promise<R>, ...args: A): Promise<R>;
  /** A PNG of the whole document, also of what is scrolled away. */
  screenshot(): Promise<Buffer>;
  /** Ends the attachment; the target goes on. */
  detach(): Promise<void>;
}

interface Reply {
  readonly id?: number;
  readonly error?: { readonly message: string };
  readonly result?: unknown;
}

interface LayoutMetrics {
  readonly cssContentSize: { readonly width: number; readonly height: number };
}

interface Evaluated {
  readonly result: { readonly value: unknown };
  readonly exceptionDetails?: {
    readonly text: string;
    readonly exception?: { readonly description?: string };
  };
}

export async function browserSession(context: BrowserContext): Promise<CDPSession> {
  const browser = context.browser();
  if (!browser) throw new Error('The browser of this context is gone.');
  return browser.newBrowserCDPSession();
}

/** Every target of the browser, whatever its type; tabs are listed as "tab" and, inside, as "page". */
export async function listTargets(session: CDPSession): Promise<readonly TargetInfo[]> {
  const { targetInfos } = await session.send('Target.getTargets', { filter: [{}] });
  return targetInfos;
}

/**
 * Attaches to the first target that `matches`, waiting up to `timeoutMs` for it to appear.
 * @throws Error listing the targets there are, when none fits in time.
 */
export async function attach(
  context: BrowserContext,
  matches: (target: TargetInfo) => boolean,
  timeoutMs = 5000,
): Promise<AttachedTarget> {
  const session = await browserSession(context);
  const info = await waitForTarget(session, matches, timeoutMs);
  const { sessionId } = await session.send('Target.attachToTarget', {
    targetId: info.targetId,
    flatten: false,
  });

  let last = 0;
  const waiting = new Map<number, (reply: Reply) => void>();
  session.on('Target.receivedMessageFromTarget', (event) => {
    if (event.sessionId !== sessionId) return;
    const reply = JSON.parse(event.message) as Reply;
    if (reply.id === undefined) return;
    waiting.get(reply.id)?.(reply);
    waiting.delete(reply.id);
  });
  session.on('Target.detachedFromTarget', (event) => {
    if (event.sessionId !== sessionId) return;
    for (const settle of waiting.values()) settle({ error: { message: `The target ${info.url} is gone.` } });
    waiting.clear();
  });

  const send = <T>(method: string, params: object = {}): Promise<T> =>
    new Promise((resolve, reject) => {
      last += 1;
      waiting.set(last, ({ error, result }) => {
        if (error) reject(new Error(`${method}: ${error.message}`));
        else resolve(result as T);
      });
      const message = JSON.stringify({ id: last, method, params });
      session.send('Target.sendMessageToTarget', { sessionId, message }).catch(reject);
    });

  return {
    info,
    send,
    async evaluate(fn, ...args) {
      const { result, exceptionDetails } = await send<Evaluated>('Runtime.evaluate', {
        // tsx wraps named inner functions in a helper of this name.
        expression: `((__name) => (${fn})(...${JSON.stringify(args)}))((named) => named)`,
        awaitPromise: true,
        returnByValue: true,
        userGesture: true,
      });
      if (exceptionDetails) throw new Error(exceptionDetails.exception?.description ?? exceptionDetails.text);
      return result.value as Awaited<ReturnType<typeof fn>>;
    },
    async screenshot() {
      const { cssContentSize } = await send<LayoutMetrics>('Page.getLayoutMetrics');
      const clip = { x: 0, y: 0, width: cssContentSize.width, height: cssContentSize.height, scale: 1 };
      const { data } = await send<{ data: string }>('Page.captureScreenshot', {
        format: 'png',
        captureBeyondViewport: true,
        clip,
      });
      return Buffer.from(data, 'base64');
    },
    detach: () => session.detach(),
  };
}

async function waitForTarget(
  session: CDPSession,
  matches: (target: TargetInfo) => boolean,
  timeoutMs: number,
): Promise<TargetInfo> {
  const limit = Date.now() + timeoutMs;
  for (;;) {
    const targets = await listTargets(session);
    const found = targets.find((target) => target.type !== 'tab' && matches(target));
    if (found) return found;
    if (Date.now() > limit) {
      const present = targets.map(({ type, url }) => `${type} ${url}`).join('\n  ');
      throw new Error(`No target fits after ${timeoutMs} ms. There are:\n  ${present}`);
    }
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
}
