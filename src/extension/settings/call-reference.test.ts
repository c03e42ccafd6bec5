import { expect, it } from 'vitest';
import { cleanReference, MAX_REFERENCE_CHARACTERS } from './call-reference.ts';

it.each([
  ['  CASE-77 ', 'CASE-77'],
  ['two\n lines\tof  it', 'two lines of it'],
  ['\u0000\u0007', null],
  [' \n', null],
  ['', null],
])('makes of %j the reference %j', (text, reference) => {
  expect(cleanReference(text)).toBe(reference);
});

it('cuts what is too long, without a blank at the cut', () => {
  expect(cleanReference(`${'a'.repeat(MAX_REFERENCE_CHARACTERS - 1)} b`)).toBe(
    'a'.repeat(MAX_REFERENCE_CHARACTERS - 1),
  );
  expect(cleanReference('a'.repeat(500))).toHaveLength(MAX_REFERENCE_CHARACTERS);
});
