// Keeps the content scripts registered for exactly the sites that are switched on, allowed and granted.

import { readSiteAccess, watchSiteAccess } from '../extension/consoles/site-access.ts';

function scriptsFor(matches: string[]): chrome.scripting.RegisteredContentScript[] {
  const everywhere = {
    matches,
    // Consoles hold their softphone in frames of other origins and in blank frames.
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

/** Whether exactly the wanted scripts are registered. The browser forgets all of them when the extension is updated. */
function isRegisteredFor(
  registered: readonly chrome.scripting.RegisteredContentScript[],
  patterns: readonly string[],
): boolean {
  const wanted = patterns.length === 0 ? [] : scriptsFor([...patterns]);
  const idsAndMatches = (scripts: readonly chrome.scripting.RegisteredContentScript[]) =>
    JSON.stringify(scripts.map(({ id, matches = [] }) => [id, matches.toSorted()]).toSorted());
  return idsAndMatches(registered) === idsAndMatches(wanted);
}

/** Brings the registered scripts in line with the sites in force now. */
async function registerConsoleScripts(): Promise<void> {
  const { inForce } = await readSiteAccess();
  const registered = await chrome.scripting.getRegisteredContentScripts();
  // Nothing is registered anew without need: a console that loads in between, as at the browser's start, would get none.
  if (isRegisteredFor(registered, inForce)) return;
  if (registered.length > 0) {
    await chrome.scripting.unregisterContentScripts({ ids: registered.map(({ id }) => id) });
  }
  if (inForce.length > 0) await chrome.scripting.registerContentScripts(scriptsFor([...inForce]));
}

/** Registers the scripts at the start of the background and at every change, one time after the other. */
export function keepConsoleScriptsRegistered(): void {
  let inOrder: Promise<void> = Promise.resolve();
  const register = () => {
    inOrder = inOrder
      .then(registerConsoleScripts)
      .catch((error: unknown) => console.warn('Scripts are not registered yet:', error));
  };
  chrome.runtime.onInstalled.addListener(register);
  chrome.runtime.onStartup.addListener(register);
  watchSiteAccess(register);
}
