// The reference that ties a call to its case in the agent's own systems: what it may be, however it came.

/** Longest reference, in characters: the ids of CRM systems have 18 to 36, and it has to fit on a line. */
export const MAX_REFERENCE_CHARACTERS = 60;

/** What is kept of a text as a reference: one line, cut to its longest; null where nothing is left. */
export function cleanReference(text: string): string | null {
  const line = text.replaceAll(/[\s\p{Cc}]+/gu, ' ').trim();
  return line.slice(0, MAX_REFERENCE_CHARACTERS).trim() || null;
}
