// A model with context, as it is held against its manifest: real graphs, a few kB of them.

import { createHash } from 'node:crypto';
import { fileURLToPath } from 'node:url';
import { beforeAll, describe, expect, it } from 'vitest';
import { loadEngineFiles, nodeOrt } from '../../node/node-engine.ts';
import { type Classifier, loadClassifier } from './classifier.ts';
import type { EngineFiles } from './engine.ts';
import { type ContextManifest, parseManifest, WINDOW_SAMPLES } from './manifest.ts';
import { WASM_SESSION } from './ort.ts';

const FOLDER = fileURLToPath(new URL('../../../tests/fixtures/context-model', import.meta.url));
const sha256Of = (bytes: Uint8Array) => createHash('sha256').update(bytes).digest('hex');

let files: EngineFiles;
let head: Uint8Array<ArrayBuffer>;
let manifest: ContextManifest;

beforeAll(async () => {
  files = await loadEngineFiles(FOLDER);
  head = await files.readHead();
  manifest = parseManifest(files.manifest) as ContextManifest;
});

const load = async (
  change: Partial<ContextManifest> = {},
  graphs: { model?: Uint8Array<ArrayBuffer>; head?: Uint8Array<ArrayBuffer> } = {},
): Promise<Classifier> =>
  loadClassifier(
    await nodeOrt(),
    { model: graphs.model ?? files.model, readHead: async () => graphs.head ?? head },
    { ...manifest, ...change },
    WASM_SESSION,
  );

const loud = () => Float32Array.from({ length: WINDOW_SAMPLES }, (_, n) => 0.3 * Math.sin(n / 9));

async function embeddedReading(classifier: Classifier) {
  const reading = await classifier.read(loud());
  if (reading.kind !== 'embedded') throw new Error('This model reads in context.');
  return reading;
}

describe('a model with context', () => {
  it('gives an embedding, and what it says where nothing is known of the voice', async () => {
    const classifier = await load();
    const { embedding, coldLogits, settings } = await embeddedReading(classifier);
    expect(embedding).toHaveLength(manifest.context.size);
    expect(settings).toEqual({ context: manifest.context, temperature: manifest.temperature });
    const context = new Float32Array(manifest.context.size);
    expect(await classifier.readInContext({ embedding, context })).toEqual(coldLogits);
  });

  it('hears the same window otherwise in another context', async () => {
    const classifier = await load();
    const { embedding, coldLogits } = await embeddedReading(classifier);
    const context = embedding.map((value) => value / 2);
    const logits = await classifier.readInContext({ embedding, context });
    expect(logits).toHaveLength(6);
    expect(logits).not.toEqual(coldLogits);
    await expect(classifier.readInContext({ embedding, context: context.slice(1) })).rejects.toThrow(
      `takes ${manifest.context.size} numbers; got ${manifest.context.size - 1}`,
    );
  });

  it('is refused with a damaged graph, and which of the two it is', async () => {
    const embedding = '0'.repeat(64);
    await expect(load({ sha256: { ...manifest.sha256, embedding } })).rejects.toThrow(
      /^The model file is damaged or of another version: .* Reinstall Evenkeel\.$/,
    );
    await expect(load({ sha256: { ...manifest.sha256, head: embedding } })).rejects.toThrow(
      /^The model’s head is damaged or of another version/,
    );
  });

  it('is refused where its embedding has another size than the manifest says', async () => {
    await expect(load({ context: { ...manifest.context, size: 9 } })).rejects.toThrow(
      'The model\'s output is "embedding" [batch, 8]; expected "embedding" [batch, 9].',
    );
  });

  it('is refused with graphs of other names or shapes', async () => {
    const swapped = { embedding: sha256Of(head), head: sha256Of(files.model) };
    await expect(load({ sha256: swapped }, { model: head, head: files.model })).rejects.toThrow(
      'expected "audio" [batch, 48000]',
    );
    const twice = { embedding: sha256Of(files.model), head: sha256Of(files.model) };
    await expect(load({ sha256: twice }, { head: files.model })).rejects.toThrow(
      'expected "embedding" [batch, 8]',
    );
  });

  it('is refused with a head that gives no numbers where nothing is known', async () => {
    // Its last constant: the weights between the hidden layer and the logits.
    const broken = head.slice();
    const weights = broken.length;
    const nan = new Uint8Array(Float32Array.of(Number.NaN).buffer);
    const at = lastFloatsOf(broken);
    expect(at).toBeLessThan(weights);
    for (let i = 0; i < 8 * 6; i++) broken.set(nan, at + 4 * i);
    await expect(
      load({ sha256: { ...manifest.sha256, head: sha256Of(broken) } }, { head: broken }),
    ).rejects.toThrow(
      /^The model’s head gives NaN, .* where nothing is known of the voice; expected numbers\./,
    );
  });
});

/** Where the raw bytes of the constant "weights" begin: field 9 (raw data) of its tensor, 192 bytes long. */
function lastFloatsOf(bytes: Uint8Array): number {
  for (let i = bytes.length - 3; i >= 0; i--) {
    if (bytes[i] === 0x4a && bytes[i + 1] === 0xc0 && bytes[i + 2] === 0x01) return i + 3;
  }
  throw new Error('The head of the fixture has no weights.');
}
