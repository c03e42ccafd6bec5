// What the page of a console's tab says of the case. The address is looked at and forgotten.

import type { PageReference } from '../extension/messages/to-background.ts';
import { referenceIn } from '../extension/settings/case-pattern.ts';

/**
 * @param tab id of the browser tab; its address is known where the user enabled the site
 * @param expression finds the reference; null where nobody wants one
 */
export async function pageReference(tab: number, expression: RegExp | null): Promise<PageReference> {
  if (expression === null) return { wanted: false, reference: null };
  const { url = '' } = await chrome.tabs.get(tab);
  return { wanted: true, reference: referenceIn(url, expression) };
}
