// Every message to our scripts in the frames of a console's page: from the diagnosis.

import { defineExtensionMessaging } from '@webext-core/messaging';

export interface ToPage {
  /** Describe what you see. The answer is `tellFrame` to the diagnosis: each frame of the tab sends one. */
  askFrames(): void;
}

const { sendMessage, onMessage } = defineExtensionMessaging<ToPage>();

/** Sends a message to every frame of a tab. Rejects when no script of ours runs there. */
export function sendToPage(tab: number, type: keyof ToPage): Promise<void> {
  return sendMessage(type, undefined, tab);
}

export const onMessageToPage = onMessage;
