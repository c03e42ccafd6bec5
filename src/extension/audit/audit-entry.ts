// What the audit log says. Never audio, never probabilities, never a score.

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
}
