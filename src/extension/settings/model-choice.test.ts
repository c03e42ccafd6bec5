import { expect, it } from 'vitest';
import { parseModelChoice } from './model-choice.ts';

it.each([
  ['cnn', 'cnn'],
  ['a name of another version', 'default'],
  [undefined, 'default'],
  [7, 'default'],
])('takes the stored choice %s for the model %s', (stored, model) => {
  expect(parseModelChoice(stored)).toBe(model);
});
