// The audit log as files: JSON for programs, CSV for spreadsheets.

import Papa from 'papaparse';
import type { AuditEntry } from './audit-entry.ts';

const AUDIT_SCHEMA_VERSION = 2;

const COLUMNS = ['sequence', 'at', 'what', 'call', 'console', 'detail'] as const;

/** `{schemaVersion, entries}`. Entries of older versions carried hashes, which are left out. */
export function auditJson(entries: readonly AuditEntry[]): string {
  const kept = ['schemaVersion', 'entries', ...COLUMNS];
  return JSON.stringify({ schemaVersion: AUDIT_SCHEMA_VERSION, entries }, kept, 2);
}

/** One row per entry below a header row, with line ends of RFC 4180. No spreadsheet takes a cell for a formula. */
export function auditCsv(entries: readonly AuditEntry[]): string {
  const rows = entries.map((entry) => COLUMNS.map((column) => entry[column] ?? ''));
  return `${Papa.unparse([[...COLUMNS], ...rows], { escapeFormulae: true, newline: '\r\n' })}\r\n`;
}
