// The policy that an administrator sets for all agents, in the browser's managed storage. The extension only reads it.

import * as v from 'valibot';
import { storage } from 'wxt/utils/storage';
import { RETENTION_CHOICES } from './retention-settings.ts';

/**
 * How customers learn that the call is analysed.
 * `ask`: the agent confirms it on every call. `remember`: the agent may confirm it once for all calls of a console.
 * `announced`: the organisation tells every customer before the agent is on the line, so calls don't ask.
 */
export const CONSENT_MODES = ['ask', 'remember', 'announced'] as const;
export type ConsentMode = (typeof CONSENT_MODES)[number];

/** When agents see the score: while the call runs, or only after it. */
export const SCORE_TIMES = ['during-call', 'after-call'] as const;
export type ScoreTime = (typeof SCORE_TIMES)[number];

const httpsUrl = v.pipe(v.string(), v.url(), v.startsWith('https://'));

/**
 * The origins of the HTTPS addresses in a list. It leaves out whatever is none or has a wildcard: one slip must not
 * lift the limit for the others.
 */
function httpsOrigins(addresses: string[]): string[] {
  return addresses
    .filter((address) => v.is(httpsUrl, address) && !address.includes('*'))
    .map((address) => new URL(address).origin);
}

/**
 * The settings of a policy. An entry that can't be read becomes null, which leaves the choice to the user.
 * Browsers show the descriptions to administrators (managed-schema.ts).
 */
export const POLICY_ENTRIES = {
  consoles: v.pipe(
    v.array(v.string()),
    v.description(
      'Origins of the consoles that may be listened to, such as https://acme.my.connect.aws, without wildcards. No other site can be enabled.',
    ),
    v.transform(httpsOrigins),
  ),
  consent: v.pipe(
    v.picklist(CONSENT_MODES),
    v.description(
      'How customers come to know that the call is analysed. "ask": the agent confirms it on every call. "remember": the agent may confirm it once for all calls of a console. "announced": you tell every customer before the agent is on the line, so calls do not ask.',
    ),
  ),
  retentionDays: v.pipe(
    v.picklist(RETENTION_CHOICES),
    v.description('For how many days calls are kept, counted from the beginning of a call.'),
  ),
  supervisorView: v.pipe(
    v.boolean(),
    v.description('Whether past calls and the review page can be opened on this machine.'),
  ),
  nudges: v.pipe(v.boolean(), v.description('Whether nudges are shown during a call.')),
  score: v.pipe(
    v.picklist(SCORE_TIMES),
    v.description('When agents see the score: while the call runs, or only when it is over.'),
  ),
  exportAllowed: v.pipe(v.boolean(), v.description('Whether calls can be saved as files and printed.')),
  delivery: v.pipe(
    v.object({
      endpoint: v.pipe(
        httpsUrl,
        v.description('Address that takes OTLP/HTTP logs, such as https://collector.example.com/v1/logs.'),
      ),
      headers: v.optional(
        v.pipe(
          v.record(v.string(), v.string()),
          v.description('HTTP headers that go with every report, such as Authorization.'),
        ),
        {},
      ),
    }),
    v.description('Where reports of calls that have ended go, as OpenTelemetry logs. Without it, nowhere.'),
  ),
} as const;

export const POLICY_KEYS = Object.keys(POLICY_ENTRIES) as readonly (keyof Policy)[];

export type Policy = {
  readonly [K in keyof typeof POLICY_ENTRIES]: v.InferOutput<(typeof POLICY_ENTRIES)[K]> | null;
};

export type Delivery = NonNullable<Policy['delivery']>;

const policySchema = v.object(
  Object.fromEntries(
    Object.entries(POLICY_ENTRIES).map(([key, entry]) => [key, v.fallback(v.nullish(entry, null), null)]),
  ) as unknown as Record<keyof Policy, v.GenericSchema<unknown, unknown>>,
);

/** The policy where no administrator has set anything. */
export const NO_POLICY: Policy = parsePolicy({});

/** Reads a managed storage. An entry that can't be read counts as not set. */
export function parsePolicy(managed: unknown): Policy {
  const result = v.safeParse(policySchema, managed);
  return (result.success ? result.output : v.parse(policySchema, {})) as Policy;
}

/** The policy of this browser. */
export async function readPolicy(): Promise<Policy> {
  return parsePolicy(await storage.snapshot('managed'));
}
