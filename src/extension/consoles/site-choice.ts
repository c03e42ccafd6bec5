// Which sites the user has switched on, and which of them an administrator allows. Pure functions on plain data.

import * as v from 'valibot';
import { MatchPattern } from 'wxt/utils/match-patterns';
import { CONSOLE_IDS, CONSOLES, type ConsoleId, patternsOf } from './consoles.ts';
import { patternOf } from './site-address.ts';

const siteChoiceSchema = v.object({
  /** Consoles of the registry; names that this version doesn't know are left out. */
  consoles: v.pipe(
    v.array(v.string()),
    v.transform((ids) => CONSOLE_IDS.filter((id) => ids.includes(id))),
  ),
  /** Match patterns of sites that the user added. */
  own: v.array(v.string()),
});

/** What the user has switched on. */
export interface SiteChoice {
  readonly consoles: readonly ConsoleId[];
  readonly own: readonly string[];
}

/** Reads a stored choice; null where the user never chose, or the value can't be read. */
export function parseSiteChoice(stored: unknown): SiteChoice | null {
  const result = v.safeParse(siteChoiceSchema, stored);
  return result.success ? result.output : null;
}

/**
 * The choice of a user who has made none: the sites that the browser grants already.
 * A grant with a wildcard in its host names no site, so it switches none on.
 */
export function firstChoice(granted: readonly string[]): SiteChoice {
  return { consoles: [], own: granted.filter((pattern) => /^https?:\/\/[^*/][^/]*\/\*$/.test(pattern)) };
}

/** A console of the registry, or a site of the user's own by its match pattern. */
export type Site =
  | { readonly kind: 'console'; readonly id: ConsoleId }
  | { readonly kind: 'own'; readonly pattern: string };

export function withSite(choice: SiteChoice, site: Site, on: boolean): SiteChoice {
  if (site.kind === 'console') return { ...choice, consoles: toggled(choice.consoles, site.id, on) };
  return { ...choice, own: toggled(choice.own, site.pattern, on) };
}

function toggled<T>(all: readonly T[], one: T, on: boolean): readonly T[] {
  const others = all.filter((other) => other !== one);
  return on ? [...others, one] : others;
}

/**
 * The match patterns that a site needs.
 * @param allowed origins an administrator allows; null where all may be enabled
 * @returns the patterns that are allowed; empty where none of the site's pages is
 */
export function sitePatterns(site: Site, allowed: readonly string[] | null): readonly string[] {
  const { pages, all } =
    site.kind === 'console' ? patternsOf(site.id) : { pages: [site.pattern], all: [site.pattern] };
  if (allowed === null) return all;
  const within = (patterns: readonly string[]) =>
    allowed.filter((origin) => patterns.some((pattern) => new MatchPattern(pattern).includes(origin)));
  return within(pages).length === 0 ? [] : within(all).map(patternOf);
}

/** @param allowed origins an administrator allows; null where all may be enabled */
export function isAllowed(origin: string, allowed: readonly string[] | null): boolean {
  return allowed === null || allowed.some((address) => new URL(address).origin === origin);
}

/** Whether one of these match patterns covers an origin. */
export function isOnSites(origin: string, patterns: readonly string[]): boolean {
  return patterns.some((pattern) => new MatchPattern(pattern).includes(`${origin}/`));
}

/** Every match pattern that is switched on and allowed, sorted, each once. */
export function chosenPatterns({ consoles, own }: SiteChoice, allowed: readonly string[] | null): string[] {
  const sites: readonly Site[] = [
    ...consoles.map((id) => ({ kind: 'console', id }) as const),
    ...own.map((pattern) => ({ kind: 'own', pattern }) as const),
  ];
  return [...new Set(sites.flatMap((site) => sitePatterns(site, allowed)))].toSorted();
}

/** Match patterns of the allowed origins that belong to no console of the registry. They are offered as own sites. */
export function allowedOwnPatterns(allowed: readonly string[]): readonly string[] {
  const known = CONSOLES.flatMap(({ id }) => sitePatterns({ kind: 'console', id }, allowed));
  return [...new Set(allowed.map(patternOf))].filter((pattern) => !known.includes(pattern));
}
