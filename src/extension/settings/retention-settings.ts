// For how many days calls are kept on this machine.

import * as v from 'valibot';

/** In days. */
export const RETENTION_CHOICES = [7, 30, 90, 365] as const;
export type RetentionDays = (typeof RETENTION_CHOICES)[number];

export const DEFAULT_RETENTION_DAYS: RetentionDays = 30;

const retentionSchema = v.fallback(v.picklist(RETENTION_CHOICES), DEFAULT_RETENTION_DAYS);

/** Reads a stored choice. One that can't be read counts as never made. */
export function parseRetentionDays(stored: unknown): RetentionDays {
  return v.parse(retentionSchema, stored);
}
