// The audit log's words for a changed setting and for a policy.

import * as v from 'valibot';
import type { Policy } from '../extension/settings/policy.ts';

const sitesSchema = v.object({
  /** Names of consoles. */
  consoles: v.array(v.string()),
  /** Match patterns of sites that the user added. */
  own: v.array(v.pipe(v.string(), v.url())),
});

/**
 * "retentionDays: 7" or "sites: amazon-connect, desk.example.com"; only the name of a setting whose value is too long
 * for one line.
 */
export function settingWords(name: string, value: unknown): string {
  if (value === undefined) return `${name}: default`;
  if (v.is(sitesSchema, value)) return `${name}: ${sitesWords(value)}`;
  const isShort = Array.isArray(value) || typeof value !== 'object' || value === null;
  return isShort ? `${name}: ${JSON.stringify(value)}` : name;
}

function sitesWords({ consoles, own }: v.InferOutput<typeof sitesSchema>): string {
  return [...consoles, ...own.map((pattern) => new URL(pattern).hostname)].join(', ') || 'none';
}

/** "consent: "ask"; retentionDays: 7", or "none". The values of HTTP headers are left out: they may be secrets. */
export function policyWords(policy: Policy): string {
  const { delivery, ...plain } = policy;
  const entries = Object.entries(plain).flatMap(([name, value]) =>
    value === null ? [] : [settingWords(name, value)],
  );
  if (delivery !== null) {
    const headers = Object.keys(delivery.headers);
    const withHeaders = headers.length > 0 ? ` with ${headers.join(', ')}` : '';
    entries.push(`delivery: ${delivery.endpoint}${withHeaders}`);
  }
  return entries.length === 0 ? 'none' : entries.join('; ');
}
