import { readFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import { parseManifest } from './manifest.ts';

const shipped = JSON.parse(readFileSync(new URL('../../../models/emotion.json', import.meta.url), 'utf8'));

it('keeps the encoder of a model that has one', () => {
  expect(parseManifest(shipped).encoder?.layers).toBeGreaterThan(0);
});

it.each([
  ['null', { ...shipped, encoder: null }],
  ['absent', { ...shipped, encoder: undefined }],
])('takes a model without a pretrained encoder: %s', (_, manifest) => {
  expect(parseManifest(manifest).encoder).toBeNull();
});

it('refuses half an encoder and names what is missing', () => {
  expect(() => parseManifest({ ...shipped, encoder: { name: 'Moonshine' } })).toThrow('encoder.layers');
});
