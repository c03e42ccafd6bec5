// Whether Evenkeel may work on a page, for the diagnosis.

import { MatchPattern } from 'wxt/utils/match-patterns';
import { consoleAt } from '../consoles/consoles.ts';
import type { SiteAccess } from '../consoles/site-access.ts';
import type { SiteFacts } from './facts.ts';

/** @param url address of the page; undefined where the browser doesn't say, which it does of sites in force */
export function siteFactsOf(
  url: string | undefined,
  { inForce, allowed }: Pick<SiteAccess, 'inForce' | 'allowed'>,
): SiteFacts {
  if (url === undefined) return { origin: null, access: 'off', hints: [] };
  const { protocol, origin } = new URL(url);
  if (protocol !== 'https:' && protocol !== 'http:') return { origin: null, access: 'no-page', hints: [] };
  const hints = consoleAt(url)?.hints ?? [];
  if (inForce.some((pattern) => new MatchPattern(pattern).includes(url))) {
    return { origin, access: 'in-force', hints };
  }
  const access = allowed === null || allowed.includes(origin) ? 'off' : 'not-allowed';
  return { origin, access, hints };
}
