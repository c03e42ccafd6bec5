// The language that a console's page says it is in.

/**
 * The BCP 47 tag of the console's page: the top document's where this frame may read it, else the frame's own, else
 * the browser's. Call it when a leg begins: many pages set their language after they have loaded.
 */
export function pageLanguage(frame: Window): string {
  return topLanguage(frame) || frame.document.documentElement.lang || frame.navigator.language;
}

function topLanguage({ top }: Window): string {
  try {
    return top?.document.documentElement.lang ?? '';
  } catch {
    // The top document has another origin.
    return '';
  }
}
