import { afterAll, beforeAll, expect, it } from 'vitest';
import type { LogsRequest } from '../../src/background/delivery/report.ts';
import { reportOf } from '../../src/background/delivery/report.ts';
import { fixtureSummary } from '../support/fixture-calls.ts';
import { type OtlpReceiver, startOtlpReceiver } from '../support/otlp-receiver.ts';

// What the receiver takes proves something only because it refuses the rest.

const CALL = { id: 'a', seed: 1, course: 'calm', seconds: 60, state: 'ended' } as const;
const endedAt = '2026-06-12T09:01:00.000Z';
const report = reportOf({ ...fixtureSummary({ ...CALL, startedAt: endedAt }), endedAt }, '1.2.3', 0);

let receiver: OtlpReceiver;

beforeAll(async () => {
  receiver = await startOtlpReceiver();
});
afterAll(() => receiver.close());

async function statusOf(body: unknown, path = '', contentType = 'application/json'): Promise<number> {
  const headers = { 'Content-Type': contentType };
  const answer = await fetch(receiver.endpoint + path, {
    method: 'POST',
    headers,
    body: JSON.stringify(body),
  });
  return answer.status;
}

/** The report with something else about its one record. */
function withRecord(change: object): LogsRequest {
  const changed = structuredClone(report);
  const record = changed.resourceLogs[0]?.scopeLogs[0]?.logRecords[0];
  if (record === undefined) throw new Error('The report has one record.');
  Object.assign(record, change);
  return changed;
}

it('takes a report', async () => {
  expect(await statusOf(report)).toBe(200);
});

it.each([
  ['a field that OTLP does not know', withRecord({ emotion: 'anger' })],
  ['a time as a number that JSON would round', withRecord({ timeUnixNano: 1781254860000000000 })],
  ['a body that is no AnyValue', withRecord({ body: 'Call ended' })],
  ['a severity in words', withRecord({ severityNumber: 'SEVERITY_NUMBER_INFO' })],
])('refuses %s', async (_, body) => {
  expect(await statusOf(body)).toBe(400);
});

it('refuses another address and another type of content', async () => {
  expect(await statusOf(report, '/elsewhere')).toBe(404);
  expect(await statusOf(report, '', 'text/plain')).toBe(415);
});
