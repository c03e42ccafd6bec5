// What an organisation has set that has no control on the options page, in sentences.

import type { EffectiveSettings } from '../../extension/settings/effective-settings.ts';
import type { EndpointState, OutboxEntry } from '../../extension/store/outbox.ts';
import { hostOf, whenOf } from '../format.ts';

/** What is known of the reports. */
export interface DeliveryState {
  readonly entries: readonly OutboxEntry[];
  /** Null before the first look at the policy. */
  readonly endpoint: EndpointState | null;
}

/** One sentence a setting; none where all is left to the user. */
export function organisationWords({
  score,
  exportAllowed,
  supervisorView,
  delivery,
}: Pick<EffectiveSettings, 'score' | 'exportAllowed' | 'supervisorView' | 'delivery'>): string[] {
  const sentences = [
    score === 'after-call' && 'The score of a call is shown when the call is over.',
    !exportAllowed && 'Calls can’t be saved as files or printed.',
    !supervisorView && 'Past calls and the review page are switched off on this machine.',
    delivery !== null &&
      `When a call has ended, a report goes to ${hostOf(delivery.endpoint)}: when and where the call was, its score with the reasons, and its case’s reference. Never sound, never how the customer sounded second by second, no notes.`,
  ];
  return sentences.filter((sentence) => sentence !== false);
}

/** What became of the reports; none where there is nothing to tell. */
export function deliveryWords({ entries, endpoint }: DeliveryState, now: Date): string[] {
  const waiting = entries.filter(({ state }) => state === 'waiting').length;
  const refused = entries.flatMap((entry) => (entry.state === 'refused' ? [entry.reason] : []));
  const sentences: string[] = [];
  if (waiting > 0 && endpoint?.problem) {
    const again = whenOf(new Date(endpoint.notBeforeMs).toISOString(), now);
    sentences.push(
      `${reports(waiting)} to be sent: the last attempt failed (${endpoint.problem}). The next one is at ${again}.`,
    );
  } else if (waiting > 0) {
    sentences.push(`${reports(waiting)} to be sent.`);
  }
  if (refused.length > 0) {
    sentences.push(
      `${refused.length === 1 ? '1 report was' : `${refused.length.toLocaleString()} reports were`} refused, the last one with “${refused.at(-1)}”. Tell your administrator: they are sent again when the policy names another address or other headers.`,
    );
  }
  return sentences;
}

function reports(count: number): string {
  return count === 1 ? '1 report waits' : `${count.toLocaleString()} reports wait`;
}
