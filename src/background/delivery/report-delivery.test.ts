import 'fake-indexeddb/auto';
import { IDBFactory } from 'fake-indexeddb';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { fixtureSummary, fixtureWindows } from '../../../tests/support/fixture-calls.ts';
import { type OtlpReceiver, startOtlpReceiver } from '../../../tests/support/otlp-receiver.ts';
import type { AuditEvent } from '../../extension/audit/audit-entry.ts';
import type { Delivery } from '../../extension/settings/policy.ts';
import { openOutbox } from '../../extension/store/outbox.ts';
import { type CallStore, openCallStore } from '../../extension/store/store.ts';
import { FIRST_WAIT_MS } from './backoff.ts';
import { ReportDelivery } from './report-delivery.ts';
import { SEND_TIMEOUT_MS, sendReport } from './send.ts';

const BEGIN = Date.parse('2026-06-12T09:00:00.000Z');
const CALL = { seed: 15, course: 'flared', seconds: 60, state: 'ended' } as const;
/** For an endpoint that never answers; any other gets the time that it gets in the product, on a busy machine too. */
const SHORT_TIMEOUT_MS = 200;

let receiver: OtlpReceiver;
let calls: CallStore;
let policy: Delivery;
let now: number;
let wakes: number[];
let audited: AuditEvent[];

/** What a service worker makes anew at every start, on the same storage. */
function startWorker(from = openCallStore(), timeoutMs = SEND_TIMEOUT_MS): ReportDelivery {
  return new ReportDelivery({
    calls: from,
    outbox: openOutbox(),
    send: (report, delivery) => sendReport(report, delivery, () => now, timeoutMs),
    wakeAt: (ms) => wakes.push(ms),
    onAudit: (event) => audited.push(event),
    clock: () => now,
    random: () => 0,
    version: '1.2.3',
  });
}

const minute = (count: number) => new Date(BEGIN + count * 60_000).toISOString();

/** A call that began so many minutes after the policy came into force. */
async function callEnds(id: string, begun: number): Promise<void> {
  await calls.save(fixtureSummary({ ...CALL, id, startedAt: minute(begun) }), fixtureWindows(CALL));
  now = BEGIN + (begun + 1) * 60_000;
}

const sentIds = () =>
  receiver.accepted.map(({ attributes }) => attributes.find(({ key }) => key === 'evenkeel.call.id')?.value);
const ids = (...names: string[]) => names.map((stringValue) => ({ stringValue }));
const states = async () => (await openOutbox().entries()).map(({ call, state }) => [call, state]);

beforeEach(async () => {
  globalThis.indexedDB = new IDBFactory();
  receiver = await startOtlpReceiver();
  calls = openCallStore();
  policy = { endpoint: receiver.endpoint, headers: { Authorization: 'Bearer token' } };
  now = BEGIN;
  wakes = [];
  audited = [];
  // The policy comes into force.
  await startWorker().resume(policy);
});

afterEach(async () => {
  expect(receiver.complaints).toEqual([]);
  await receiver.close();
});

describe('a report', () => {
  it('is sent once when its call has ended, with the policy’s headers, and the audit log knows of it', async () => {
    const worker = startWorker();
    await callEnds('a', 1);
    await worker.callsEnded(policy);
    await worker.callsEnded(policy);
    expect(receiver.requests).toHaveLength(1);
    expect(receiver.requests[0]?.headers.authorization).toBe('Bearer token');
    expect(sentIds()).toEqual(ids('a'));
    const { origin } = new URL(receiver.endpoint);
    expect(audited).toEqual([
      { what: 'delivered', call: 'a', console: 'https://desk.example.com', detail: origin },
    ]);
  });

  it('says of a call what the record’s summary says, and nothing of its windows', async () => {
    await callEnds('a', 1);
    const summary = fixtureSummary({ ...CALL, id: 'a', startedAt: minute(1), callReference: '4711' });
    await calls.save({ ...summary, notes: [{ time: 1, author: 'Agent', text: 'a secret' }] }, []);
    await startWorker().callsEnded(policy);
    const [record] = receiver.accepted;
    const said = Object.fromEntries(
      (record?.attributes ?? []).map(({ key, value }) => [key, Object.values(value)[0]]),
    );
    expect(record).toMatchObject({
      timeUnixNano: `${Date.parse(summary.endedAt ?? '')}000000`,
      observedTimeUnixNano: `${now}000000`,
      severityNumber: 9,
      eventName: 'evenkeel.call.ended',
      body: { stringValue: `Call ended: ${summary.verdict}, score ${summary.score?.toFixed(1)} of 10` },
    });
    expect(said).toEqual({
      'log.record.uid': 'a',
      'evenkeel.call.id': 'a',
      'evenkeel.call.console': 'https://desk.example.com',
      'evenkeel.call.reference': '4711',
      'evenkeel.call.started_at': minute(1),
      'evenkeel.call.ended_at': summary.endedAt,
      'evenkeel.call.consent': 'asked',
      'evenkeel.call.seconds': 60,
      'evenkeel.call.speech_seconds': 30,
      'evenkeel.call.hold_seconds': 0,
      'evenkeel.call.missing_seconds': 0,
      'evenkeel.score.verdict': summary.verdict,
      'evenkeel.score.value': summary.score,
      'evenkeel.score.low': summary.interval?.[0],
      'evenkeel.score.high': summary.interval?.[1],
      ...Object.fromEntries(
        summary.reasons.map(({ term, points }) => [`evenkeel.score.points.${term}`, points]),
      ),
      'evenkeel.score.version': String(summary.scoreVersion),
      'evenkeel.model': '1.0.0',
    });
    expect(JSON.stringify(receiver.requests)).not.toContain('a secret');
  });

  it('of a call that is still running, or that began before the policy, is not sent', async () => {
    await callEnds('before', -5);
    await calls.save(
      { ...fixtureSummary({ ...CALL, id: 'running', startedAt: minute(1) }), endedAt: null },
      [],
    );
    await startWorker().callsEnded(policy);
    expect(receiver.requests).toEqual([]);
  });

  it('of a call that ended while no policy wanted reports is never sent', async () => {
    const worker = startWorker();
    await callEnds('unwanted', 1);
    await worker.callsEnded(null);
    await callEnds('wanted', 3);
    await worker.callsEnded(policy);
    expect(sentIds()).toEqual(ids('wanted'));
  });

  it('is not sent when the call was deleted first, and the audit log says so', async () => {
    receiver.answerWith({ status: 503 });
    await callEnds('a', 1);
    await startWorker().callsEnded(policy);
    await calls.remove('a');
    now = wakes.at(-1) ?? now;
    await startWorker().resume(policy);
    expect(receiver.accepted).toEqual([]);
    expect(audited).toEqual([{ what: 'not-delivered', call: 'a', detail: 'deleted before it was sent' }]);
    expect(await states()).toEqual([]);
  });
});

