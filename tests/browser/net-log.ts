// Reads a Chromium NetLog: every request that reached the network stack, whoever in the browser made it.
// A page cannot hide from it, nor can a service worker, an offscreen document or a worker of theirs.
// The extension's own files are not in it: the browser serves them from disk, beside the network stack.

import { readFileSync } from 'node:fs';

export interface RecordedRequest {
  readonly url: string;
  readonly method: string;
  /** Origin of the document or worker that asked, "not an origin" for the browser itself. */
  readonly initiator: string;
}

interface NetLogEvent {
  readonly type: number;
  readonly params?: { readonly url?: string; readonly method?: string; readonly initiator?: string };
}

interface NetLog {
  readonly constants: { readonly logEventTypes: Readonly<Record<string, number>> };
  readonly events: readonly NetLogEvent[];
}

/** Requests in the order they began. The browser must have been closed: it completes the file then. */
export function readNetLog(file: string): readonly RecordedRequest[] {
  const log = JSON.parse(readFileSync(file, 'utf8')) as NetLog;
  const start = log.constants.logEventTypes.URL_REQUEST_START_JOB;
  return log.events.flatMap(({ type, params }) =>
    type === start && params?.url
      ? [{ url: params.url, method: params.method ?? '', initiator: params.initiator ?? '' }]
      : [],
  );
}
