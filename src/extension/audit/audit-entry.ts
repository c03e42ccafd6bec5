// The entries of the audit log, and the chain of hashes that shows when a single entry was changed or left out.
// An entry holds no audio, no probabilities and no score.

import { sha256 } from '@noble/hashes/sha2.js';
import { bytesToHex, utf8ToBytes } from '@noble/hashes/utils.js';

/** The kinds of event, in words for people who read the log. */
export const AUDIT_WORDS = {
  captured: 'Began to listen to a call',
  objected: 'Customer objected: stopped and deleted',
  dropped: 'Not a customer: stopped and deleted',
  shown: 'Call opened for review',
  exported: 'Call saved as a file or printed',
  imported: 'Exported call opened from a file',
  deleted: 'Call deleted',
  'deleted-all': 'All past calls deleted',
  purged: 'Calls past their retention deleted',
  'setting-changed': 'Setting changed',
  'policy-applied': 'Policy of the organisation came into force',
  delivered: 'Report of a call sent',
  'not-delivered': 'Report of a call not sent',
} as const;

export type AuditKind = keyof typeof AUDIT_WORDS;

/** Something that happened. */
export interface AuditEvent {
  readonly what: AuditKind;
  /** Id of the call, where it is about one. */
  readonly call?: string;
  /** Origin of the call's console. */
  readonly console?: string;
  /** More about the event, in a few words. */
  readonly detail?: string;
}

/** The event as it stands in the log. */
export interface AuditEntry extends AuditEvent {
  /** 1 for the first entry ever, then one more for each. */
  readonly sequence: number;
  /** ISO 8601, UTC. */
  readonly at: string;
  /** `hash` of the entry before; `NO_ENTRY_BEFORE` for the first one. */
  readonly previous: string;
  /** SHA-256 of `previous` and all that the entry says, in hexadecimal. */
  readonly hash: string;
}

export const NO_ENTRY_BEFORE = '0'.repeat(64);

/** The entry that follows `last`, or the first one. */
export function entryAfter(
  last: Pick<AuditEntry, 'sequence' | 'hash'> | null,
  event: AuditEvent,
  at: string,
): AuditEntry {
  const entry = {
    ...event,
    sequence: (last?.sequence ?? 0) + 1,
    at,
    previous: last?.hash ?? NO_ENTRY_BEFORE,
  };
  return { ...entry, hash: hashOf(entry) };
}

function hashOf(entry: Omit<AuditEntry, 'hash'>): string {
  const { previous, sequence, at, what, call = null, console = null, detail = null } = entry;
  return bytesToHex(
    sha256(utf8ToBytes(JSON.stringify([previous, sequence, at, what, call, console, detail]))),
  );
}

/** Whether the entries follow one another. `sequence` is the first entry that doesn't fit. */
export type ChainState = { readonly kind: 'intact' } | { readonly kind: 'broken'; readonly sequence: number };

/**
 * Checks that entries follow one another. They may begin anywhere, because old ones are dropped. The check finds an
 * entry that was changed, left out or put in; not entries cut off at either end, nor a chain made anew without a key.
 */
export function checkChain(entries: readonly AuditEntry[]): ChainState {
  let last: AuditEntry | null = null;
  for (const entry of entries) {
    const follows = last === null || (entry.sequence === last.sequence + 1 && entry.previous === last.hash);
    const isFirst = entry.sequence === 1;
    if (!follows || (isFirst && entry.previous !== NO_ENTRY_BEFORE) || entry.hash !== hashOf(entry)) {
      return { kind: 'broken', sequence: entry.sequence };
    }
    last = entry;
  }
  return { kind: 'intact' };
}
