// The audit log of a morning.

import type { AuditEntry, AuditEvent } from '../../src/extension/audit/audit-entry.ts';
import type { AuditLog } from '../../src/extension/audit/audit-log.ts';

const CALL = { call: '0b6f2c1e-6a3e-4f57-9d0b-2b5f5f0a7c11', console: 'https://desk.example.com' };

const EVENTS: readonly (readonly [string, AuditEvent])[] = [
  ['2026-06-12T07:58:03.000Z', { what: 'policy-applied', detail: 'retentionDays: 7; exportAllowed: true' }],
  ['2026-06-12T08:01:41.000Z', { what: 'purged', detail: 'calls: 12, older than 7 days' }],
  ['2026-06-12T09:37:00.000Z', { what: 'captured', ...CALL, detail: 'asked' }],
  ['2026-06-12T09:49:12.000Z', { what: 'delivered', ...CALL, detail: 'https://collector.example.com' }],
  ['2026-06-12T11:02:00.000Z', { what: 'objected', console: 'https://desk.example.com' }],
  ['2026-06-12T13:20:37.000Z', { what: 'shown', ...CALL }],
  ['2026-06-12T13:22:10.000Z', { what: 'exported', ...CALL, detail: 'CSV' }],
];

const ENTRIES: readonly AuditEntry[] = EVENTS.map(([at, event], i) => ({ ...event, sequence: i + 1, at }));

export const fixtureAuditLog: Pick<AuditLog, 'entries' | 'latest' | 'follow'> = {
  entries: async () => [...ENTRIES],
  latest: async (limit) => [...ENTRIES].reverse().slice(0, limit),
  follow: () => () => {},
};
