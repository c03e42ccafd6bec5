// Whether Evenkeel may work on the page in front, and what the popup offers if not.

import { consoleAt } from '../../extension/consoles/consoles.ts';
import type { SiteAccess } from '../../extension/consoles/site-access.ts';
import { enableableOrigin, patternOf } from '../../extension/consoles/site-address.ts';
import { isOnSites, type Site, sitePatterns } from '../../extension/consoles/site-choice.ts';

export type SiteState =
  /** Nothing to offer: in force already, or no page that could be a console. */
  | { readonly kind: 'settled' }
  /** `console` is its name where the page belongs to a console of the registry. */
  | {
      readonly kind: 'can-be-enabled';
      readonly origin: string;
      readonly site: Site;
      readonly console: string | null;
    }
  /** An administrator allows other sites only. */
  | { readonly kind: 'not-allowed'; readonly origin: string }
  | { readonly kind: 'just-enabled'; readonly origin: string };

/** @param url address of the page in front; undefined where the browser doesn't say */
export function siteStateOf(url: string | undefined, { inForce, allowed }: SiteAccess): SiteState {
  const origin = enableableOrigin(url);
  if (origin === null || isOnSites(origin, inForce)) return { kind: 'settled' };
  const known = consoleAt(`${origin}/`);
  const site: Site = known ? { kind: 'console', id: known.id } : { kind: 'own', pattern: patternOf(origin) };
  if (!isOnSites(origin, sitePatterns(site, allowed))) return { kind: 'not-allowed', origin };
  return { kind: 'can-be-enabled', origin, site, console: known?.name ?? null };
}
