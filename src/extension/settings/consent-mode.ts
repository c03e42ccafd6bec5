// How customers learn that the call is analysed: the user's choice, and what follows for a call.

import * as v from 'valibot';
import type { UnaskedConsent } from '../../analysis/call/record.ts';
import type { ConsentMode } from './policy.ts';

/** The user's choices. Only an organisation can promise that every customer is told beforehand (`announced`). */
export const CONSENT_CHOICES = ['ask', 'remember'] as const satisfies readonly ConsentMode[];
export type ConsentChoice = (typeof CONSENT_CHOICES)[number];

export const DEFAULT_CONSENT_CHOICE: ConsentChoice = 'remember';

const consentChoiceSchema = v.fallback(v.picklist(CONSENT_CHOICES), DEFAULT_CONSENT_CHOICE);

/** Reads a stored choice. One that can't be read counts as never made. */
export function parseConsentChoice(stored: unknown): ConsentChoice {
  return v.parse(consentChoiceSchema, stored);
}

/**
 * The reason why a console's calls start without asking the agent; null where they ask.
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
