// Exported calls and analyses, read back: what an agent sent, or what the command line wrote.

import * as v from 'valibot';
import { type Analysis, analysisSchema, type CallRecord, callRecordSchema } from './record.ts';

/** Larger is no export of this: an hour's call is a megabyte. */
export const MAX_IMPORT_BYTES = 64_000_000;

/**
 * @param text content of a file
 * @throws Error with a sentence for the person who chose the file
 */
export function parseImport(text: string): CallRecord | Analysis {
  const json = parseJson(text);
  const isCall = typeof json === 'object' && json !== null && 'console' in json;
  const result = v.safeParse(isCall ? callRecordSchema : analysisSchema, json);
  if (result.success) return result.output as CallRecord | Analysis;
  const [issue] = result.issues;
  const where = v.getDotPath(issue);
  throw new Error(
    `This JSON file is no call that Evenkeel exported${where === null ? '' : `: ${where} is ${issue.received}, expected ${issue.expected}`}. Export the call anew.`,
  );
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch (cause) {
    throw new Error('This file is not whole JSON. Export the call anew.', { cause });
  }
}
