import { openAuditLog } from '../extension/audit/audit-log.ts';
import { siteOf } from '../extension/consoles/page-lines.ts';
import { readSiteAccess, watchSiteAccess } from '../extension/consoles/site-access.ts';
import { isOnSites } from '../extension/consoles/site-choice.ts';
import { onMessage, sendMessage } from '../extension/messages/protocol.ts';
import { usableCasePattern } from '../extension/settings/case-pattern.ts';
import { unaskedConsent } from '../extension/settings/consent-mode.ts';
import { followSettings, readSettingsInForce } from '../extension/settings/follow-settings.ts';
import { wantedNudges } from '../extension/settings/nudge-settings.ts';
import { casePattern, chosenModel, chosenModelName } from '../extension/settings/settings.ts';
import { closeInterrupted } from '../extension/store/close-interrupted.ts';
import { openCallStore } from '../extension/store/store.ts';
import { auditChanges } from './audit-changes.ts';
import { deliverReports } from './delivery/background-delivery.ts';
import { listenByKey } from './listen-by-key.ts';
import { listenToTab } from './listen-to-tab.ts';
import { ensureOffscreen } from './offscreen-document.ts';
import { pageReference } from './page-reference.ts';
import { purgeCalls } from './purge-calls.ts';
import { keepConsoleScriptsRegistered } from './registration.ts';
import { keepReviewMenu, offerReview } from './review-menu.ts';

/** Starts the service worker: every listener is there when this returns, as the browser wants it. */
export function startBackground(): void {
  keepConsoleScriptsRegistered();

  const store = openCallStore();
  const audit = openAuditLog(Date.now);
  auditChanges(audit);
  const purge = () => {
    purgeCalls(store, audit).catch((error: unknown) => console.warn('Old calls are not deleted yet:', error));
  };
  const resumeReports = deliverReports(store, audit.note);
  onMessage('purgeCalls', () => purgeCalls(store, audit));
  followSettings((settings) => {
    // At every wake of the worker, too: a browser may run for weeks, and calls be few.
    purge();
    // Without an offscreen document there is nobody to tell; a new one asks.
    sendMessage('useNudges', wantedNudges(settings.nudges.value)).catch(() => {});
    sendMessage('useScoreTime', settings.score).catch(() => {});
    offerReview(settings.supervisorView);
  });
  // No leg outlives the browser or an update: what has no end by then was cut off.
  const closeCutOff = () => {
    closeInterrupted(store, () => false)
      .then(resumeReports)
      .catch((error: unknown) => console.warn('Calls that were cut off are not closed yet:', error));
  };
  chrome.runtime.onStartup.addListener(closeCutOff);
  chrome.runtime.onInstalled.addListener(closeCutOff);

  onMessage('ensureOffscreen', async ({ sender }) => {
    const site = siteOf(sender);
    if (site !== null && !isOnSites(site, (await readSiteAccess()).inForce)) {
      throw new Error(`Evenkeel is switched off on ${site}.`);
    }
    await ensureOffscreen();
  });
  watchSiteAccess(async () => {
    const { inForce, allowed } = await readSiteAccess();
    sendMessage('useSites', { inForce, allowed }).catch(() => {});
  });
  onMessage('unaskedConsent', async ({ data }) => {
    const { consent, rememberedConsoles } = await readSettingsInForce();
    return unaskedConsent(consent.value, rememberedConsoles, data);
  });
  onMessage('chosenModel', async () => chosenModelName(await chosenModel.getValue()));
  chosenModel.watch((stored) => {
    // Without an offscreen document there is nobody to tell; a new one asks.
    sendMessage('useModel', chosenModelName(stored)).catch(() => {});
  });
  onMessage('wantedNudges', async () => wantedNudges((await readSettingsInForce()).nudges.value));
  onMessage('scoreTime', async () => (await readSettingsInForce()).score);
  onMessage('readReference', async ({ data }) =>
    pageReference(data, usableCasePattern(await casePattern.getValue())),
  );
  onMessage('showBadge', async ({ data }) => {
    await chrome.action.setBadgeText({ text: data.text });
    await chrome.action.setTitle({ title: data.title });
  });

  onMessage('listenToTab', async ({ data }) =>
    listenToTab(await chrome.tabs.get(data), await readSiteAccess(), ensureOffscreen),
  );

  chrome.runtime.onInstalled.addListener(({ reason }) => {
    if (reason === 'install') void chrome.tabs.create({ url: chrome.runtime.getURL('/welcome.html') });
  });
  keepReviewMenu();

  chrome.commands.onCommand.addListener((command, tab) => {
    if (command === 'open-panel' && tab?.windowId !== undefined) {
      void chrome.sidePanel.open({ windowId: tab.windowId });
    }
    if (command === 'listen-to-tab' && tab !== undefined) void listenByKey(tab);
  });
}
