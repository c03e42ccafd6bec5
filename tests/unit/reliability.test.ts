import { readFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import { FAULTS } from '../faults/faults.ts';
import { PAGE, proofs, withGeneratedParts } from '../faults/page.ts';

it('has a test for every fault of the table, and no proof of a fault that it doesn’t list', () => {
  expect([...proofs().keys()].toSorted()).toEqual(Object.keys(FAULTS).toSorted());
});

it('says in docs/reliability.md what the tests say (npm run reliability)', () => {
  const page = readFileSync(PAGE, 'utf8');
  expect(page).toBe(withGeneratedParts(page));
});
