// Whether Evenkeel may work on the page in front, and what the popup offers if not.

export type SiteState =
  /** Nothing to offer: allowed already, or no page that could be a console. */
  | { readonly kind: 'settled' }
  | { readonly kind: 'can-be-enabled'; readonly origin: string }
  | { readonly kind: 'just-enabled'; readonly origin: string };

/** The origin to ask for, or null where there is none: consoles are served over HTTPS. */
export function enableableOrigin(url: string | undefined): string | null {
  if (url === undefined || !URL.canParse(url)) return null;
  const { protocol, origin } = new URL(url);
  return protocol === 'https:' ? origin : null;
}

/** The match pattern of all pages of an origin's host; without a port it covers every port. */
export function patternOf(origin: string): string {
  const { protocol, hostname } = new URL(origin);
  return `${protocol}//${hostname}/*`;
}
