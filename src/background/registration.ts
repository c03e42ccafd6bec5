// Keeps the content scripts registered for exactly the sites that are switched on, allowed and granted.

import { readSiteAccess, watchSiteAccess } from '../extension/consoles/site-access.ts';

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

/** Whether all is as it should be. The browser forgets the scripts with an update, which may bring others. */
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
  // A console that loads while they are away would have none: a browser that starts brings its tabs back just then.
  if (isRegisteredFor(registered, inForce)) return;
  if (registered.length > 0) {
    await chrome.scripting.unregisterContentScripts({ ids: registered.map(({ id }) => id) });
  }
  if (inForce.length > 0) await chrome.scripting.registerContentScripts(scriptsFor([...inForce]));
}

/** For the background: registers at start and at every change, one after the other. */
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
