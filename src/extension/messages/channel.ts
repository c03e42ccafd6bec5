// How one world of the extension tells another something, and is answered. Each direction has a channel of its own:
// to-background.ts, to-offscreen.ts, to-page.ts, to-diagnosis.ts. Streams have ports: audio-port.ts, snapshot-port.ts.

import { defineExtensionMessaging, type ExtensionMessenger } from '@webext-core/messaging';

/** Sends a message with its data. Rejects when nobody listens, and with what the receiver throws. */
export type Send<Messages extends Record<keyof Messages, (data: never) => unknown>> = <
  Type extends keyof Messages,
>(
  type: Type,
  ...data: Parameters<Messages[Type]>
) => Promise<ReturnType<Messages[Type]>>;

/** Listens for one type of message, once in each world; what the listener returns is the answer. */
export type Listen<Messages extends Record<keyof Messages, (data: never) => unknown>> =
  ExtensionMessenger<Messages>['onMessage'];

/**
 * Opens a channel between pages of the extension, its background and its scripts in pages.
 * @returns `send` reaches every listener of the extension outside the tabs, but not one in the sender's own page
 */
export function openChannel<Messages extends Record<keyof Messages, (data: never) => unknown>>(): {
  readonly send: Send<Messages>;
  readonly listen: Listen<Messages>;
} {
  const { sendMessage, onMessage } = defineExtensionMessaging<Messages>();
  return { send: sendMessage as Send<Messages>, listen: onMessage };
}
