// Finds the tab that a diagnosis is about where none is named.

/**
 * @param inForce match patterns of the sites that Evenkeel works on
 * @returns the tab on one of them that was looked at last; null where there is none
 */
export async function consoleTab(inForce: readonly string[]): Promise<number | null> {
  if (inForce.length === 0) return null;
  const tabs = await chrome.tabs.query({ url: [...inForce] });
  const [latest] = tabs.toSorted((a, b) => (b.lastAccessed ?? 0) - (a.lastAccessed ?? 0));
  return latest?.id ?? null;
}
