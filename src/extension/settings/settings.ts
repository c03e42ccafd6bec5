// The user's choices, stored in chrome.storage.local.

import { storage } from 'wxt/utils/storage';
import { DEFAULT_MODEL } from '../../analysis/emotion/catalogue.ts';
import { DEFAULT_CONSENT_CHOICE } from './consent-mode.ts';
import { DEFAULT_NUDGE_SETTINGS } from './nudge-settings.ts';
import { DEFAULT_RETENTION_DAYS } from './retention-settings.ts';

/** Consoles whose customers are always told, as by an announcement: their calls need not ask the agent. */
export const rememberedConsent = storage.defineItem<readonly string[]>('local:rememberedConsent', {
  fallback: [],
  version: 1,
});

/** Whether consent may be remembered by console at all. Read it with `parseConsentChoice`. */
export const consentChoice = storage.defineItem<unknown>('local:consentChoice', {
  fallback: DEFAULT_CONSENT_CHOICE,
  version: 1,
});

/** Remembers, or forgets, that customers of this console are always told. */
export async function setConsentRemembered(consoleOrigin: string, remembered: boolean): Promise<void> {
  const others = (await rememberedConsent.getValue()).filter((origin) => origin !== consoleOrigin);
  await rememberedConsent.setValue(remembered ? [...others, consoleOrigin] : others);
}

/** Name of the chosen model. Read it with `parseModelChoice`: another version may have stored a name that this one lacks. */
export const chosenModel = storage.defineItem<string>('local:chosenModel', {
  fallback: DEFAULT_MODEL,
  version: 1,
});

/** Which nudges are shown, and their texts. Read it with `parseNudgeSettings`: another version may have written it. */
export const nudgeSettings = storage.defineItem<unknown>('local:nudges', {
  fallback: DEFAULT_NUDGE_SETTINGS,
  version: 1,
});

/** For how many days calls are kept. Read it with `parseRetentionDays`. */
export const retentionDays = storage.defineItem<unknown>('local:retentionDays', {
  fallback: DEFAULT_RETENTION_DAYS,
  version: 1,
});

/** Finds a case's reference in the address of the console's page; empty for none. Read it with `usableCasePattern`. */
export const casePattern = storage.defineItem<string>('local:casePattern', { fallback: '', version: 1 });

/** Which sites are switched on; null until the user switches one on or off. Read it with `parseSiteChoice`. */
export const siteChoice = storage.defineItem<unknown>('local:sites', { fallback: null, version: 1 });

/** The last policy in force, in the audit log's words; "none" where there never was one. */
export const appliedPolicy = storage.defineItem<string>('local:appliedPolicy', {
  fallback: 'none',
  version: 1,
});
