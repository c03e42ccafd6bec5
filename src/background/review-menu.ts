// The way to the review page in the menu of the toolbar button.

import { readEffectiveSettings } from '../extension/settings/follow-settings.ts';

const REVIEW = 'review';

/** Shows or hides the item. Before the browser has installed the extension's menu there is none to change. */
export function offerReview(visible: boolean): void {
  chrome.contextMenus.update(REVIEW, { visible }).catch(() => {});
}

/** Makes the item when the extension is installed, and opens the page when it is chosen. */
export function keepReviewMenu(): void {
  chrome.runtime.onInstalled.addListener(() => {
    chrome.contextMenus.create({ id: REVIEW, title: 'Review calls and recordings', contexts: ['action'] });
    void readEffectiveSettings().then(({ supervisorView }) => offerReview(supervisorView));
  });
  chrome.contextMenus.onClicked.addListener(({ menuItemId }) => {
    if (menuItemId === REVIEW) void chrome.tabs.create({ url: chrome.runtime.getURL('/review.html') });
  });
}
