// The browser's name and version, as support desks ask for them.

/** @param userAgent `navigator.userAgent`; of other browsers than Chromium's kind it gives nothing to go by */
export function browserName(userAgent: string): string {
  const [, edge] = /\bEdg\/(\d+)/.exec(userAgent) ?? [];
  const [, chrome = 'of an unknown version'] = /\bChrome\/(\d+)/.exec(userAgent) ?? [];
  return edge === undefined ? `Chrome ${chrome}` : `Edge ${edge}`;
}
