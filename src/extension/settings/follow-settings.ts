// Reads the effective settings from the browser's storage and follows their changes. The offscreen document can't use
// this, because it has no storage: it gets its settings by message.

import { type EffectiveSettings, effectiveSettings } from './effective-settings.ts';
import { readPolicy } from './policy.ts';
import { chosenModel, consentChoice, nudgeSettings, rememberedConsent, retentionDays } from './settings.ts';

export async function readEffectiveSettings(): Promise<EffectiveSettings> {
  const [consent, rememberedConsoles, days, nudges, model, policy] = await Promise.all([
    consentChoice.getValue(),
    rememberedConsent.getValue(),
    retentionDays.getValue(),
    nudgeSettings.getValue(),
    chosenModel.getValue(),
    readPolicy(),
  ]);
  return effectiveSettings({ consent, rememberedConsoles, retentionDays: days, nudges, model }, policy);
}

/** Calls back with the effective settings, and again whenever the user or an administrator changes something. */
export function followSettings(onSettings: (settings: EffectiveSettings) => void): void {
  let latest = 0;
  const read = async () => {
    const turn = ++latest;
    const settings = await readEffectiveSettings();
    // A slow answer must not undo a newer one.
    if (turn === latest) onSettings(settings);
  };
  chrome.storage.onChanged.addListener((_changes, area) => {
    if (area === 'local' || area === 'managed') void read();
  });
  void read();
}
