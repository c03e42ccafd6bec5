// What an administrator has set for all agents: the browser's managed storage, read-only to the extension.

import * as v from 'valibot';
import { storage } from 'wxt/utils/storage';
import { RETENTION_CHOICES } from './retention-settings.ts';

/**
 * How customers come to know that the call is analysed.
 * `ask`: the agent confirms it on every call. `remember`: the agent may confirm it once for all calls of a console.
 * `announced`: the organisation tells every customer before the agent is on the line, so calls don't ask.
 */
export const CONSENT_MODES = ['ask', 'remember', 'announced'] as const;
export type ConsentMode = (typeof CONSENT_MODES)[number];

const httpsOrigin = v.pipe(v.string(), v.url(), v.startsWith('https://'));

/** One entry a setting; each falls back alone to null, which leaves the choice to the user. */
const ENTRIES = {
  /** Origins of the consoles that may be listened to: no other site can be enabled. */
  consoles: v.array(httpsOrigin),
  consent: v.picklist(CONSENT_MODES),
  retentionDays: v.picklist(RETENTION_CHOICES),
  /** Whether past calls and the review page are there on this machine. */
  supervisorView: v.boolean(),
  nudges: v.boolean(),
  /** When agents see the score: while the call runs, or only after it. */
  score: v.picklist(['during-call', 'after-call']),
  /** Whether calls can be saved as files and printed. */
  exportAllowed: v.boolean(),
  /** Where reports of calls that have ended go, as OTLP/HTTP logs; nowhere without it. */
  delivery: v.object({
    endpoint: httpsOrigin,
    headers: v.optional(v.record(v.string(), v.string()), {}),
  }),
} as const;

export const POLICY_KEYS = Object.keys(ENTRIES) as readonly (keyof Policy)[];

export type Policy = { readonly [K in keyof typeof ENTRIES]: v.InferOutput<(typeof ENTRIES)[K]> | null };

const policySchema = v.object(
  Object.fromEntries(
    Object.entries(ENTRIES).map(([key, entry]) => [key, v.fallback(v.nullish(entry, null), null)]),
  ) as unknown as Record<keyof Policy, v.GenericSchema<unknown, unknown>>,
);

/** What is in force where no administrator has set anything. */
export const NO_POLICY: Policy = parsePolicy({});

/** What a managed storage means; an entry that can't be read counts as not set. */
export function parsePolicy(managed: unknown): Policy {
  const result = v.safeParse(policySchema, managed);
  return (result.success ? result.output : v.parse(policySchema, {})) as Policy;
}

/** The policy of this browser. */
export async function readPolicy(): Promise<Policy> {
  return parsePolicy(await storage.snapshot('managed'));
}
