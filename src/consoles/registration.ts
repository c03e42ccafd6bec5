// Keeps the content scripts registered for exactly the sites the user has enabled.

/** Where a console's scripts run: the sites that were granted, minus what no console can be. */
export function consolePatterns(grantedOrigins: readonly string[]): string[] {
  return grantedOrigins
    .filter((pattern) => /^https?:\/\//.test(pattern) || pattern.startsWith('*://'))
    .toSorted();
}

function scriptsFor(matches: string[]): chrome.scripting.RegisteredContentScript[] {
  const everywhere = {
    matches,
    // Softphones live in frames of other origins, and in blank ones.
    allFrames: true,
    matchOriginAsFallback: true,
    runAt: 'document_start',
    persistAcrossSessions: true,
  } as const;
  return [
    { ...everywhere, id: 'remote-audio', js: ['content-scripts/remote-audio.js'], world: 'MAIN' },
    { ...everywhere, id: 'capture', js: ['content-scripts/capture.js'], world: 'ISOLATED' },
  ];
}

/** Brings the registered scripts in line with the sites granted now. */
export async function registerConsoleScripts(): Promise<void> {
  const { origins = [] } = await chrome.permissions.getAll();
  const matches = consolePatterns(origins);
  const registered = await chrome.scripting.getRegisteredContentScripts();
  if (registered.length > 0) {
    await chrome.scripting.unregisterContentScripts({ ids: registered.map(({ id }) => id) });
  }
  if (matches.length > 0) await chrome.scripting.registerContentScripts(scriptsFor(matches));
}
