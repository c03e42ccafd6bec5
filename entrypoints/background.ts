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
import { onMessage, sendMessage } from '../src/extension/messages/protocol.ts';
import { usableCasePattern } from '../src/extension/settings/case-pattern.ts';
import { unaskedConsent } from '../src/extension/settings/consent-mode.ts';
import { followSettings, readEffectiveSettings } from '../src/extension/settings/follow-settings.ts';
import { wantedNudges } from '../src/extension/settings/nudge-settings.ts';
import { casePattern, chosenModel, chosenModelName } from '../src/extension/settings/settings.ts';
import { announceChange } from '../src/extension/store/changes.ts';
import { closeInterrupted } from '../src/extension/store/close-interrupted.ts';
import { purgeExpired } from '../src/extension/store/retention.ts';
import { type CallStore, openCallStore } from '../src/extension/store/store.ts';

/** Two frames may ask at once; only one document may be made. */
let creating: Promise<void> | null = null;

async function ensureOffscreen(): Promise<void> {
  if (await chrome.offscreen.hasDocument()) return;
  creating ??= chrome.offscreen
    .createDocument({
      url: 'offscreen.html',
      // AUDIO_PLAYBACK would be closed after 30 seconds of silence.
      reasons: ['USER_MEDIA', 'WORKERS'],
      justification: "Analyses the customer's voice on this machine while a call is running.",
    })
    .finally(() => {
      creating = null;
    });
  await creating;
}

/** How long the button says why a tab can't be listened to; less than the browser lets an idle service worker live. */
const REFUSAL_SHOWN_MS = 15_000;

/** The item of the toolbar button's menu. */
const REVIEW = 'review';

/** Shows or hides it. Before the browser has installed the extension's menu there is none to change. */
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

/** The question for consent, and all that follows, is in the panel; without a call the button says why. */
async function listenByKey(tab: chrome.tabs.Tab): Promise<void> {
  const panel = chrome.sidePanel.open({ windowId: tab.windowId });
  const problem = await listenToTab(tab, await readSiteAccess(), ensureOffscreen);
  await panel;
  if (problem === null || tab.id === undefined) return;
  const tabId = tab.id;
  await chrome.action.setBadgeText({ text: '!', tabId });
  await chrome.action.setTitle({ title: `Evenkeel: ${problem}`, tabId });
  // A tab's own badge hides that of the call.
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
    const { consent, rememberedConsoles } = await readEffectiveSettings();
    return unaskedConsent(consent.value, rememberedConsoles, data);
  });
  onMessage('chosenModel', async () => chosenModelName(await chosenModel.getValue()));
  chosenModel.watch((stored) => {
    // Without an offscreen document there is nobody to tell; a new one asks.
    sendMessage('useModel', chosenModelName(stored)).catch(() => {});
  });
  onMessage('wantedNudges', async () => wantedNudges((await readEffectiveSettings()).nudges.value));
  onMessage('scoreTime', async () => (await readEffectiveSettings()).score);
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
    // Of the toolbar button.
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
