// JavaScript can throw anything: these read what was caught.

/** A caught value as an error: itself, or one that says it in words. */
export function errorOf(caught: unknown): Error {
  return caught instanceof Error ? caught : new Error(String(caught));
}

/** What a caught value says. */
export function errorMessage(caught: unknown): string {
  return errorOf(caught).message;
}
