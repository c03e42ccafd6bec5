// What the user has chosen. Stored in chrome.storage.local; the offscreen document asks for it by message.

import { storage } from 'wxt/utils/storage';

/** Consoles whose customers are always told (by an announcement, say), so that calls need not ask. */
export const rememberedConsent = storage.defineItem<readonly string[]>('local:rememberedConsent', {
  fallback: [],
  version: 1,
});

/** Remembers, or forgets, that customers of this console are always told. */
export async function setConsentRemembered(consoleOrigin: string, remembered: boolean): Promise<void> {
  const others = (await rememberedConsent.getValue()).filter((origin) => origin !== consoleOrigin);
  await rememberedConsent.setValue(remembered ? [...others, consoleOrigin] : others);
}
