import { describe, expect, it } from 'vitest';
import { fixtureSettings } from '../../../tests/support/fixture-settings.ts';
import type { EndpointState, OutboxEntry } from '../../extension/store/outbox.ts';
import { deliveryWords, organisationWords } from './organisation-words.ts';

const NOW = new Date(2026, 5, 12, 14, 5);
const STARTED = '2026-06-12T09:00:00.000Z';
const ENDPOINT: EndpointState = {
  fingerprint: '',
  since: STARTED,
  failures: 0,
  notBeforeMs: 0,
  problem: null,
};

const waiting = (call: string): OutboxEntry => ({ call, startedAt: STARTED, state: 'waiting' });
const refused = (call: string, reason: string): OutboxEntry => ({
  call,
  startedAt: STARTED,
  state: 'refused',
  reason,
});

it('says nothing where all is left to the user', () => {
  expect(organisationWords(fixtureSettings())).toEqual([]);
  expect(organisationWords(fixtureSettings({ exportAllowed: true, score: 'during-call' }))).toEqual([]);
});

it('says of each setting what it means, and where reports go', () => {
  const delivery = { endpoint: 'https://collector.example.com/v1/logs', headers: {} };
  const sentences = organisationWords(
    fixtureSettings({ score: 'after-call', exportAllowed: false, supervisorView: false, delivery }),
  );
  expect(sentences).toHaveLength(4);
  expect(sentences[3]).toContain('a report goes to collector.example.com:');
});

describe('of reports it says', () => {
  it('nothing where all are sent', () => {
    expect(
      deliveryWords({ entries: [{ call: 'a', startedAt: STARTED, state: 'sent' }], endpoint: ENDPOINT }, NOW),
    ).toEqual([]);
    expect(deliveryWords({ entries: [], endpoint: null }, NOW)).toEqual([]);
  });

  it('how many wait, why, and when they are tried again', () => {
    const endpoint = { ...ENDPOINT, problem: 'HTTP 503', notBeforeMs: NOW.getTime() + 60_000 };
    const [sentence] = deliveryWords({ entries: [waiting('a'), waiting('b')], endpoint }, NOW);
    expect(sentence).toMatch(
      /^2 reports wait to be sent: the last attempt failed \(HTTP 503\)\. The next one is at .*06/,
    );
    expect(deliveryWords({ entries: [waiting('a')], endpoint: ENDPOINT }, NOW)).toEqual([
      '1 report waits to be sent.',
    ]);
  });

  it('how many were refused, and the last reason', () => {
    const entries = [refused('a', 'HTTP 400'), refused('b', 'HTTP 401')];
    expect(deliveryWords({ entries, endpoint: ENDPOINT }, NOW)[0]).toMatch(
      /^2 reports were refused, the last one with “HTTP 401”\./,
    );
  });
});
