// Switches sites on and off: the user's choice, and the browser's permission that it needs.

import { readPolicy } from '../settings/policy.ts';
import { siteChoice } from '../settings/settings.ts';
import {
  chosenPatterns,
  firstChoice,
  parseSiteChoice,
  type Site,
  type SiteChoice,
  sitePatterns,
  withSite,
} from './site-choice.ts';

/** What is chosen, granted and allowed at this moment. */
export interface SiteAccess {
  readonly choice: SiteChoice;
  /** The match patterns that are switched on, allowed and granted: where the scripts run. */
  readonly inForce: readonly string[];
  /** Origins an administrator allows; null where all may be enabled. */
  readonly allowed: readonly string[] | null;
}

async function readChoice(): Promise<SiteChoice> {
  const choice = parseSiteChoice(await siteChoice.getValue());
  return choice ?? firstChoice((await chrome.permissions.getAll()).origins ?? []);
}

export async function readSiteAccess(): Promise<SiteAccess> {
  const [choice, { consoles: allowed }] = await Promise.all([readChoice(), readPolicy()]);
  const patterns = chosenPatterns(choice, allowed);
  const granted = await Promise.all(
    patterns.map((pattern) => chrome.permissions.contains({ origins: [pattern] })),
  );
  return { choice, allowed, inForce: patterns.filter((_, index) => granted[index]) };
}

/** Calls `look` whenever what is chosen, granted or allowed may have changed. */
export function watchSiteAccess(look: () => void): void {
  siteChoice.watch(look);
  chrome.permissions.onAdded.addListener(look);
  chrome.permissions.onRemoved.addListener(look);
  chrome.storage.managed.onChanged.addListener(look);
}

/** Calls back with what is chosen, granted and allowed now, and again whenever it may have changed. */
export function followSiteAccess(onAccess: (access: SiteAccess) => void): void {
  const look = () => void readSiteAccess().then(onAccess);
  watchSiteAccess(look);
  look();
}

/**
 * Switches a site on. Call it directly on the user's click: the browser lets nobody ask for a permission later.
 * @param allowed as `readSiteAccess` gave it
 * @returns whether it was granted
 */
export async function enableSite(site: Site, allowed: readonly string[] | null): Promise<boolean> {
  const answer = chrome.permissions.request({ origins: [...sitePatterns(site, allowed)] });
  // The choice is stored before the answer, because the prompt may close the popup. Without permission nothing runs.
  await storeChoice(site, true);
  const granted = await answer;
  if (!granted) await storeChoice(site, false);
  return granted;
}

/** Switches a site off, and gives back the permissions that no other site needs. */
export async function disableSite(site: Site, allowed: readonly string[] | null): Promise<void> {
  const choice = await storeChoice(site, false);
  const needed = chosenPatterns(choice, allowed);
  const origins = sitePatterns(site, allowed).filter((pattern) => !needed.includes(pattern));
  if (origins.length === 0) return;
  // The browser keeps a permission that came with the installation. The site is off even so.
  await chrome.permissions.remove({ origins }).catch(() => false);
}

/** Switches a site on or off. Resolves to whether the site is now as asked. */
export async function switchSite(
  site: Site,
  on: boolean,
  allowed: readonly string[] | null,
): Promise<boolean> {
  if (on) return enableSite(site, allowed);
  await disableSite(site, allowed);
  return true;
}

async function storeChoice(site: Site, on: boolean): Promise<SiteChoice> {
  const choice = withSite(await readChoice(), site, on);
  await siteChoice.setValue(choice);
  return choice;
}
