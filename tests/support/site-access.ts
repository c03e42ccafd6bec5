import type { SiteAccess } from '../../src/extension/consoles/site-access.ts';
import { chosenPatterns, type SiteChoice } from '../../src/extension/consoles/site-choice.ts';

/** What is chosen and granted, but for the patterns that the browser withholds. */
export function accessOf(
  choice: SiteChoice,
  allowed: readonly string[] | null = null,
  withheld: readonly string[] = [],
): SiteAccess {
  const inForce = chosenPatterns(choice, allowed).filter((pattern) => !withheld.includes(pattern));
  return { choice, allowed, inForce };
}
