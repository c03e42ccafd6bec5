// How customers come to know of the analysis: what the user can choose, and what it means for a call.

import * as v from 'valibot';
import type { UnaskedConsent } from '../../analysis/call/record.ts';
import type { ConsentMode } from './policy.ts';

/** What a user can choose. That every customer is told beforehand is an organisation's word to give. */
export const CONSENT_CHOICES = ['ask', 'remember'] as const satisfies readonly ConsentMode[];
export type ConsentChoice = (typeof CONSENT_CHOICES)[number];

export const DEFAULT_CONSENT_CHOICE: ConsentChoice = 'remember';

const consentChoiceSchema = v.fallback(v.picklist(CONSENT_CHOICES), DEFAULT_CONSENT_CHOICE);

/** What a stored choice means; what can't be read counts as never chosen. */
export function parseConsentChoice(stored: unknown): ConsentChoice {
  return v.parse(consentChoiceSchema, stored);
}

/**
 * Why a console's calls start without asking the agent; null where they ask.
 * @param remembered origins of the consoles whose customers the agent has said are always told
 */
export function unaskedConsent(
  mode: ConsentMode,
  remembered: readonly string[],
  consoleOrigin: string,
): UnaskedConsent | null {
  if (mode === 'announced') return 'announced';
  return mode === 'remember' && remembered.includes(consoleOrigin) ? 'remembered' : null;
}
