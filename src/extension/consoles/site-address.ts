// The address of a site that the user types, and the match pattern that stands for it.

/** The result of reading a typed address. `problem` says what is wrong and what to write instead. */
export type SiteAddress =
  | { readonly kind: 'ready'; readonly pattern: string }
  | { readonly kind: 'refused'; readonly problem: string };

/** Whether an address belongs to a website, not to the browser or an extension. */
export function isWebAddress(address: string | undefined): address is string {
  return address !== undefined && /^https?:/.test(address);
}

/** The origin of a page that can be enabled; null unless it is served over HTTPS. */
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

/** The host of a match pattern, as people write it: "*.example.com". */
export function hostOfPattern(pattern: string): string {
  return pattern.replace(/^[^/]+:\/\//, '').replace(/\/.*$/, '');
}

/** @param typed a host, or any address of a page on it: "desk.example.com", "https://desk.example.com/agent?tab=2" */
export function parseSiteAddress(typed: string): SiteAddress {
  const text = typed.trim();
  const address = /^[a-z][a-z0-9+.-]*:\/\//i.test(text) ? text : `https://${text}`;
  if (text.includes('*')) {
    return refused('A star can’t be used here. Write one address, such as desk.example.com.');
  }
  if (text === '' || /\s/.test(text) || !URL.canParse(address)) {
    return refused(`“${text}” is no address. Write one such as desk.example.com.`);
  }
  const { protocol, hostname, origin } = new URL(address);
  if (protocol !== 'https:') {
    return refused(
      `Calls need a page that is served over https, and “${text}” is not. Ask whoever runs it for its https address.`,
    );
  }
  if (!hostname.includes('.')) {
    return refused(`“${hostname}” has no dot in it. Write the whole name, such as ${hostname}.example.com.`);
  }
  return { kind: 'ready', pattern: patternOf(origin) };
}

function refused(problem: string): SiteAddress {
  return { kind: 'refused', problem };
}
