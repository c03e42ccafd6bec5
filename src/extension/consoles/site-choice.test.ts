import { describe, expect, it } from 'vitest';
import { CONSOLES, patternsOf } from './consoles.ts';
import {
  allowedOwnPatterns,
  chosenPatterns,
  firstChoice,
  parseSiteChoice,
  sitePatterns,
  withSite,
} from './site-choice.ts';

const NOTHING = { consoles: [], own: [] } as const;
const AMAZON = { kind: 'console', id: 'amazon-connect' } as const;
const SALESFORCE = { kind: 'console', id: 'salesforce' } as const;
const DESK = { kind: 'own', pattern: 'https://desk.example.com/*' } as const;

describe('a stored choice', () => {
  it('is read without the consoles that this version doesn’t know', () => {
    expect(parseSiteChoice({ consoles: ['five9', 'another'], own: ['https://a.example/*'] })).toEqual({
      consoles: ['five9'],
      own: ['https://a.example/*'],
    });
  });

  it.each([null, undefined, 'all', { consoles: 'all', own: [] }, { consoles: [] }])(
    'counts as never made where it is %j',
    (stored) => {
      expect(parseSiteChoice(stored)).toBeNull();
    },
  );

  it('is, before it is made, what the browser grants by name: a broad grant switches nothing on', () => {
    const granted = [
      'https://desk.example.com/*',
      'https://*/*',
      '*://*/*',
      'http://localhost/*',
      '<all_urls>',
    ];
    expect(firstChoice(granted).own).toEqual(['https://desk.example.com/*', 'http://localhost/*']);
  });
});

describe('switching sites', () => {
  it('on and off again leaves the others as they are, and none twice', () => {
    const both = withSite(withSite(NOTHING, AMAZON, true), DESK, true);
    expect(both).toEqual({ consoles: ['amazon-connect'], own: [DESK.pattern] });
    expect(withSite(both, AMAZON, true)).toEqual(both);
    expect(withSite(both, DESK, false)).toEqual({ consoles: ['amazon-connect'], own: [] });
    expect(withSite(both, AMAZON, false)).toEqual({ consoles: [], own: [DESK.pattern] });
  });

  it('asks for what two consoles share once', () => {
    const both = withSite(withSite(NOTHING, AMAZON, true), SALESFORCE, true);
    const patterns = chosenPatterns(both, null);
    expect(new Set(patterns).size).toBe(patterns.length);
    expect(patterns).toEqual(
      expect.arrayContaining([...patternsOf('amazon-connect').all, ...patternsOf('salesforce').all]),
    );
  });
});

describe('what an administrator allows', () => {
  const allowed = ['https://acme.my.connect.aws', 'https://phone.acme.example'];

  it('narrows a console to the addresses that are named', () => {
    expect(sitePatterns(AMAZON, allowed)).toEqual(['https://acme.my.connect.aws/*']);
    expect(sitePatterns(AMAZON, null)).toEqual(patternsOf('amazon-connect').all);
  });

  it('allows no console by its softphone’s frame alone', () => {
    expect(sitePatterns(SALESFORCE, allowed)).toEqual([]);
    expect(sitePatterns(SALESFORCE, [...allowed, 'https://acme.lightning.force.com'])).toEqual([
      'https://acme.my.connect.aws/*',
      'https://acme.lightning.force.com/*',
    ]);
  });

  it('leaves nothing of the others, whatever was chosen before', () => {
    const everything = { consoles: CONSOLES.map(({ id }) => id), own: [DESK.pattern] };
    expect(chosenPatterns(everything, allowed)).toEqual(['https://acme.my.connect.aws/*']);
    expect(chosenPatterns(everything, [])).toEqual([]);
  });

  it('offers what belongs to no known console as a site of its own', () => {
    expect(allowedOwnPatterns(allowed)).toEqual(['https://phone.acme.example/*']);
    const own = { kind: 'own', pattern: 'https://phone.acme.example/*' } as const;
    expect(sitePatterns(own, allowed)).toEqual([own.pattern]);
  });
});
