// Windows as a table for spreadsheets: one row a window. No cell is taken for a formula, whatever a file is called.

import Papa from 'papaparse';
import { EMOTIONS } from '../emotion/emotions.ts';
import type { Analysis } from './record.ts';

const COLUMNS = ['recording', 'start', 'speech', ...EMOTIONS, 'distress'] as const;

/** The head of the table, with the end of its line. Lines end as RFC 4180 wants it. */
export const CSV_HEAD = `${COLUMNS.join(',')}\r\n`;

/**
 * The windows of an analysis as rows, each with the end of its line. Times are seconds from the first sample; shares,
 * probabilities and distress are 0 to 1, with four decimals, and empty below the speech gate.
 *
 * @param name what the first column says
 */
export function csvRows(name: string, { windows }: Pick<Analysis, 'windows'>): string {
  const rows = windows.map(({ start, speech, probabilities, distress }) => [
    name,
    start.toFixed(3),
    speech.toFixed(4),
    ...EMOTIONS.map((emotion) => probabilities?.[emotion].toFixed(4) ?? ''),
    distress?.toFixed(4) ?? '',
  ]);
  if (rows.length === 0) return '';
  return `${Papa.unparse(rows, { escapeFormulae: true, newline: '\r\n' })}\r\n`;
}
