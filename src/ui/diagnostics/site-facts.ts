// Whether Evenkeel may work on a page, for the diagnosis.

import { consoleAt } from '../../extension/consoles/consoles.ts';
import type { SiteAccess } from '../../extension/consoles/site-access.ts';
import { isWebAddress } from '../../extension/consoles/site-address.ts';
import { isAllowed, isOnSites } from '../../extension/consoles/site-choice.ts';
import type { SiteFacts } from '../../extension/messages/diagnosis-facts.ts';

/** @param url address of the page; undefined where the browser doesn't say, which it does of sites in force */
export function siteFactsOf(
  url: string | undefined,
  { inForce, allowed }: Pick<SiteAccess, 'inForce' | 'allowed'>,
): SiteFacts {
  if (url === undefined) return { origin: null, access: 'off', hints: [] };
  if (!isWebAddress(url)) return { origin: null, access: 'no-page', hints: [] };
  const { origin } = new URL(url);
  const hints = consoleAt(url)?.hints ?? [];
  if (isOnSites(origin, inForce)) return { origin, access: 'in-force', hints };
  return { origin, access: isAllowed(origin, allowed) ? 'off' : 'not-allowed', hints };
}
