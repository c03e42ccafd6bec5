import { describe, expect, it } from 'vitest';
import { siteStateOf } from './site.ts';

const NOTHING = { choice: { consoles: [], own: [] }, inForce: [], allowed: null } as const;

describe('the page in front', () => {
  it.each([undefined, 'chrome://extensions', 'http://desk.example.com/'])('gets no offer at %s', (url) => {
    expect(siteStateOf(url, NOTHING)).toEqual({ kind: 'settled' });
  });

  it('gets none where Evenkeel runs already', () => {
    const access = { ...NOTHING, inForce: ['https://*.zendesk.com/*'] };
    expect(siteStateOf('https://acme.zendesk.com/agent', access)).toEqual({ kind: 'settled' });
  });

  it('is offered as the console that it belongs to, with all that it needs', () => {
    expect(siteStateOf('https://acme.lightning.force.com/lightning/page/home', NOTHING)).toEqual({
      kind: 'can-be-enabled',
      origin: 'https://acme.lightning.force.com',
      site: { kind: 'console', id: 'salesforce' },
      console: 'Salesforce Voice',
    });
  });

  it('is offered by its own address where no console is known there', () => {
    expect(siteStateOf('https://desk.example.com:8443/', NOTHING)).toMatchObject({
      kind: 'can-be-enabled',
      site: { kind: 'own', pattern: 'https://desk.example.com/*' },
      console: null,
    });
  });

  it('is refused where an administrator allows others only', () => {
    const access = { ...NOTHING, allowed: ['https://acme.zendesk.com'] };
    expect(siteStateOf('https://other.zendesk.com/', access).kind).toBe('not-allowed');
    expect(siteStateOf('https://desk.example.com/', access).kind).toBe('not-allowed');
    expect(siteStateOf('https://acme.zendesk.com/', access).kind).toBe('can-be-enabled');
  });
});
