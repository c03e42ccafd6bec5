import { expect, it } from 'vitest';
import { parseConsentChoice, startsUnasked } from './consent-mode.ts';

const CONSOLE = 'https://desk.example.com';

it.each([
  ['ask', 'ask'],
  ['remember', 'remember'],
  ['announced', 'remember'],
  [undefined, 'remember'],
  [7, 'remember'],
])('reads %j as %s: only an administrator can say that all customers are told', (stored, choice) => {
  expect(parseConsentChoice(stored)).toBe(choice);
});

it.each([
  ['ask', [CONSOLE], false],
  ['remember', [], false],
  ['remember', ['https://other.example.com'], false],
  ['remember', [CONSOLE], true],
  ['announced', [], true],
] as const)('with "%s" and %j remembered, starts a call unasked: %s', (mode, remembered, unasked) => {
  expect(startsUnasked(mode, remembered, CONSOLE)).toBe(unasked);
});
