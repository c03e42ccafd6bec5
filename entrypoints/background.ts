import { defineBackground } from 'wxt/utils/define-background';
import { closeInterrupted } from '../src/call/close-interrupted.ts';
import { purgeExpired } from '../src/call/retention.ts';
import { type CallStore, openCallStore } from '../src/call/store.ts';
import { pageReference } from '../src/consoles/page-reference.ts';
import { registerConsoleScripts } from '../src/consoles/registration.ts';
import { onMessage, sendMessage } from '../src/messaging/protocol.ts';
import { announceStoreChange } from '../src/messaging/store-changes.ts';
import { usableCasePattern } from '../src/settings/case-pattern.ts';
import { parseNudgeSettings, wantedNudges } from '../src/settings/nudge-settings.ts';
import { parseRetentionDays } from '../src/settings/retention-settings.ts';
import {
  casePattern,
  chosenModel,
  chosenModelName,
  nudgeSettings,
  rememberedConsent,
  retentionDays,
} from '../src/settings/settings.ts';

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

/** The item of the toolbar button's menu. */
const REVIEW = 'review';

async function purgeCalls(store: CallStore): Promise<void> {
  const days = parseRetentionDays(await retentionDays.getValue());
  if ((await purgeExpired(store, days, Date.now())) > 0) announceStoreChange();
}

export default defineBackground(() => {
  const registerScripts = () => void registerConsoleScripts();
  chrome.runtime.onInstalled.addListener(registerScripts);
  chrome.runtime.onStartup.addListener(registerScripts);
  chrome.permissions.onAdded.addListener(registerScripts);
  chrome.permissions.onRemoved.addListener(registerScripts);

  const store = openCallStore();
  const purge = () => {
    purgeCalls(store).catch((error: unknown) => console.warn('Old calls are not deleted yet:', error));
  };
  // At every wake of the worker: a browser may run for weeks, and calls be few.
  purge();
  retentionDays.watch(purge);
  // No leg outlives the browser or an update: what has no end by then was cut off.
  const closeCutOff = () => {
    closeInterrupted(store, () => false).catch((error: unknown) =>
      console.warn('Calls that were cut off are not closed yet:', error),
    );
  };
  chrome.runtime.onStartup.addListener(closeCutOff);
  chrome.runtime.onInstalled.addListener(closeCutOff);
  onMessage('purgeCalls', () => purgeCalls(store));

  onMessage('ensureOffscreen', ensureOffscreen);
  onMessage('consentIsRemembered', async ({ data }) => (await rememberedConsent.getValue()).includes(data));
  onMessage('chosenModel', async () => chosenModelName(await chosenModel.getValue()));
  chosenModel.watch((stored) => {
    // Without an offscreen document there is nobody to tell; a new one asks.
    sendMessage('useModel', chosenModelName(stored)).catch(() => {});
  });
  onMessage('wantedNudges', async () => wantedNudges(parseNudgeSettings(await nudgeSettings.getValue())));
  nudgeSettings.watch((stored) => {
    sendMessage('useNudges', wantedNudges(parseNudgeSettings(stored))).catch(() => {});
  });
  onMessage('readReference', async ({ data }) =>
    pageReference(data, usableCasePattern(await casePattern.getValue())),
  );
  onMessage('showBadge', async ({ data }) => {
    await chrome.action.setBadgeText({ text: data.text });
    await chrome.action.setTitle({ title: data.title });
  });

  // Of the toolbar button.
  chrome.runtime.onInstalled.addListener(() => {
    chrome.contextMenus.create({ id: REVIEW, title: 'Review calls and recordings', contexts: ['action'] });
  });
  chrome.contextMenus.onClicked.addListener(({ menuItemId }) => {
    if (menuItemId === REVIEW) void chrome.tabs.create({ url: chrome.runtime.getURL('/review.html') });
  });

  chrome.commands.onCommand.addListener((command, tab) => {
    if (command === 'open-panel' && tab?.windowId !== undefined) {
      void chrome.sidePanel.open({ windowId: tab.windowId });
    }
  });
});
