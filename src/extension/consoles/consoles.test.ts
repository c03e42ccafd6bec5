import { describe, expect, it } from 'vitest';
import { MatchPattern } from 'wxt/utils/match-patterns';
import { CONSOLES, consoleAt } from './consoles.ts';

const patterns = CONSOLES.flatMap(({ pages, softphoneFrames }) => [...pages, ...softphoneFrames]);

describe('the registry of consoles', () => {
  it('knows the consoles that it is there for, each by one name', () => {
    expect(CONSOLES.map(({ name }) => name)).toEqual([
      'Amazon Connect',
      'Genesys Cloud',
      'Twilio Flex',
      'Talkdesk',
      'Five9',
      'Zendesk Talk',
      'Salesforce Voice',
      'RingCentral',
      'Aircall',
      'Dialpad',
      'NICE CXone',
      '8x8 Contact Center',
      'Zoom Contact Center',
      '3CX',
    ]);
  });

  it.each(patterns)(
    '%s asks for one vendor over HTTPS, in a form that content scripts may take',
    (pattern) => {
      expect(() => new MatchPattern(pattern)).not.toThrow();
      expect(pattern).toMatch(/^https:\/\/(\*\.)?[a-z0-9-]+(\.[a-z0-9-]+)+\/\*$/);
    },
  );

  it('never gives one page to two consoles', () => {
    const pages = CONSOLES.flatMap((console) => console.pages);
    expect(new Set(pages).size).toBe(pages.length);
  });

  it.each(CONSOLES)('$name says where each of its facts comes from', ({ addressSource, audio, hints }) => {
    for (const source of [addressSource, ...audio.map((fact) => fact.source)]) {
      expect(new URL(source).protocol).toBe('https:');
    }
    for (const sentence of [...audio.map(({ text }) => text), ...hints]) expect(sentence).toMatch(/\.$/);
  });
});

describe('consoleAt', () => {
  it.each([
    ['https://acme.my.connect.aws/ccp-v2/', 'amazon-connect'],
    ['https://apps.euw2.pure.cloud/directory/#/', 'genesys-cloud'],
    ['https://acme.lightning.force.com/lightning/r/Case/5/view', 'salesforce'],
    ['https://acme.zendesk.com/agent', 'zendesk'],
  ])('knows %s', (url, id) => {
    expect(consoleAt(url)?.id).toBe(id);
  });

  it.each(['https://desk.example.com/', 'http://acme.zendesk.com/', 'https://zendesk.com.example.org/'])(
    'takes %s for none of them',
    (url) => {
      expect(consoleAt(url)).toBeNull();
    },
  );
});
