import { expect, it } from 'vitest';
import { NO_POLICY } from '../extension/settings/policy.ts';
import { policyInWords, settingInWords } from './settings-in-words.ts';

it('says what a setting has become, where that is short', () => {
  expect(settingInWords('retentionDays', 7)).toBe('retentionDays: 7');
  expect(settingInWords('rememberedConsent', ['https://a.example'])).toBe(
    'rememberedConsent: ["https://a.example"]',
  );
  expect(settingInWords('nudges', { shown: false })).toBe('nudges');
  expect(settingInWords('sites', { consoles: ['amazon-connect'], own: ['https://desk.example.com/*'] })).toBe(
    'sites: amazon-connect, desk.example.com',
  );
  expect(settingInWords('sites', { consoles: [], own: [] })).toBe('sites: none');
  expect(settingInWords('casePattern', undefined)).toBe('casePattern: default');
});

it('says what a policy sets, and no secret', () => {
  expect(policyInWords(NO_POLICY)).toBe('none');
  const delivery = { endpoint: 'https://c.example/v1/logs', headers: { Authorization: 'Bearer secret' } };
  expect(policyInWords({ ...NO_POLICY, consent: 'ask', exportAllowed: false, delivery })).toBe(
    'consent: "ask"; exportAllowed: false; delivery: https://c.example/v1/logs with Authorization',
  );
});
