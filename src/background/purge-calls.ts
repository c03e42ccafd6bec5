// Calls that are older than calls are kept.

import type { AuditLog } from '../extension/audit/audit-log.ts';
import { readEffectiveSettings } from '../extension/settings/follow-settings.ts';
import { announceChange } from '../extension/store/changes.ts';
import { purgeExpired } from '../extension/store/retention.ts';
import type { CallStore } from '../extension/store/store.ts';

/** Deletes them, and notes how many in the audit log. */
export async function purgeCalls(store: CallStore, audit: AuditLog): Promise<void> {
  const { retentionDays } = await readEffectiveSettings();
  const purged = await purgeExpired(store, retentionDays.value, Date.now());
  if (purged === 0) return;
  announceChange('stored-calls');
  audit.note({ what: 'purged', detail: `calls: ${purged}, older than ${retentionDays.value} days` });
}
