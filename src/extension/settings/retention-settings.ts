// For how long calls are kept on this machine: what can be chosen, and what is made of a stored choice.

import * as v from 'valibot';

/** In days. */
export const RETENTION_CHOICES = [7, 30, 90, 365] as const;
export type RetentionDays = (typeof RETENTION_CHOICES)[number];

export const DEFAULT_RETENTION_DAYS: RetentionDays = 30;

const retentionSchema = v.fallback(v.picklist(RETENTION_CHOICES), DEFAULT_RETENTION_DAYS);

/** What a stored value means; what can't be read counts as never chosen. */
export function parseRetentionDays(stored: unknown): RetentionDays {
  return v.parse(retentionSchema, stored);
}
