// The audit log as files: JSON with its hashes, so that anybody can check the chain, and CSV for spreadsheets.

import Papa from 'papaparse';
import { type AuditEntry, checkChain } from './audit-entry.ts';

const AUDIT_SCHEMA_VERSION = 1;

const COLUMNS = ['sequence', 'at', 'what', 'call', 'console', 'detail', 'previous', 'hash'] as const;

/** `{schemaVersion, state, entries}`: `state` is what checking the chain gave when the file was made. */
export function auditJson(entries: readonly AuditEntry[]): string {
  return JSON.stringify(
    { schemaVersion: AUDIT_SCHEMA_VERSION, state: checkChain(entries), entries },
    null,
    2,
  );
}

/** One row an entry, below a head. Lines end as RFC 4180 wants it; no cell is taken for a formula. */
export function auditCsv(entries: readonly AuditEntry[]): string {
  const rows = entries.map((entry) => COLUMNS.map((column) => entry[column] ?? ''));
  return `${Papa.unparse([[...COLUMNS], ...rows], { escapeFormulae: true, newline: '\r\n' })}\r\n`;
}
