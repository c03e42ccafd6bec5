// The language that a console's page says it is in.

/**
 * The BCP 47 tag of the console's page: of the top document where this frame may read it, else of the frame's own,
 * else the one that the browser prefers. Read late: many pages set it after they have loaded.
 */
export function pageLanguage(frame: Window): string {
  return topLanguage(frame) || frame.document.documentElement.lang || frame.navigator.language;
}

function topLanguage({ top }: Window): string {
  try {
    return top?.document.documentElement.lang ?? '';
  } catch {
    // A page of another origin.
    return '';
  }
}
