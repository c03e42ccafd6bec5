// @vitest-environment happy-dom

import { expect, it } from 'vitest';
import { focusAfter } from './focus-after.ts';

const rows = (...names: string[]) => {
  document.body.innerHTML = `<input><ul>${names.map((name) => `<li id="${name}"><p></p><button>${name}</button></li>`).join('')}</ul>`;
  return (id: string) =>
    focusAfter(document.getElementById(id), document.querySelector('input'))?.textContent ?? null;
};

it('goes on with the next row, or the one before the last, or where new rows come in', () => {
  const after = rows('a', 'b', 'c');
  expect([after('a'), after('b'), after('c')]).toEqual(['b', 'c', 'b']);
  expect([rows('a')('a'), rows('a')('gone')]).toEqual(['', '']);
});
