import { describe, expect, it } from 'vitest';
import { NO_POLICY, POLICY_KEYS, parsePolicy } from './policy.ts';

describe('a managed policy', () => {
  it('leaves everything to the user where nothing is set, or nothing can be read', () => {
    expect(Object.values(NO_POLICY)).toEqual(POLICY_KEYS.map(() => null));
    expect(parsePolicy(undefined)).toEqual(NO_POLICY);
    expect(parsePolicy('all')).toEqual(NO_POLICY);
  });

  it('keeps what can be read beside what can’t', () => {
    expect(parsePolicy({ retentionDays: 8, consent: 'ask', nudges: false, unknown: 1 })).toEqual({
      ...NO_POLICY,
      consent: 'ask',
      nudges: false,
    });
  });

  it('reads origins whatever follows them, and one that can’t be read does not lift the limit', () => {
    const consoles = [
      'https://a.example/desk?x=1',
      'http://b.example',
      'c.example',
      'https://d.example:8443',
    ];
    expect(parsePolicy({ consoles }).consoles).toEqual(['https://a.example', 'https://d.example:8443']);
    expect(parsePolicy({ consoles: ['*', 'https://*', 'https://*.a.example'] }).consoles).toEqual([]);
  });

  it('sends reports over HTTPS only', () => {
    expect(parsePolicy({ delivery: { endpoint: 'http://a.example/v1/logs' } }).delivery).toBeNull();
    expect(parsePolicy({ delivery: { endpoint: 'https://a.example/v1/logs' } }).delivery).toEqual({
      endpoint: 'https://a.example/v1/logs',
      headers: {},
    });
  });
});
