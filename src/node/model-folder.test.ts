import { copyFileSync, cpSync, mkdirSync, mkdtempSync, rmSync, statSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { CATALOGUE_FILE, HEAD_ENDING, modelLabel, parseCatalogue } from '../analysis/emotion/catalogue.ts';
import { readModelFolder } from './model-folder.ts';

const MODELS = fileURLToPath(new URL('../../models', import.meta.url));
/** Of a model without context. */
const PLAIN_MANIFEST = path.join(MODELS, 'architectures/cnn.json');
const CONTEXT_MODEL = fileURLToPath(new URL('../../tests/fixtures/context-model', import.meta.url));

describe('the models of this tree', () => {
  it('make a catalogue that the extension can read, the default one first', () => {
    const { catalogue, files } = readModelFolder(MODELS);
    const read = parseCatalogue(JSON.parse(JSON.stringify(catalogue)));
    expect(read).toEqual(catalogue);
    expect(read.models[0]?.name).toBe('default');
    expect(files.filter((file) => !file.endsWith(HEAD_ENDING))).toHaveLength(2 * read.models.length);
    expect(files).not.toContain(CATALOGUE_FILE);
  });

  it('have figures on clean and on telephone speech, and labels that tell them apart', () => {
    const { models } = readModelFolder(MODELS).catalogue;
    for (const { name, metrics } of models) {
      expect(Object.keys(metrics), name).toEqual(expect.arrayContaining(['clean', 'phone']));
    }
    const labels = models.map(({ name, version }) => modelLabel(name, version));
    expect(new Set(labels).size).toBe(labels.length);
  });
});

describe('a folder of models', () => {
  let folder: string;
  const architectures = () => path.join(folder, 'architectures');
  const put = (name: string, ...endings: string[]) => {
    for (const ending of endings) {
      copyFileSync(PLAIN_MANIFEST, path.join(architectures(), `${name}.${ending}`));
    }
  };

  beforeAll(() => {
    folder = mkdtempSync(path.join(os.tmpdir(), 'evenkeel-models-'));
    cpSync(PLAIN_MANIFEST, path.join(folder, 'emotion.json'));
    writeFileSync(path.join(folder, 'emotion.onnx'), new Uint8Array(1000));
    mkdirSync(architectures());
  });
  afterAll(() => rmSync(folder, { recursive: true }));

  it('offers what is there, with the size of its graph', () => {
    put('cnn-lstm', 'onnx', 'json');
    put('cnn', 'onnx', 'json');
    const { catalogue, files } = readModelFolder(folder);
    expect(catalogue.models.map(({ name }) => name)).toEqual(['default', 'cnn', 'cnn-lstm']);
    expect(catalogue.models[0]?.sizeBytes).toBe(1000);
    expect(files).toContain('architectures/cnn-lstm.json');
  });

  it('ships the head of a model with context, counts its size, and says where it is missing', () => {
    const { catalogue, files } = readModelFolder(CONTEXT_MODEL);
    expect(files).toEqual(['emotion.onnx', 'emotion-head.onnx', 'emotion.json']);
    const sizes = ['emotion.onnx', 'emotion-head.onnx'].map(
      (file) => statSync(path.join(CONTEXT_MODEL, file)).size,
    );
    expect(catalogue.models[0]?.sizeBytes).toBe(sizes.reduce((sum, size) => sum + size));
    copyFileSync(path.join(CONTEXT_MODEL, 'emotion.json'), path.join(architectures(), 'transformer.json'));
    put('transformer', 'onnx');
    expect(() => readModelFolder(folder)).toThrow(/transformer\.json: .*transformer-head\.onnx/);
    rmSync(path.join(architectures(), 'transformer.onnx'));
    rmSync(path.join(architectures(), 'transformer.json'));
  });

  it('refuses a graph without a manifest, and names both', () => {
    put('transformer', 'onnx');
    expect(() => readModelFolder(folder)).toThrow(/transformer\.onnx has no manifest.*transformer\.json/);
    rmSync(path.join(architectures(), 'transformer.onnx'));
  });

  it('names the manifest that does not fit', () => {
    put('transformer', 'onnx');
    writeFileSync(path.join(architectures(), 'transformer.json'), '{"schemaVersion":3}');
    expect(() => readModelFolder(folder)).toThrow(/transformer\.json: .*schemaVersion/);
    rmSync(path.join(architectures(), 'transformer.onnx'));
  });

  it('refuses a name that nobody has words for', () => {
    put('perceptron', 'onnx', 'json');
    expect(() => readModelFolder(folder)).toThrow('"perceptron"');
    rmSync(path.join(architectures(), 'perceptron.onnx'));
  });
});
