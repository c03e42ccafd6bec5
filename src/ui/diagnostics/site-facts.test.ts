import { expect, it } from 'vitest';
import { CONSOLES } from '../../extension/consoles/consoles.ts';
import { siteFactsOf } from './site-facts.ts';

const DESK = 'https://desk.example.com/agent?case=77';
const inForce = ['https://desk.example.com/*'];

it('knows a page that Evenkeel works on, and tells its origin only', () => {
  expect(siteFactsOf(DESK, { inForce, allowed: null })).toEqual({
    origin: 'https://desk.example.com',
    access: 'in-force',
    hints: [],
  });
});

it.each([
  [undefined, null, 'off'],
  ['https://other.example.com/', null, 'off'],
  ['https://other.example.com/', ['https://desk.example.com'], 'not-allowed'],
  ['chrome://newtab/', null, 'no-page'],
])('tells why it doesn’t work on %s', (url, allowed, access) => {
  expect(siteFactsOf(url, { inForce, allowed }).access).toBe(access);
});

it('hands on what the users of a console should know', () => {
  const [known] = CONSOLES;
  const url = known?.pages[0]?.replace('*.', 'anything.').replace('/*', '/') ?? '';
  expect(siteFactsOf(url, { inForce, allowed: null }).hints).toEqual(known?.hints);
});
