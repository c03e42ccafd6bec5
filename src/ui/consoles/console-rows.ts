// What the list of consoles shows, decided in one place from what is chosen, granted and allowed.

import { CONSOLES } from '../../extension/consoles/consoles.ts';
import type { SiteAccess } from '../../extension/consoles/site-access.ts';
import { hostOfPattern } from '../../extension/consoles/site-address.ts';
import { allowedOwnPatterns, type Site, sitePatterns } from '../../extension/consoles/site-choice.ts';

/**
 * `incomplete`: switched on, but the browser withholds some of its addresses. `locked`: an administrator allows none
 * of its addresses.
 */
export type SiteRowState = 'off' | 'on' | 'incomplete' | 'locked';

export interface SiteRow {
  readonly key: string;
  readonly site: Site;
  readonly name: string;
  /** The addresses that the browser is asked for: "*.example.com, phone.example.com". */
  readonly hosts: string;
  readonly state: SiteRowState;
  /** The user added it: it leaves the list when it is switched off. */
  readonly isAdded: boolean;
  /** Its calls can be heard as the sound of the whole tab only. */
  readonly isTabSoundOnly: boolean;
  readonly hints: readonly string[];
}

/** The consoles of the registry, in its order. */
export function consoleRowsOf(access: SiteAccess): readonly SiteRow[] {
  return CONSOLES.map(({ id, name, audioRoad, hints }) => {
    const site = { kind: 'console', id } as const;
    const isChosen = access.choice.consoles.includes(id);
    return {
      ...rowOf(site, isChosen, access),
      name,
      isTabSoundOnly: audioRoad === 'elsewhere',
      hints,
    };
  });
}

/** Sites that the user added; where an administrator decides, the ones that are offered instead. */
export function ownRowsOf(access: SiteAccess): readonly SiteRow[] {
  const { choice, allowed } = access;
  const patterns = allowed === null ? choice.own : allowedOwnPatterns(allowed);
  return patterns.map((pattern) => rowOf({ kind: 'own', pattern }, choice.own.includes(pattern), access));
}

function rowOf(site: Site, isChosen: boolean, { allowed, inForce }: SiteAccess): SiteRow {
  const patterns = sitePatterns(site, allowed);
  const hosts = patterns.map(hostOfPattern).join(', ');
  return {
    key: site.kind === 'console' ? site.id : site.pattern,
    site,
    name: hosts,
    hosts,
    state: stateOf(patterns, isChosen, inForce),
    isAdded: site.kind === 'own' && allowed === null,
    isTabSoundOnly: false,
    hints: [],
  };
}

function stateOf(patterns: readonly string[], isChosen: boolean, inForce: readonly string[]): SiteRowState {
  if (patterns.length === 0) return 'locked';
  if (!isChosen) return 'off';
  return patterns.every((pattern) => inForce.includes(pattern)) ? 'on' : 'incomplete';
}
