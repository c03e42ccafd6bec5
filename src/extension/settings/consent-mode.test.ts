import { expect, it } from 'vitest';
import { parseConsentChoice, unaskedConsent } from './consent-mode.ts';

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
  ['ask', [CONSOLE], null],
  ['remember', [], null],
  ['remember', ['https://other.example.com'], null],
  ['remember', [CONSOLE], 'remembered'],
  ['announced', [], 'announced'],
] as const)('with "%s" and %j remembered, starts a call unasked because: %s', (mode, remembered, because) => {
  expect(unaskedConsent(mode, remembered, CONSOLE)).toBe(because);
});
