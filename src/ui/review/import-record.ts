// Exported calls and analyses, read back: what an agent sent, or what the command line wrote.

import * as v from 'valibot';
import {
  type Analysis,
  analysisSchema,
  type CallRecord,
  callRecordSchema,
  RECORD_SCHEMA_VERSION,
} from '../../analysis/call/record.ts';

/** Larger is no export of this: an hour's call is a megabyte. */
export const MAX_IMPORT_BYTES = 64_000_000;

/**
 * @param text content of a file
 * @throws Error with a sentence for the person who chose the file
 */
export function parseImport(text: string): CallRecord | Analysis {
  const json = parseJson(text);
  if (typeof json === 'object' && json !== null && 'schemaVersion' in json) {
    const version = Number(json.schemaVersion);
    if (version > RECORD_SCHEMA_VERSION) {
      throw new Error(`A newer Evenkeel exported this call (format ${version}). Update Evenkeel to open it.`);
    }
  }
  const isCall = typeof json === 'object' && json !== null && 'console' in json;
  const result = v.safeParse(isCall ? callRecordSchema : analysisSchema, json);
  if (result.success) return lengthChecked(result.output as CallRecord | Analysis);
  const [issue] = result.issues;
  const where = v.getDotPath(issue);
  throw new Error(
    `This JSON file is no call that Evenkeel exported${where === null ? '' : `: ${where} is ${issue.received}, expected ${issue.expected}`}. Export the call anew.`,
  );
}

/** Longer than any call: a page can't draw what a damaged length claims. */
const MAX_SECONDS = 172_800;

function lengthChecked(record: CallRecord | Analysis): CallRecord | Analysis {
  if (record.seconds <= MAX_SECONDS) return record;
  throw new Error(
    `This call claims to last ${record.seconds} seconds; two days is the most. Export it anew.`,
  );
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch (cause) {
    throw new Error('This file is not whole JSON. Export the call anew.', { cause });
  }
}
