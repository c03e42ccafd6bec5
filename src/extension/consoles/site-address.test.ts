import { describe, expect, it } from 'vitest';
import { enableableOrigin, hostOfPattern, parseSiteAddress, patternOf } from './site-address.ts';

describe('enableableOrigin', () => {
  it.each([
    ['https://desk.example.com/agent?x=1', 'https://desk.example.com'],
    ['http://desk.example.com/', null],
    ['chrome://settings/', null],
    ['', null],
    [undefined, null],
  ])('of %j is %j', (url, origin) => {
    expect(enableableOrigin(url)).toBe(origin);
  });
});

describe('patternOf', () => {
  it('covers every page and port of the host, and no other host', () => {
    expect(patternOf('https://desk.example.com:8443')).toBe('https://desk.example.com/*');
  });
});

it('writes the host of a pattern as people do', () => {
  expect(hostOfPattern('https://*.example.com/*')).toBe('*.example.com');
});

describe('a typed address', () => {
  it.each([
    ['desk.example.com', 'https://desk.example.com/*'],
    ['  Desk.Example.com  ', 'https://desk.example.com/*'],
    ['https://desk.example.com:8443/agent?tab=2#now', 'https://desk.example.com/*'],
    ['192.168.1.4', 'https://192.168.1.4/*'],
  ])('“%s” means %s', (typed, pattern) => {
    expect(parseSiteAddress(typed)).toEqual({ kind: 'ready', pattern });
  });

  it.each([
    ['', 'is no address'],
    ['our desk', '“our desk” is no address'],
    ['https://', 'is no address'],
    ['http://desk.example.com', 'served over https'],
    ['ftp://desk.example.com', 'served over https'],
    ['*.example.com', 'A star can’t be used'],
    ['desk', '“desk” has no dot'],
  ])('“%s” is refused in a sentence', (typed, words) => {
    expect(parseSiteAddress(typed)).toMatchObject({
      kind: 'refused',
      problem: expect.stringContaining(words),
    });
  });
});
