// How customers come to know, as it is in force now: the user's choice under the browser's policy.

import { consentModeInForce, parseConsentChoice } from './consent-mode.ts';
import { type ConsentMode, readPolicy } from './policy.ts';
import { consentChoice } from './settings.ts';

export async function readConsentMode(): Promise<ConsentMode> {
  const [chosen, policy] = await Promise.all([consentChoice.getValue(), readPolicy()]);
  return consentModeInForce(parseConsentChoice(chosen), policy);
}

/** Shows the mode in force, now and whenever choice or policy change. */
export function followConsentMode(show: (mode: ConsentMode) => void): void {
  const look = () => void readConsentMode().then(show);
  consentChoice.watch(look);
  chrome.storage.managed.onChanged.addListener(look);
  look();
}
