// The reference that ties a call to its case in the agent's own systems, typed or read from the page.

/** Longest reference, in characters. Ids of CRM systems have 18 to 36, and a reference must fit on a line. */
export const MAX_REFERENCE_CHARACTERS = 60;

/** Makes a reference of a text: one line, cut to the longest length; null where nothing is left. */
export function cleanReference(text: string): string | null {
  const line = text.replaceAll(/[\s\p{Cc}]+/gu, ' ').trim();
  return line.slice(0, MAX_REFERENCE_CHARACTERS).trim() || null;
}
