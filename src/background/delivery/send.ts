// Sends one report to an OTLP/HTTP endpoint and interprets the answer.
// https://opentelemetry.io/docs/specs/otlp/#otlphttp-response

import * as v from 'valibot';
import { errorMessage } from '../../analysis/errors.ts';
import type { Delivery } from '../../extension/settings/policy.ts';
import type { LogsRequest } from './report.ts';

export type SendOutcome =
  | { readonly kind: 'accepted' }
  /** Sending the same report again would not help. `reason` is part of a sentence for an administrator. */
  | { readonly kind: 'refused'; readonly reason: string }
  /** The endpoint may take it later; not before `waitMs`, where it has said so. */
  | { readonly kind: 'unavailable'; readonly reason: string; readonly waitMs: number | null };

/** How long an answer may take. Browsers stop an idle service worker much later. */
export const SEND_TIMEOUT_MS = 10_000;

/** OTLP lets a client try again only after these statuses. */
const RETRYABLE = [429, 502, 503, 504];

/** Longest part of an endpoint's message that is kept. */
const REASON_CHARACTERS = 200;

const answerSchema = v.object({
  partialSuccess: v.optional(
    v.object({
      // A 64-bit integer, which JSON carries as a string; some endpoints write a number.
      rejectedLogRecords: v.optional(v.pipe(v.union([v.string(), v.number()]), v.transform(Number)), 0),
      errorMessage: v.optional(v.string(), ''),
    }),
  ),
});

/** Sends a report once. Never rejects: whatever goes wrong is an outcome. */
export async function sendReport(
  report: LogsRequest,
  { endpoint, headers }: Delivery,
  nowMs: () => number,
  timeoutMs = SEND_TIMEOUT_MS,
): Promise<SendOutcome> {
  try {
    const answer = await fetch(endpoint, {
      method: 'POST',
      headers: { ...headers, 'Content-Type': 'application/json' },
      body: JSON.stringify(report),
      // The policy names one address. No other gets the report, and no cookie or referrer goes with it.
      redirect: 'error',
      credentials: 'omit',
      referrerPolicy: 'no-referrer',
      cache: 'no-store',
      signal: AbortSignal.timeout(timeoutMs),
    });
    const said = (await answer.text()).trim();
    if (answer.ok) return acceptedOrNot(said);
    const reason = `HTTP ${answer.status}${said === '' ? '' : `: ${said.slice(0, REASON_CHARACTERS)}`}`;
    if (!RETRYABLE.includes(answer.status)) return { kind: 'refused', reason };
    return { kind: 'unavailable', reason, waitMs: retryAfterMs(answer.headers.get('Retry-After'), nowMs()) };
  } catch (error) {
    // The browser doesn't say which: no connection, no permission (CORS), a redirect, or no answer in time.
    return {
      kind: 'unavailable',
      reason: errorMessage(error),
      waitMs: null,
    };
  }
}

/** A request has one record, so a partial success refuses that one. */
function acceptedOrNot(said: string): SendOutcome {
  const { rejectedLogRecords = 0, errorMessage = '' } = partialSuccessIn(said) ?? {};
  if (!(rejectedLogRecords > 0)) return { kind: 'accepted' };
  return { kind: 'refused', reason: errorMessage.slice(0, REASON_CHARACTERS) || 'no reason given' };
}

/** Undefined for an answer without a body or in another format: its status alone says that it is a success. */
function partialSuccessIn(said: string) {
  try {
    return v.parse(answerSchema, JSON.parse(said)).partialSuccess;
  } catch {
    return undefined;
  }
}

/** Retry-After is seconds or a date (RFC 9110, 10.2.3); null where it is missing or can't be read. */
function retryAfterMs(header: string | null, nowMs: number): number | null {
  if (header === null) return null;
  const ms = /^\d+$/.test(header.trim()) ? Number(header) * 1000 : Date.parse(header) - nowMs;
  return Number.isNaN(ms) ? null : Math.max(0, ms);
}