describe('a record that this version can’t read', () => {
  it('is set aside, and the reports of later calls are sent', async () => {
    const broken = fixtureSummary({ ...CALL, id: 'broken', startedAt: minute(1) });
    await calls.save({ ...broken, consent: { ...broken.consent, how: 'by a later version' as 'asked' } }, []);
    await callEnds('a', 3);
    await startWorker().callsEnded(policy);
    await startWorker().resume(policy);
    expect(sentIds()).toEqual(ids('a'));
    const reason = 'this version can’t read its record';
    expect(await openOutbox().entries()).toEqual([
      { call: 'broken', startedAt: minute(1), state: 'refused', reason },
      { call: 'a', startedAt: minute(3), state: 'sent' },
    ]);
    expect(audited).toMatchObject([
      { what: 'not-delivered', call: 'broken', detail: reason },
      { what: 'delivered', call: 'a' },
    ]);
  });

  it('is told from a store that fails: its calls wait', async () => {
    await callEnds('a', 1);
    const failing = { ...calls, summary: () => Promise.reject(new Error('The disk fails.')) };
    await expect(startWorker(failing).callsEnded(policy)).rejects.toThrow('The disk fails.');
    expect(await states()).toEqual([['a', 'waiting']]);
  });
});

describe('an endpoint that does not answer', () => {
  it.each([
    ['is overloaded', { status: 429 }],
    ['has a bad gateway before it', { status: 502 }],
    ['is not there', { status: 503 }],
    ['is slow behind its gateway', { status: 504 }],
    ['never answers', { status: 200, hangs: true }],
  ])('because it %s gets the report later, also from a worker that has started since', async (_, answer) => {
    receiver.answerWith(answer);
    await callEnds('a', 1);
    await startWorker(openCallStore(), 'hangs' in answer ? SHORT_TIMEOUT_MS : SEND_TIMEOUT_MS).callsEnded(
      policy,
    );
    expect(sentIds()).toEqual([]);
    expect(wakes.at(-1)).toBe(now + FIRST_WAIT_MS / 2);
    now += FIRST_WAIT_MS / 2;
    await startWorker().resume(policy);
    expect(sentIds()).toEqual(ids('a'));
  });

  it('because nobody listens there gets it when somebody does', async () => {
    await receiver.close();
    await callEnds('a', 1);
    await startWorker().callsEnded(policy);
    expect(wakes.at(-1)).toBe(now + FIRST_WAIT_MS / 2);
    const { problem } = (await openOutbox().endpoint()) ?? {};
    expect(problem).toEqual(expect.any(String));
    expect(await states()).toEqual([['a', 'waiting']]);
    receiver = await startOtlpReceiver();
    await startWorker().resume({ ...policy, endpoint: receiver.endpoint });
    expect(sentIds()).toEqual(ids('a'));
  });

  it('is left alone for as long as it asked, also when further calls end', async () => {
    receiver.answerWith({ status: 429, headers: { 'Retry-After': '600' } });
    await callEnds('a', 1);
    const worker = startWorker();
    await worker.callsEnded(policy);
    const wake = wakes.at(-1) ?? 0;
    expect(wake - now).toBeGreaterThanOrEqual(600_000);
    await callEnds('b', 3);
    await worker.callsEnded(policy);
    expect(receiver.requests).toHaveLength(1);
    expect(wakes.at(-1)).toBe(wake);
    now = wake;
    await worker.resume(policy);
    expect(sentIds()).toEqual(ids('a', 'b'));
  });

  it('is asked less and less often, and at once again after it answered', async () => {
    receiver.answerWith(...Array.from({ length: 4 }, () => ({ status: 503 })));
    await callEnds('a', 1);
    await startWorker().callsEnded(policy);
    const waits: number[] = [];
    for (let attempt = 0; attempt < 4; attempt++) {
      const wake = wakes.at(-1) ?? 0;
      waits.push(wake - now);
      now = wake;
      await startWorker().resume(policy);
    }
    expect(waits).toEqual([1, 2, 4, 8].map((times) => (times * FIRST_WAIT_MS) / 2));
    expect(sentIds()).toEqual(ids('a'));
    expect(await openOutbox().endpoint()).toMatchObject({ failures: 0, notBeforeMs: 0, problem: null });
  });
});

