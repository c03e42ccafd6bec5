// Reads the reference of the case from the address of a console's tab. The address itself is kept nowhere.

import type { PageReference } from '../extension/messages/to-background.ts';
import { referenceIn } from '../extension/settings/case-pattern.ts';

/**
 * @param tab id of the browser tab; the browser tells its address where the user enabled the site
 * @param expression finds the reference; null where the user has set no pattern
 */
export async function pageReference(tab: number, expression: RegExp | null): Promise<PageReference> {
  if (expression === null) return { wanted: false, reference: null };
  const { url = '' } = await chrome.tabs.get(tab);
  return { wanted: true, reference: referenceIn(url, expression) };
}
