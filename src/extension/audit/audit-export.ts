// The audit log as a file: JSON with its hashes, so that anybody can check the chain, or CSV for spreadsheets.

import Papa from 'papaparse';
import { type AuditEntry, checkChain } from './audit-entry.ts';

const AUDIT_SCHEMA_VERSION = 1;

const COLUMNS = ['sequence', 'at', 'what', 'call', 'console', 'detail', 'previous', 'hash'] as const;

/** `{schemaVersion, state, entries}`: `state` is the result of `checkChain` when the file was made. */
export function auditJson(entries: readonly AuditEntry[]): string {
  return JSON.stringify(
    { schemaVersion: AUDIT_SCHEMA_VERSION, state: checkChain(entries), entries },
    null,
    2,
  );
}

/** One row per entry below a header row, with line ends of RFC 4180. No spreadsheet takes a cell for a formula. */
export function auditCsv(entries: readonly AuditEntry[]): string {
  const rows = entries.map((entry) => COLUMNS.map((column) => entry[column] ?? ''));
  return `${Papa.unparse([[...COLUMNS], ...rows], { escapeFormulae: true, newline: '\r\n' })}\r\n`;
}
