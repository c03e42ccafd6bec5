import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
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

describe('the manifest of a model with context', () => {
  const withContext = {
    ...shipped,
    schemaVersion: 2,
    sha256: { embedding: '0'.repeat(64), head: '1'.repeat(64) },
    context: { size: 256, share: 0.7, priorWindows: 4 },
    temperature: { cold: 1.1, known: 0.9 },
  };

  it('says how the context is taken, and is told from one without by its schema version', () => {
    const manifest = parseManifest(withContext);
    if (manifest.schemaVersion !== 2) throw new Error('It has a context.');
    expect(manifest.context).toEqual({ size: 256, share: 0.7, priorWindows: 4 });
    expect(manifest.temperature.known).toBe(0.9);
  });

  it.each([
    ['sha256', { sha256: '0'.repeat(64) }],
    ['sha256.head', { sha256: { embedding: '0'.repeat(64) } }],
    ['context.share', { context: { size: 256, share: 1.1, priorWindows: 4 } }],
    ['context.size', { context: { size: 0.5, share: 0.7, priorWindows: 4 } }],
    ['context.priorWindows', { context: { size: 256, share: 0.7, priorWindows: 0 } }],
    ['temperature.cold', { temperature: { cold: 0, known: 1 } }],
    ['schemaVersion', { schemaVersion: 3 }],
  ])('is refused for its %s', (field, change) => {
    expect(() => parseManifest({ ...withContext, ...change })).toThrow(
      `The model manifest does not fit: ${field}: `,
    );
  });
});
