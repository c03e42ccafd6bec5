import { defineBackground } from 'wxt/utils/define-background';
import { auditChanges } from '../src/background/audit-changes.ts';
import { deliverReports } from '../src/background/delivery/background-delivery.ts';
import { listenToTab } from '../src/background/listen-to-tab.ts';
import { pageReference } from '../src/background/page-reference.ts';
import { keepConsoleScriptsRegistered } from '../src/background/registration.ts';
import { type AuditLog, openAuditLog } from '../src/extension/audit/audit-log.ts';
import { siteOf } from '../src/extension/consoles/open-ports.ts';
import { readSiteAccess, watchSiteAccess } from '../src/extension/consoles/site-access.ts';
import { isOnSites } from '../src/extension/consoles/site-choice.ts';
import { onMessageToBackground } from '../src/extension/messages/to-background.ts';
import { sendToOffscreen } from '../src/extension/messages/to-offscreen.ts';
import { callSettingsOf } from '../src/extension/settings/call-settings.ts';
import { usableCasePattern } from '../src/extension/settings/case-pattern.ts';
import { unaskedConsent } from '../src/extension/settings/consent-mode.ts';
import { followSettings, readEffectiveSettings } from '../src/extension/settings/follow-settings.ts';
import { casePattern } from '../src/extension/settings/settings.ts';
import { announceChange } from '../src/extension/store/changes.ts';
import { closeInterrupted } from '../src/extension/store/close-interrupted.ts';
import { purgeExpired } from '../src/extension/store/retention.ts';
import { type CallStore, openCallStore } from '../src/extension/store/store.ts';

/** The document that is being made: two frames may ask at once, and the browser allows only one document. */
let creating: Promise<void> | null = null;

async function ensureOffscreen(): Promise<void> {
  if (await chrome.offscreen.hasDocument()) return;
  creating ??= chrome.offscreen
    .createDocument({
      url: 'offscreen.html',
      // With AUDIO_PLAYBACK the browser would close the document after 30 seconds of silence.
      reasons: ['USER_MEDIA', 'WORKERS'],
      justification: "Analyses the customer's voice on this machine while a call is running.",
    })
    .finally(() => {
      creating = null;
    });
  await creating;
}

/** How long the button says why a tab can't be listened to. The browser stops an idle service worker later than that. */
const REFUSAL_SHOWN_MS = 15_000;

/** The item of the toolbar button's menu. */
const REVIEW = 'review';

/** Shows or hides the menu's review item. It does nothing until the extension's menu is installed. */
function offerReview(visible: boolean): void {
  chrome.contextMenus.update(REVIEW, { visible }).catch(() => {});
}

async function purgeCalls(store: CallStore, audit: AuditLog): Promise<void> {
  const { retentionDays } = await readEffectiveSettings();
  const purged = await purgeExpired(store, retentionDays.value, Date.now());
  if (purged === 0) return;
  announceChange('stored-calls');
  audit.note({ what: 'purged', detail: `calls: ${purged}, older than ${retentionDays.value} days` });
}

/** Starts a call of a tab's sound and opens the panel, which asks for consent. Without a call the button says why. */
async function listenByKey(tab: chrome.tabs.Tab): Promise<void> {
  const panel = chrome.sidePanel.open({ windowId: tab.windowId });
  const problem = await listenToTab(tab, await readSiteAccess(), ensureOffscreen);
  await panel;
  if (problem === null || tab.id === undefined) return;
  const tabId = tab.id;
  await chrome.action.setBadgeText({ text: '!', tabId });
  await chrome.action.setTitle({ title: `Evenkeel: ${problem}`, tabId });
  // The tab's own badge hides that of the call, so it goes after a while.
  setTimeout(() => {
    void chrome.action.setBadgeText({ tabId }).catch(() => {});
    void chrome.action.setTitle({ title: 'Evenkeel', tabId }).catch(() => {});
  }, REFUSAL_SHOWN_MS);
}

export default defineBackground(() => {
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
    // The menu of the toolbar button.
    chrome.contextMenus.create({ id: REVIEW, title: 'Review calls and recordings', contexts: ['action'] });
    void readEffectiveSettings().then(({ supervisorView }) => offerReview(supervisorView));
  });
  chrome.contextMenus.onClicked.addListener(({ menuItemId }) => {
    if (menuItemId === REVIEW) void chrome.tabs.create({ url: chrome.runtime.getURL('/review.html') });
  });

  chrome.commands.onCommand.addListener((command, tab) => {
    if (command === 'open-panel' && tab?.windowId !== undefined) {
      void chrome.sidePanel.open({ windowId: tab.windowId });
    }
    if (command === 'listen-to-tab' && tab !== undefined) void listenByKey(tab);
  });
});
