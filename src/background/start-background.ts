import { openAuditLog } from '../extension/audit/audit-log.ts';
import { siteOf } from '../extension/consoles/open-ports.ts';
import { readSiteAccess, watchSiteAccess } from '../extension/consoles/site-access.ts';
import { isOnSites } from '../extension/consoles/site-choice.ts';
import { onMessageToBackground } from '../extension/messages/to-background.ts';
import { sendToOffscreen } from '../extension/messages/to-offscreen.ts';
import { callSettingsOf } from '../extension/settings/call-settings.ts';
import { usableCasePattern } from '../extension/settings/case-pattern.ts';
import { unaskedConsent } from '../extension/settings/consent-mode.ts';
import { followSettings, readEffectiveSettings } from '../extension/settings/follow-settings.ts';
import { casePattern } from '../extension/settings/settings.ts';
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
  onMessageToBackground('purgeCalls', () => purgeCalls(store, audit));
  followSettings((settings) => {
    // This also runs at every wake of the worker: a browser may run for weeks and have few calls.
    purge();
    // Where there is no offscreen document the message is lost; a new document asks for the settings.
    sendToOffscreen('useSettings', callSettingsOf(settings)).catch(() => {});
    offerReview(settings.supervisorView);
  });
  // No leg outlives the browser or an update: calls that have no end by then were cut off.
  const closeCutOff = () => {
    closeInterrupted(store, () => false)
      .then(resumeReports)
      .catch((error: unknown) => console.warn('Calls that were cut off are not closed yet:', error));
  };
  chrome.runtime.onStartup.addListener(closeCutOff);
  chrome.runtime.onInstalled.addListener(closeCutOff);

  onMessageToBackground('ensureOffscreen', async ({ sender }) => {
    const site = siteOf(sender);
    if (site !== null && !isOnSites(site, (await readSiteAccess()).inForce)) {
      throw new Error(`Evenkeel is switched off on ${site}.`);
    }
    await ensureOffscreen();
  });
  watchSiteAccess(async () => {
    const { inForce, allowed } = await readSiteAccess();
    sendToOffscreen('useSites', { inForce, allowed }).catch(() => {});
  });
  onMessageToBackground('unaskedConsent', async ({ data }) => {
    const { consent, rememberedConsoles } = await readEffectiveSettings();
    return unaskedConsent(consent.value, rememberedConsoles, data);
  });
  onMessageToBackground('settings', async () => callSettingsOf(await readEffectiveSettings()));
  onMessageToBackground('readReference', async ({ data }) =>
    pageReference(data, usableCasePattern(await casePattern.getValue())),
  );
  onMessageToBackground('showBadge', async ({ data }) => {
    await chrome.action.setBadgeText({ text: data.text });
    await chrome.action.setTitle({ title: data.title });
  });

  onMessageToBackground('listenToTab', async ({ data }) =>
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
