import { expect, it } from 'vitest';
import { isModelName, modelLabel, modelPath, parseCatalogue } from './catalogue.ts';

it('reads no catalogue of another shape, and says what is wrong', () => {
  expect(() => parseCatalogue({ schemaVersion: 1, models: [{ name: 'cnn' }] })).toThrow('models.0.version');
});

it('knows its names from what another version may have stored', () => {
  expect(isModelName('cnn-report')).toBe(true);
  for (const other of ['perceptron', 'toString', '', null]) expect(isModelName(other)).toBe(false);
});

it('keeps the default model where it always was, and calls it by its version alone', () => {
  expect(modelPath('default')).toBe('emotion');
  expect(modelLabel('default', '1.0.0')).toBe('1.0.0');
  expect(modelPath('cnn')).toBe('architectures/cnn');
  expect(modelLabel('cnn', '1.0.0')).toBe('cnn 1.0.0');
});