describe('an endpoint that refuses', () => {
  it.each([
    ['by 400', { status: 400, body: 'unknown field' }, 'HTTP 400: unknown field'],
    ['by 401', { status: 401 }, 'HTTP 401'],
    [
      'by a partial success',
      { status: 200, body: '{"partialSuccess":{"rejectedLogRecords":"1","errorMessage":"too long"}}' },
      'too long',
    ],
  ])(
    '%s is not asked again; the report is set aside with the reason, and others go on',
    async (_, answer, reason) => {
      receiver.answerWith(answer);
      await callEnds('a', 1);
      await callEnds('b', 3);
      await startWorker().callsEnded(policy);
      await startWorker().resume(policy);
      expect(receiver.requests).toHaveLength(2);
      expect(await openOutbox().entries()).toEqual([
        { call: 'a', startedAt: minute(1), state: 'refused', reason },
        { call: 'b', startedAt: minute(3), state: 'sent' },
      ]);
      expect(audited.map(({ what, call }) => [what, call])).toEqual([
        ['not-delivered', 'a'],
        ['delivered', 'b'],
      ]);
    },
  );

  it('gets the report again when the policy has changed', async () => {
    receiver.answerWith({ status: 401 });
    await callEnds('a', 1);
    await startWorker().callsEnded(policy);
    await startWorker().resume({ ...policy, headers: { Authorization: 'Bearer another' } });
    expect(receiver.requests.at(-1)?.headers.authorization).toBe('Bearer another');
    expect(await states()).toEqual([['a', 'sent']]);
  });

  it('with a partial success that rejects nothing has taken the report', async () => {
    receiver.answerWith({ status: 200, body: '{"partialSuccess":{"errorMessage":"deprecated field"}}' });
    await callEnds('a', 1);
    await startWorker().callsEnded(policy);
    expect(await states()).toEqual([['a', 'sent']]);
  });
});

describe('a browser that ends in between', () => {
  it('and stops the worker while it sends wakes it again', async () => {
    await callEnds('a', 1);
    receiver.answerWith({ status: 200, hangs: true });
    const sending = startWorker(openCallStore(), SHORT_TIMEOUT_MS).callsEnded(policy);
    await vi.waitFor(() => expect(receiver.requests).toHaveLength(1));
    expect(wakes).toEqual([now + FIRST_WAIT_MS]);
    await sending;
  });

  it('sends what had ended before it could take it up, and what waited, in the order of the calls', async () => {
    receiver.answerWith({ status: 503 });
    await callEnds('a', 1);
    await startWorker().callsEnded(policy);
    // No message tells of this call's end.
    await callEnds('b', 3);
    now += FIRST_WAIT_MS;
    await startWorker().resume(policy);
    expect(sentIds()).toEqual(ids('a', 'b'));
  });

  it('whose policy comes late forgets nothing meanwhile', async () => {
    receiver.answerWith({ status: 503 });
    await callEnds('a', 1);
    await startWorker().callsEnded(policy);
    now += FIRST_WAIT_MS;
    await startWorker().resume(null);
    expect(receiver.requests).toHaveLength(1);
    await startWorker().resume(policy);
    expect(sentIds()).toEqual(ids('a'));
  });

  it('before it noted that a report was taken sends it again under the same id', async () => {
    await callEnds('a', 1);
    const outbox = openOutbox();
    const dying = new ReportDelivery({
      calls,
      outbox: {
        ...outbox,
        put: async (...entries) => {
          if (entries.some(({ state }) => state === 'sent')) throw new Error('The browser is gone.');
          await outbox.put(...entries);
        },
      },
      send: (report, delivery) => sendReport(report, delivery, () => now),
      wakeAt: () => {},
      onAudit: () => {},
      clock: () => now,
      random: () => 0,
      version: '1.2.3',
    });
    await expect(dying.callsEnded(policy)).rejects.toThrow('The browser is gone.');
    await startWorker().resume(policy);
    expect(sentIds()).toEqual(ids('a', 'a'));
    const [first, again] = receiver.accepted.map(({ attributes }) => attributes[0]);
    expect(first).toEqual({ key: 'log.record.uid', value: { stringValue: 'a' } });
    expect(again).toEqual(first);
  });
});
