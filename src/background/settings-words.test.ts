import { expect, it } from 'vitest';
import { NO_POLICY } from '../extension/settings/policy.ts';
import { policyWords, settingWords } from './settings-words.ts';

it('says what a setting has become, where that is short', () => {
  expect(settingWords('retentionDays', 7)).toBe('retentionDays: 7');
  expect(settingWords('rememberedConsent', ['https://a.example'])).toBe(
    'rememberedConsent: ["https://a.example"]',
  );
  expect(settingWords('nudges', { shown: false })).toBe('nudges');
  expect(settingWords('sites', { consoles: ['amazon-connect'], own: ['https://desk.example.com/*'] })).toBe(
    'sites: amazon-connect, desk.example.com',
  );
  expect(settingWords('sites', { consoles: [], own: [] })).toBe('sites: none');
  expect(settingWords('casePattern', undefined)).toBe('casePattern: default');
});

it('says what a policy sets, and no secret', () => {
  expect(policyWords(NO_POLICY)).toBe('none');
  const delivery = { endpoint: 'https://c.example/v1/logs', headers: { Authorization: 'Bearer secret' } };
  expect(policyWords({ ...NO_POLICY, consent: 'ask', exportAllowed: false, delivery })).toBe(
    'consent: "ask"; exportAllowed: false; delivery: https://c.example/v1/logs with Authorization',
  );
});
